package line

import (
	"bytes"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func dumb() bool { return true }

func TestAtADumbTerminalThereIsAPromptAndNothingElse(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	file := filepath.Join(t.TempDir(), "history")
	ed, err := Open(Config{
		In: strings.NewReader("start\nfor {\n}\n kept out\n"), Out: &out, IsDumb: dumb, HistoryFile: file,
		Incomplete: func(text string) bool { return strings.HasSuffix(text, "{") },
	})
	if err != nil {
		t.Fatal(err)
	}
	defer ed.Close()
	for _, want := range []string{"start", "for {\n}", " kept out"} {
		if got, err := ed.ReadLine("a line\nshop 0/3> "); got != want || err != nil {
			t.Errorf("got %q, %v; want %q", got, err, want)
		}
	}
	if got, err := ed.ReadLine("> "); got != "" || err != io.EOF {
		t.Errorf("at the end: %q, %v", got, err)
	}
	prompt := "a line\nshop 0/3> "
	if want := prompt + prompt + "      ... " + prompt + "> \n"; out.String() != want {
		t.Errorf("printed %q; want %q", out.String(), want)
	}
	var kept []string
	for _, entry := range ed.History() {
		kept = append(kept, entry.Text)
	}
	if want := []string{"start", "for {\n}"}; !slices.Equal(kept, want) {
		t.Errorf("kept %q; want %q", kept, want)
	}
}

// TestNoticesAtADumbTerminal holds that the prompt stands below what is said while it waits.
func TestNoticesAtADumbTerminal(t *testing.T) {
	t.Parallel()
	in, typed := io.Pipe()
	out := &lines{wrote: make(chan string, 10)}
	ed, err := Open(Config{In: in, Out: out, IsDumb: dumb})
	if err != nil {
		t.Fatal(err)
	}
	defer ed.Close()
	got := read(ed, "above\n> ")
	if s := <-out.wrote; s != "above\n> " {
		t.Errorf("first %q", s)
	}
	ed.Notify("done\n")
	if s := <-out.wrote; s != "\ndone\n> " {
		t.Errorf("then %q", s)
	}
	if _, err := io.WriteString(typed, "1\n"); err != nil {
		t.Fatal(err)
	}
	if a := <-got; a.text != "1" || a.err != nil {
		t.Errorf("read %q, %v", a.text, a.err)
	}
	ed.Notify("between")
	if s := <-out.wrote; s != "between\n" {
		t.Errorf("between two lines %q", s)
	}
}

// lines passes on what is written.
type lines struct{ wrote chan string }

func (l *lines) Write(p []byte) (int, error) {
	l.wrote <- string(p)
	return len(p), nil
}
