package line

import (
	"bytes"
	"io"
	"os"
	"strings"
	"testing"
)

func TestWithoutATerminalLinesAreReadPlainly(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	ed, err := Open(Config{In: strings.NewReader("start\r\n\n\tstop\x1b[A\nlast"), Out: &out, HistoryFile: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	defer ed.Close()
	for _, want := range []string{"start", "", "\tstop\x1b[A", "last"} {
		if got, err := ed.ReadLine("> "); got != want || err != nil {
			t.Errorf("got %q, %v; want %q", got, err, want)
		}
	}
	for range 2 {
		if got, err := ed.ReadLine("> "); got != "" || err != io.EOF {
			t.Errorf("at the end: %q, %v", got, err)
		}
	}
	ed.Notify("done")
	if out.String() != "done\n" {
		t.Errorf("printed %q", out.String())
	}
}

func TestClosePlainDuringARead(t *testing.T) {
	t.Parallel()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	defer w.Close()
	ed, err := Open(Config{In: r, Out: io.Discard})
	if err != nil {
		t.Fatal(err)
	}
	got := read(ed, "> ")
	if err := ed.Close(); err != nil {
		t.Error(err)
	}
	if a := <-got; a.err != io.EOF {
		t.Errorf("ReadLine returned %q, %v", a.text, a.err)
	}
}

func TestIsTerminal(t *testing.T) {
	t.Parallel()
	getenv := func(string) string { return "xterm" }
	f, err := os.CreateTemp(t.TempDir(), "")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if IsTerminal(f, f, getenv) || IsTerminal(strings.NewReader(""), io.Discard, getenv) {
		t.Error("a file or a buffer is taken for a terminal")
	}
}
