package shell

import (
	"errors"
	"fmt"
	"regexp"

	"github.com/mrepl/mrepl/states"
)

// loneWord is a line that is one word: a Go identifier, a slip of a command, or the name of a state, which may hold - and /.
var loneWord = regexp.MustCompile(`^[\pL_][\pL\pN_-]*(/[\pL_][\pL\pN_.-]*)*$`)

// A StateWordError says that a line is the name of a state, which is neither a command nor Go, and what to type instead.
type StateWordError struct {
	Name     string // full
	Status   string
	Running  bool
	Variable string // of the state, as Go names it; "" if unknown
}

func (e *StateWordError) Error() string {
	text := fmt.Sprintf("%s is a state, %s: ", e.Name, e.Status)
	switch {
	case !e.Running:
		return text + "start " + e.Name + " starts it"
	case e.Variable != "":
		return text + e.Variable + ".Get() is its value, stop " + e.Name + " stops it"
	}
	return text + "why " + e.Name + " tells about it, stop " + e.Name + " stops it"
}

// lone returns the error for a line that is one word and was no Go: the name of a state, or a command with a slip in it.
func (s *Shell) lone(word string) error {
	info, err := s.registry.Info(states.Name(word))
	var several *states.AmbiguousError
	if errors.As(err, &several) {
		return err
	}
	if err != nil {
		if instead := s.commands.elsewhere(word); instead != "" {
			return &UnknownCommandError{Word: word, Instead: instead}
		}
		near := s.commands.near(word)
		if s.engine != nil && len(near) == 0 {
			near = s.alike(word, "")
		}
		return &UnknownCommandError{Word: word, Near: near}
	}
	e := &StateWordError{Name: info.Name, Status: info.Status.String(), Running: info.Status == states.StatusRunning}
	if l, ok := s.engine.(Locator); ok {
		e.Variable = l.Variable(info.Name)
	}
	return e
}
