package shell

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
)

// Script runs the statements that r holds; name is the file in messages. The arguments are what $1, $2... and $* are in its
// command lines, and the variable argv in its Go, where there are any. It ends at the first error, unless the shell keeps
// going. Errors have been shown when it returns, with their file and line. It returns the first of them, an *ExitError for
// exit, and an error that wraps ErrInterrupted after ^C, which always ends it.
func (s *Shell) Script(ctx context.Context, name string, r io.Reader, args ...string) error {
	lines := bufio.NewReader(r)
	in := &reader{
		commands: s.commands, file: name, args: scriptArgs(args), ahead: lines,
		next: func(bool) (string, error) { return s.nextLine(ctx, lines) },
	}
	if err := s.declareArgs(ctx, args); err != nil {
		s.view.failure(place{file: name, line: 1}, err)
		return err
	}
	return s.statements(ctx, in, s.step, s.view.failure)
}

// Line runs text as a script of its own, as what follows -c on a command line.
func (s *Shell) Line(ctx context.Context, name, text string) error {
	in := &reader{commands: s.commands, file: name, next: inMemory(text)}
	return s.statements(ctx, in, s.step, s.view.failure)
}

// statements runs what in reads, one after the other, and tells failed about every error.
func (s *Shell) statements(
	ctx context.Context, in *reader, run func(context.Context, statement) error, failed func(place, error),
) error {
	var first error
	for {
		st, err := in.read()
		if errors.Is(err, io.EOF) {
			return first
		}
		unfinished := errors.Is(err, errUnfinished)
		if err != nil && !unfinished {
			st.at = place{file: in.file, line: in.line}
		}
		if err == nil {
			err = run(ctx, st)
		}
		if err == nil {
			continue
		}
		var exit *ExitError
		if errors.As(err, &exit) {
			in.leave(err)
			return err
		}
		failed(st.at, err)
		if first == nil {
			first = err
		}
		if !s.cfg.KeepGoing || unfinished || st.kind == blankLine || errors.Is(err, ErrInterrupted) || ctx.Err() != nil {
			return err
		}
	}
}

// step runs one statement with an empty output, except for expect-out, which looks at the output of the one before.
func (s *Shell) step(ctx context.Context, st statement) error {
	if err := s.takeTurn(ctx); err != nil {
		return err
	}
	if name, _, _ := s.commands.lookup(firstWord.FindString(st.text)); st.kind != commandLine || name != "expect-out" {
		s.output.forget()
	}
	began := s.cfg.Now()
	err := s.run(ctx, st)
	s.turn.release()
	s.said.add(said{kind: st.kind, text: st.text, began: began, took: s.cfg.Now().Sub(began), err: err})
	s.remember(err)
	if s.settings.timing && st.kind != blankLine {
		s.view.notice("took " + took(s.cfg.Now().Sub(began)))
	}
	return err
}

// inMemory returns the next function of a reader of text.
func inMemory(text string) func(bool) (string, error) {
	read := false
	return func(bool) (string, error) {
		if read {
			return "", io.EOF
		}
		read = true
		return text, nil
	}
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

// scriptArgs makes sure that a script has arguments, be it none.
func scriptArgs(args []string) []string {
	if args == nil {
		return []string{}
	}
	return args
}

// argvName is what the arguments of a script are called in its Go.
const argvName = "argv"

// declareArgs makes the arguments of a script a variable of its Go.
func (s *Shell) declareArgs(ctx context.Context, args []string) error {
	if len(args) == 0 || s.engine == nil {
		return nil
	}
	_, err := s.engine.Eval(ctx, fmt.Sprintf("var %s = %#v", argvName, args))
	return err
}

var argument = regexp.MustCompile(`\$([1-9*])`)

// expand puts the arguments of a script into a command line. Without a script, args is nil, there is nothing to put in.
func expand(line string, args []string) (string, error) {
	if args == nil {
		return line, nil
	}
	var missing error
	text := argument.ReplaceAllStringFunc(line, func(m string) string {
		if m == "$*" {
			return strings.Join(args, " ")
		}
		n, _ := strconv.Atoi(m[1:]) // one digit
		if n > len(args) {
			missing = fmt.Errorf("%s is not given: the script was called with %s", m, count(len(args), "argument"))
			return m
		}
		return args[n-1]
	})
	return text, missing
}
