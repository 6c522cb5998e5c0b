package shell

import (
	"context"
	"fmt"
)

var systemTable = table{
	"sh": {
		Group: Session, Args: "LINE",
		Summary: "run a line of the system's shell",
		Detail: "LINE is all that follows, as sh reads it. What it changes for itself, a folder with cd, say, or a variable, ends " +
			"with it. At a prompt the terminal is its own meanwhile; elsewhere it reads nothing, and what it writes is output of " +
			"the shell. It fails if the line exits with another code than 0.",
		Form: Text, Complete: filesAnywhere, Run: system,
	},
}

func system(ctx context.Context, c *Call) error {
	if c.Raw == "" {
		return c.misuse("a line is missing")
	}
	if err := c.Shell.cfg.System(ctx, c.Raw, c.Shell.Stdout(), c.Shell.Stderr()); err != nil {
		return fmt.Errorf("sh: %w", err)
	}
	return nil
}
