package shell

import (
	"bufio"
	"context"
	"encoding/gob"
	"errors"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/mrepl/mrepl/states"
)

// A Rebuilder is an Engine whose process has code compiled in, and can be succeeded by one that has what it lacks.
type Rebuilder interface {
	// Outgrown reports whether an error of Plan, Reload or Reset says that the sources need what is not compiled into this
	// process.
	Outgrown(err error) bool
	// Rebuild makes a program that has it, and sees that it can load the sources. Nothing that runs is touched. The function that
	// it returns replaces this process, and returns only if that fails.
	Rebuild(ctx context.Context, err error) (become func() error, _ error)
	// Declared returns the names that were declared at the prompt.
	Declared() []string
}

// A HandoverError ends a run as exit does, for another process to go on with what is carried over.
type HandoverError struct {
	Become  func() error // replaces this process, in which nothing runs by then
	Carried Carried
}

func (e *HandoverError) Error() string { return "another process takes over" }
func (e *HandoverError) Unwrap() error { return &ExitError{0} }

// A Carried is what one process hands over to the next.
type Carried struct {
	Running []string // the states to start
	Args    map[string]any
	Watch   bool
	Limits  Limits
	Timing  bool
	Rest    []Rest // what is still to be run, innermost first
	Next    int    // for the program: which of its inputs comes then
}

// A Rest is what is left of a script.
type Rest struct {
	File string
	Line int // how many lines have been read
	Args []string
	Text string
}

// handOver builds a process that has what the sources need, and ends the run for it.
func (s *Shell) handOver(ctx context.Context, r Rebuilder, outgrown error) error {
	why, _, _ := strings.Cut(outgrown.Error(), "; ")
	if s.replaying {
		return errors.New(why + "; a transcript cannot go on in another mrepl")
	}
	s.view.notice(why + ": building one that has it")
	become, err := r.Rebuild(ctx, outgrown)
	if err != nil {
		return s.refused(err)
	}
	c, lost := s.carried()
	lost = append(lost, slices.DeleteFunc(r.Declared(), func(name string) bool { return name == argvName })...)
	if len(lost) > 0 {
		s.view.warn("not carried over: " + strings.Join(fill(lost, math.MaxInt), ""))
	}
	return &HandoverError{Become: become, Carried: c}
}

// carried returns what another process can be told, and what it cannot.
func (s *Shell) carried() (c Carried, lost []string) {
	c = Carried{
		Running: s.runningNames(), Args: map[string]any{}, Watch: s.watching != nil,
		Limits: s.settings.limits, Timing: s.settings.timing,
	}
	for _, name := range s.unstarted {
		if !slices.Contains(c.Running, name) {
			c.Running = append(c.Running, name)
		}
	}
	for key, value := range s.registry.Args() {
		if gob.NewEncoder(io.Discard).Encode(map[string]any{key: value}) == nil {
			c.Args[key] = value
		} else {
			lost = append(lost, "the argument "+key)
		}
	}
	for _, info := range s.registry.Status() {
		if info.Substitute != "" {
			lost = append(lost, "the substitute of "+info.Name)
		}
	}
	slices.Sort(lost)
	return c, lost
}

// outgrown returns what can rebuild the process, if err asks for that.
func (s *Shell) outgrown(err error) (Rebuilder, bool) {
	r, ok := s.engine.(Rebuilder)
	return r, ok && err != nil && r.Outgrown(err)
}

// leave notes in a HandoverError what in still has to give.
func (r *reader) leave(err error) {
	var h *HandoverError
	if !errors.As(err, &h) {
		return
	}
	text := ""
	for _, line := range r.pending {
		text += line + "\n"
	}
	if r.ahead != nil {
		buffered, _ := r.ahead.Peek(r.ahead.Buffered())
		text += string(buffered)
	}
	h.Carried.Rest = append(h.Carried.Rest, Rest{r.file, r.line, r.args, text})
}

// TakeOver goes on where another process has left: with its arguments and settings, and its states started. Errors have been
// shown when it returns.
func (s *Shell) TakeOver(ctx context.Context, c Carried) error {
	s.settings.limits, s.settings.timing = c.Limits, c.Timing
	err := s.takeOver(ctx, c)
	if err != nil {
		s.view.failure(place{}, err)
	}
	return err
}

func (s *Shell) takeOver(ctx context.Context, c Carried) error {
	if len(c.Args) > 0 {
		if _, err := s.registry.Only([]states.Ref{}...).WithArgs(c.Args).Start(ctx); err != nil {
			return err
		}
	}
	if c.Watch {
		if err := s.watchOn(); err != nil {
			return err
		}
	}
	if len(c.Running) == 0 {
		return nil
	}
	s.unstarted = c.Running
	err := s.startAgain(ctx, c.Running)
	if err == nil {
		s.unstarted = nil
	}
	return err
}

// Resume runs what is left of a script, and then what more holds, as Script does. Nil: there is no more.
func (s *Shell) Resume(ctx context.Context, rest Rest, more io.Reader) error {
	var r io.Reader = strings.NewReader(rest.Text)
	if more != nil {
		r = io.MultiReader(r, more)
	}
	lines := bufio.NewReader(r)
	in := &reader{
		commands: s.commands, file: rest.File, line: rest.Line, args: rest.Args, ahead: lines,
		next: func(bool) (string, error) { return s.nextLine(ctx, lines) },
	}
	if err := s.declareArgs(ctx, rest.Args); err != nil {
		s.view.failure(place{file: rest.File, line: rest.Line}, err)
		return err
	}
	return s.statements(ctx, in, s.step, s.view.failure)
}
