package app

import (
	"context"
	"errors"
	"fmt"
	"os"
	"regexp"

	"github.com/mrepl/mrepl/shell"
	"github.com/mrepl/mrepl/shell/line"
)

// ignored returns what keeps statements that match a regular expression out of the history; nil for an empty one.
func ignored(pattern string) (func(string) bool, error) {
	if pattern == "" {
		return nil, nil
	}
	re, err := regexp.Compile(pattern)
	if err != nil {
		return nil, fmt.Errorf("MREPL_HISTORY_IGNORE: %w", err)
	}
	return re.MatchString, nil
}

// prompt runs the shell on the terminal.
func prompt(ctx context.Context, sh *shell.Shell, colors bool) error {
	ignore, err := ignored(os.Getenv("MREPL_HISTORY_IGNORE"))
	if err != nil {
		fmt.Fprintf(os.Stderr, "mrepl: %v\n", err)
		return usageError{err}
	}
	cfg := line.Config{
		In: os.Stdin, Out: os.Stdout,
		Incomplete: sh.Incomplete, Pasted: sh.Pasted,
		HistoryFile: line.HistoryPath("mrepl", os.Getenv), IgnoreHistory: ignore,
		Complete: func(text string, pos int) []line.Candidate {
			return candidates(sh.Complete(text, pos), text, pos)
		},
	}
	if colors {
		cfg.Paint = sh.Paint
	}
	editor, err := line.Open(cfg)
	if err != nil {
		fmt.Fprintf(os.Stderr, "mrepl: %v\n", err)
		return err
	}
	defer editor.Close()
	return sh.Interactive(ctx, lineReader{editor})
}

// A lineReader is the line editor as the shell wants it.
type lineReader struct{ *line.Editor }

// History is what was typed before, here and in other sessions.
func (r lineReader) History() []shell.Entry {
	var entries []shell.Entry
	for _, e := range r.Editor.History() {
		entries = append(entries, shell.Entry(e))
	}
	return entries
}

func (r lineReader) ReadLine(prompt string) (string, error) {
	text, err := r.Editor.ReadLine(prompt)
	if errors.Is(err, line.ErrInterrupted) {
		err = shell.ErrInterrupted
	}
	return text, err
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
