package shell

import (
	"context"
	"errors"
	"strings"

	"github.com/mrepl/mrepl/shell/transcript"
)

// Replay types the input of a transcript, each step as a person would, and returns the transcript with the prompts and the
// output that came, results and everything else in one. An error ends a step and not the replay; exit and the end of ctx do,
// and are what it returns.
func (s *Shell) Replay(ctx context.Context, f *transcript.File) (*transcript.File, error) {
	came := &transcript.File{Head: f.Head}
	s.replaying = true
	defer func() { s.replaying = false }()
	for _, step := range f.Steps {
		text, _ := s.promptText()
		step.Prompt = text
		s.output.record()
		in := &reader{commands: s.commands, next: inMemory(step.Text())}
		err := s.statements(ctx, in, s.step, s.view.failure)
		step.Output = nil
		if out := strings.TrimRight(s.output.recorded(), "\n"); out != "" {
			step.Output = strings.Split(out, "\n")
		}
		came.Steps = append(came.Steps, step)
		var exit *ExitError
		switch {
		case errors.As(err, &exit):
			return came, err
		case ctx.Err() != nil:
			return came, context.Cause(ctx)
		}
	}
	return came, nil
}
