package shell

import (
	"context"
	"time"
)

const (
	// doubt is how long source that does not compile has to be mended before that is told: it may have been saved in part.
	doubt = 250 * time.Millisecond
	// nextLook is how long to wait before it is looked again whether a line is being typed.
	nextLook = 50 * time.Millisecond
)

// A watching reloads what is saved. Its goroutine takes turns with the statements of the shell.
type watching struct {
	shell *Shell
	stop  func()
	saved chan struct{} // holds one
}

// tell says that something has been saved. It never waits.
func (w *watching) tell() {
	select {
	case w.saved <- struct{}{}:
	default:
	}
}

// run reloads after each save, until ctx ends.
func (w *watching) run(ctx context.Context) {
	for {
		select {
		case <-w.saved:
			w.reload(ctx)
		case <-ctx.Done():
			return
		}
	}
}

// reload loads what was saved, when nobody types and no statement runs.
func (w *watching) reload(ctx context.Context) {
	s := w.shell
	for s.typing() {
		select {
		case <-time.After(nextLook):
		case <-ctx.Done():
			return
		}
	}
	if !s.turn.take(ctx) {
		return
	}
	known := s.refusal
	changed, err := s.reload(ctx)
	refusal := s.refusal
	s.turn.release()
	s.renewPrompt()

	switch {
	case ctx.Err() != nil:
	case refusal != "" && refusal != known:
		w.tellRefusal(ctx, err)
	case err != nil && refusal == "":
		s.view.failure(place{}, err)
	case err == nil && !changed && known != "":
		s.view.notice("the sources are mended: " + unchanged)
	}
}

// tellRefusal shows why what was saved cannot be loaded, unless another save follows at once.
func (w *watching) tellRefusal(ctx context.Context, err error) {
	timer := time.NewTimer(doubt)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-w.saved:
		if w.shell.turn.take(ctx) {
			w.shell.refusal = "" // it has not been told
			w.shell.turn.release()
		}
		w.tell()
	case <-timer.C:
		w.shell.view.failure(place{}, err)
	}
}

// A turn is had by one at a time: the statement that runs, or a reload after a save.
type turn chan struct{}

func newTurn() turn { return make(turn, 1) }

// take waits for the turn. It returns false if ctx ended first.
func (t turn) take(ctx context.Context) bool {
	select {
	case t <- struct{}{}:
		return true
	case <-ctx.Done():
		return false
	}
}

func (t turn) release() { <-t }

// A Typist is a LineReader that knows whether a line is being typed.
type Typist interface {
	// Typing reports whether there is something on the line, and it was touched a moment ago.
	Typing() bool
}

// A Prompter is a LineReader that can change the prompt that is up. It may be called from any goroutine.
type Prompter interface{ SetPrompt(prompt string) }

// typing reports whether somebody is in the middle of a line.
func (s *Shell) typing() bool {
	typist, ok := s.output.prompted().(Typist)
	return ok && typist.Typing()
}

// renewPrompt makes the prompt that is up tell what is now.
func (s *Shell) renewPrompt() {
	if p, ok := s.output.prompted().(Prompter); ok && !s.continued.Load() {
		p.SetPrompt(s.prompt())
	}
}

// takeTurn waits for the turn of a statement. While a reload after a save has it, an interrupt ends that reload.
func (s *Shell) takeTurn(ctx context.Context) error {
	select {
	case s.turn <- struct{}{}:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	case <-s.cfg.Interrupt:
		s.registry.Interrupt(ErrInterrupted)
		return ErrInterrupted
	}
}
