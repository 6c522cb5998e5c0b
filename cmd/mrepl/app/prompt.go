package app

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/mrepl/mrepl/shell"
	"github.com/mrepl/mrepl/shell/line"
)

// prompt runs the shell on the terminal.
func prompt(ctx context.Context, sh *shell.Shell) error {
	editor, err := line.Open(line.Config{
		In: os.Stdin, Out: os.Stdout,
		Incomplete:  sh.Incomplete,
		HistoryFile: line.HistoryPath("mrepl", os.Getenv),
		Complete: func(text string, pos int) []line.Candidate {
			return candidates(sh.Complete(text, pos), text, pos)
		},
	})
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
