package shell

import (
	"bufio"
	"context"
	"errors"
	"io"
	"strings"
)

// Script runs the statements that r holds; name is the file in messages. It ends at the first error, unless the shell keeps
// going. Errors have been shown when it returns, with their file and line. It returns the first of them, an *ExitError for
// exit, and an error that wraps ErrInterrupted after ^C, which always ends it.
func (s *Shell) Script(ctx context.Context, name string, r io.Reader) error {
	lines := bufio.NewReader(r)
	in := &reader{commands: s.commands, file: name, next: func(bool) (string, error) { return s.nextLine(ctx, lines) }}
	var first error
	for {
		st, err := in.read()
		if errors.Is(err, io.EOF) {
			return first
		}
		unfinished := errors.Is(err, errUnfinished)
		if err != nil && !unfinished {
			st.at = place{file: name, line: in.line}
		}
		if err == nil {
			err = s.step(ctx, st)
		}
		if err == nil {
			continue
		}
		var exit *ExitError
		if errors.As(err, &exit) {
			return err
		}
		s.view.failure(st.at, err)
		if first == nil {
			first = err
		}
		if !s.cfg.KeepGoing || unfinished || st.kind == blankLine || errors.Is(err, ErrInterrupted) || ctx.Err() != nil {
			return err
		}
	}
}

// Line runs text as a script of its own, as what follows -c on a command line.
func (s *Shell) Line(ctx context.Context, name, text string) error {
	return s.Script(ctx, name, strings.NewReader(text))
}

// step runs one statement with an empty output, except for expect-out, which looks at the output of the one before.
func (s *Shell) step(ctx context.Context, st statement) error {
	if name, _, _ := s.commands.lookup(firstWord.FindString(st.text)); st.kind != commandLine || name != "expect-out" {
		s.output.forget()
	}
	return s.run(ctx, st)
}

// nextLine returns a line without its end; a last line needs none. An interrupt, and the end of ctx, end the wait for it.
func (s *Shell) nextLine(ctx context.Context, r *bufio.Reader) (string, error) {
	type result struct {
		line string
		err  error
	}
	read := make(chan result, 1)
	go func() {
		line, err := r.ReadString('\n')
		if errors.Is(err, io.EOF) && line != "" {
			err = nil
		}
		read <- result{strings.TrimSuffix(line, "\n"), err}
	}()
	select {
	case got := <-read:
		return got.line, got.err
	case <-s.cfg.Interrupt:
		return "", ErrInterrupted
	case <-ctx.Done():
		return "", context.Cause(ctx)
	}
}
