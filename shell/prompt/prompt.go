// Package prompt runs a shell on a terminal, with the line editor of package line. It is all that a program needs to have a
// prompt of its own:
//
//	func main() { os.Exit(prompt.Main(shell.Config{Name: "shop"})) }
package prompt

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"

	"github.com/mrepl/mrepl/shell"
	"github.com/mrepl/mrepl/shell/line"
)

// A Config says where the prompt is. The zero value is one on the standard input and output, without colours, that remembers
// nothing.
type Config struct {
	In     io.Reader // os.Stdin if nil
	Out    io.Writer // os.Stdout if nil
	Colors bool      // colour the line that is typed, and show faint behind it how one of the history goes on

	// History names the program whose history file is used: see line.HistoryPath. Empty: nothing is kept.
	History string
	// Ignore is a regular expression for statements to be kept out of the history. Empty: none but those that begin with a space.
	Ignore string
}

// A SetupError says why there is no prompt. It has not been shown.
type SetupError struct{ Err error }

func (e *SetupError) Error() string { return e.Err.Error() }
func (e *SetupError) Unwrap() error { return e.Err }

// Run asks for statements and runs them until exit or ^D, as Shell.Interactive does and with its result. Where In and Out are
// no terminals it runs In as a script; at a dumb one there is a prompt, and the terminal itself edits the line. It stops nothing: Shell.Close does that.
func Run(ctx context.Context, sh *shell.Shell, cfg Config) error {
	if cfg.In == nil {
		cfg.In = os.Stdin
	}
	if cfg.Out == nil {
		cfg.Out = os.Stdout
	}
	if !line.IsTerminal(cfg.In, cfg.Out, os.Getenv) && !line.IsDumb(cfg.In, cfg.Out, os.Getenv) {
		return sh.Script(ctx, "stdin", cfg.In)
	}
	edit, err := cfg.editing(sh)
	if err != nil {
		return &SetupError{err}
	}
	editor, err := line.Open(edit)
	if err != nil {
		return &SetupError{err}
	}
	defer editor.Close()
	return sh.Interactive(ctx, reader{editor})
}

// editing says how lines for the shell are edited.
func (cfg Config) editing(sh *shell.Shell) (line.Config, error) {
	edit := line.Config{
		In: cfg.In, Out: cfg.Out, Incomplete: sh.Incomplete, Indent: sh.Indent, Pasted: sh.Pasted,
		Complete: func(text string, pos int) []line.Candidate { return candidates(sh.Complete(text, pos), text, pos) },
	}
	if cfg.History != "" {
		edit.HistoryFile = line.HistoryPath(cfg.History, os.Getenv)
	}
	if cfg.Ignore != "" {
		re, err := regexp.Compile(cfg.Ignore)
		if err != nil {
			return edit, fmt.Errorf("what to keep out of the history is no regular expression: %w", err)
		}
		edit.IgnoreHistory = re.MatchString
	}
	if cfg.Colors {
		edit.Paint, edit.Suggest = sh.Paint, true
	}
	return edit, nil
}

// A reader is the line editor as the shell wants it.
type reader struct{ *line.Editor }

func (r reader) ReadLine(prompt string) (string, error) {
	text, err := r.Editor.ReadLine(prompt)
	if errors.Is(err, line.ErrInterrupted) {
		err = shell.ErrInterrupted
	}
	return text, err
}

// History is what was typed before, here and in other sessions.
func (r reader) History() []shell.Entry {
	var entries []shell.Entry
	for _, e := range r.Editor.History() {
		entries = append(entries, shell.Entry(e))
	}
	return entries
}

// candidates are completions as the line editor wants them. A single whole word gets the space that follows it.
func candidates(list []shell.Completion, text string, pos int) []line.Candidate {
	out := make([]line.Candidate, len(list))
	for i, c := range list {
		out[i] = line.Candidate{Text: c.Text, Start: c.From, End: pos, Description: c.Hint}
	}
	if len(list) == 1 && list[0].Ends && pos == len(text) {
		out[0].Text += " "
	}
	return out
}
