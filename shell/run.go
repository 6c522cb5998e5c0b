package shell

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	"github.com/mrepl/mrepl/states"
)

// An ExitError is how the exit command ends a run.
type ExitError struct{ Code int }

func (e *ExitError) Error() string { return fmt.Sprintf("exit %d", e.Code) }

// patience is how long an interrupted statement may take to end before the shell says how to leave it behind.
const patience = 2 * time.Second

// run executes a statement. An interrupt cancels its context and waits for it to end; a second one, or the end of ctx, leaves
// it behind: it goes on by itself and a notice tells when it has ended.
func (s *Shell) run(ctx context.Context, st statement) error {
	s.open.Store(true)
	inner, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	done := make(chan error, 1)
	go func() { done <- s.guarded(inner, st) }()

	select {
	case err := <-done:
		return err
	case <-ctx.Done():
	case <-s.cfg.Interrupt:
		if s.typed.Load() {
			fmt.Fprintln(s.output.stderr()) // the terminal has echoed ^C
		}
		cancel(ErrInterrupted)
		s.registry.Interrupt(ErrInterrupted)
	}
	return s.abandon(ctx, st, done)
}

// abandon waits for an interrupted statement until it ends, or until it is interrupted again.
func (s *Shell) abandon(ctx context.Context, st statement, done chan error) error {
	timer := time.NewTimer(patience)
	defer timer.Stop()
	ended := ctx.Done()
	for {
		select {
		case err := <-done:
			if _, ok := s.engine.(Tasker); !ok && st.kind == goLine && errors.Is(err, context.Canceled) {
				return fmt.Errorf("%w: %w", ErrInterrupted, err)
			}
			if err == nil || err == context.Canceled || errors.Is(err, ErrInterrupted) {
				return ErrInterrupted
			}
			return fmt.Errorf("%w: %w", ErrInterrupted, err)
		case <-timer.C:
			if ctx.Err() != nil {
				return s.leave(st, done)
			}
			s.view.notice("waiting for it to give up; ^C again leaves it behind")
		case <-s.cfg.Interrupt:
			return s.leave(st, done)
		case <-ended:
			ended = nil
			timer.Reset(patience)
		}
	}
}

// leave lets a statement end by itself.
func (s *Shell) leave(st statement, done chan error) error {
	go func() {
		text := "what was left behind has ended: " + firstLine(st.text)
		if err := <-done; err != nil {
			text += ": " + explain(err)
		}
		s.view.notice(text)
	}()
	return fmt.Errorf("%w: left behind, it goes on by itself", ErrInterrupted)
}

// drainInterrupts forgets a ^C that came while nothing ran.
func (s *Shell) drainInterrupts() {
	for {
		select {
		case <-s.cfg.Interrupt:
		default:
			return
		}
	}
}

// guarded executes a statement and turns a panic into an error.
func (s *Shell) guarded(ctx context.Context, st statement) (err error) {
	defer func() {
		switch p := recover().(type) {
		case nil:
		case *states.NotStartedError: // Get in a command of the program's own
			err = p
		default:
			err = fmt.Errorf("this is a fault of the shell, or of a command that was added to it; please report what follows:\npanic: %v\n%s", p, debug.Stack())
		}
	}()
	return s.execute(ctx, st)
}

// execute runs the commands or the Go of a statement.
func (s *Shell) execute(ctx context.Context, st statement) error {
	switch st.kind {
	case commandLine:
		return s.runCommands(ctx, st.text)
	case goLine:
		return s.eval(ctx, st.text)
	case strangeLine:
		return s.commands.unknown(st.text)
	}
	return nil
}

// runCommands runs a command line, one pipeline after the other where ; divides them.
func (s *Shell) runCommands(ctx context.Context, line string) error {
	stages, rest, err := s.commands.parse(line)
	if err != nil {
		return err
	}
	if err := s.pipeline(ctx, stages); err != nil {
		return err
	}
	kind, text := s.commands.classify(rest)
	return s.execute(ctx, statement{kind: kind, text: text})
}

// pipeline composes with all stages but the last and runs that one.
func (s *Shell) pipeline(ctx context.Context, stages []stage) error {
	c := &Call{Shell: s, Selection: s.registry.All()}
	for i, st := range stages {
		c.take(st)
		last := i == len(stages)-1
		switch {
		case !last && len(st.flags) > 0:
			return fmt.Errorf("%s %s: flags belong to the last command, behind the last |", st.name, st.flags[0])
		case i > 0 && st.command.Compose == nil && !st.command.Ends:
			return fmt.Errorf("%s takes no selection: it cannot follow a |; %s can", st.name, orList(s.commands.which(func(c Command) bool { return c.Ends })))
		case last && (i == 0 || st.command.Ends):
			return st.command.Run(ctx, c)
		case st.command.Compose == nil:
			return fmt.Errorf("%s selects nothing: it cannot stand before a |; %s can", st.name, orList(s.commands.which(func(c Command) bool { return c.Compose != nil })))
		}
		c.Composed = true
		if err := st.command.Compose(ctx, c); err != nil {
			return err
		}
	}
	return c.showSelection()
}

func firstLine(text string) string {
	for i := range text {
		if text[i] == '\n' {
			return text[:i] + " …"
		}
	}
	return text
}
