package shell

import (
	"context"
	"strconv"
)

var session = table{
	"help": {
		Group: Session, Args: "[WORD]",
		Summary:  "show the commands, or all about one of them",
		Detail:   "WORD is a command, a group of commands, or a topic; help alone lists them all.",
		Complete: helpWords, Run: help,
	},
	"exit": {
		Group: Session, Args: "[N]",
		Summary: "stop every running state, last started first, and leave",
		Detail: "N is the exit code of mrepl; without it that is 0, or 1 if a state did not stop cleanly. ^D does the " +
			"same, after asking once if states run.",
		Aliases: []string{"quit"}, Run: exit,
	},
}

func exit(_ context.Context, c *Call) error {
	if err := c.needs(0, 1); err != nil {
		return err
	}
	code := 0
	if len(c.words) == 1 {
		var err error
		if code, err = strconv.Atoi(c.words[0].text); err != nil || code < 0 || code > 255 {
			return c.misuse("%s is not an exit code from 0 to 255", c.words[0].text)
		}
	}
	return &ExitError{code}
}
