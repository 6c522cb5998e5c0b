package shell

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
)

// Interactive asks lr for statements and runs them until exit or ^D. An error ends the statement, never the loop. It returns
// nil after ^D, an *ExitError after exit, the cause of ctx when that is done, and the error of lr if reading fails. Nothing
// is stopped yet when it returns: Close does that.
func (s *Shell) Interactive(ctx context.Context, lr LineReader) error {
	if !s.cfg.Quiet {
		s.view.notice(s.banner())
		if h, ok := lr.(Historian); ok && len(h.History()) == 0 {
			s.view.notice(s.hint())
		}
	}
	s.typed.Store(!s.cfg.JSON)
	s.asking = lr
	in := &reader{commands: s.commands, next: func(more bool) (string, error) { return s.ask(ctx, lr, more) }}
	asked := false
	for ctx.Err() == nil {
		st, err := in.read()
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		switch {
		case errors.Is(err, ErrInterrupted):
			in.drop()
			continue
		case errors.Is(err, io.EOF):
			n := s.running()
			if n == 0 || asked {
				return nil
			}
			asked = true
			s.view.notice(fmt.Sprintf("%s up; ^D again stops %s and leaves", isUp(n), pronoun(n)))
			continue
		case err != nil && !errors.Is(err, errUnfinished):
			return err
		case err == nil:
			err = s.step(ctx, st)
		}
		asked = false
		if err != nil {
			var exit *ExitError
			if errors.As(err, &exit) {
				in.leave(err)
				return err
			}
			in.drop()
			s.view.failure(st.at, err)
		}
	}
	return context.Cause(ctx)
}

// ask reads a line at the prompt. While it is up, what is written goes through lr. When ctx ends, lr is closed.
func (s *Shell) ask(ctx context.Context, lr LineReader, more bool) (string, error) {
	stop := context.AfterFunc(ctx, func() { _ = lr.Close() })
	defer stop()
	prompt := s.prompt()
	if more {
		prompt = strings.Repeat(" ", max(0, s.promptWidth()-4)) + "... "
	}
	s.continued.Store(more)
	s.output.prompting(lr)
	defer s.output.prompting(nil)
	text, err := lr.ReadLine(prompt)
	s.drainInterrupts() // one that comes from here on is for what was typed
	return text, err
}

// banner is what an interactive shell begins with.
func (s *Shell) banner() string {
	n := len(s.registry.Status())
	about := "mrepl: "
	if s.cfg.Name != "mrepl" {
		about += s.cfg.Name + ", "
	}
	switch {
	case n == 0 && s.engine == nil:
		return "mrepl: no states are known; help lists the commands"
	case n == 0:
		return "mrepl: no states are known; type Go, or help for the commands"
	}
	return about + count(n, "state") + "; start starts them, states shows them, help lists the commands"
}

// hint is what those are told who have typed nothing yet.
func (s *Shell) hint() string {
	first := "start, then states"
	switch {
	case len(s.registry.Status()) > 0:
	case s.engine != nil:
		first = "6 * 7, or doc strings.Fields"
	default:
		first = "help"
	}
	return "new here? type " + first + "; Tab completes, help grammar explains"
}

// prompt shows the name, how many states run, and what is wrong: a state that failed, sources that do not compile.
func (s *Shell) prompt() string {
	text, failed := s.promptText()
	if failed {
		text = newPalette(s.cfg.ColorErr).bad.Sprint(text)
	}
	return text + "> "
}

func (s *Shell) promptWidth() int {
	text, _ := s.promptText()
	return len(text) + len("> ")
}

func (s *Shell) promptText() (text string, failed bool) {
	infos := s.registry.Status()
	text = s.cfg.Name
	if len(infos) > 0 {
		text += fmt.Sprintf(" %d/%d", s.running(), len(infos))
	}
	for _, i := range infos {
		failed = failed || i.Status.Failed()
	}
	if failed {
		text += " failed"
	}
	if s.stale.Load() {
		text += " stale"
	}
	return text, failed
}

func isUp(n int) string {
	if n == 1 {
		return "1 state is"
	}
	return fmt.Sprintf("%d states are", n)
}

func pronoun(n int) string {
	if n == 1 {
		return "it"
	}
	return "them"
}
