package host

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"
)

// quietProgress returns a progress that no clock drives.
func quietProgress(terminal bool) (p *progress, out *bytes.Buffer, elapsed *time.Duration) {
	out, elapsed = new(bytes.Buffer), new(time.Duration)
	p = &progress{out: out, terminal: terminal, title: title(3), stop: make(chan struct{}), stopped: make(chan struct{})}
	p.now = func() time.Time { return p.began.Add(*elapsed) }
	close(p.stopped)
	return p, out, elapsed
}

func TestProgressElsewhereIsPlainLines(t *testing.T) {
	t.Parallel()
	p, out, elapsed := quietProgress(false)
	p.show()
	for _, line := range []string{"example.com/a", "# example.com/a", "a.go:1:1: wrong", "go: downloading example.com/b v1.2.3", "example.com/b/c"} {
		p.note(line)
	}
	*elapsed = 12300 * time.Millisecond
	p.show()
	p.end(nil)
	want := "building the host: 3 packages …\n" +
		"building the host: 3 packages … 12s, 2 compiled, example.com/b/c\n" +
		"building the host: 3 packages: done in 12.3s\n"
	if out.String() != want {
		t.Errorf("got:\n%swant:\n%s", out, want)
	}
}

func TestProgressOnATerminalIsOneLine(t *testing.T) {
	t.Parallel()
	p, out, _ := quietProgress(true)
	p.note(strings.Repeat("long", 40))
	p.show()
	p.end(nil)
	lines := strings.Split(out.String(), "\r\x1b[K")
	if len(lines) != 3 || strings.Count(out.String(), "\n") != 1 || !strings.HasSuffix(out.String(), "done in 0.0s\n") {
		t.Errorf("got %q", out)
	}
	if n := len([]rune(lines[1])); n > 79 {
		t.Errorf("a line of %d columns", n)
	}
}

func TestProgressLeavesTheTerminalsLineToTheError(t *testing.T) {
	t.Parallel()
	p, out, _ := quietProgress(true)
	p.show()
	p.end(errors.New("no"))
	if !strings.HasSuffix(out.String(), "\r\x1b[K") {
		t.Errorf("got %q", out)
	}
}

// A waitWriter tells of each line that is written to it.
type waitWriter chan string

func (w waitWriter) Write(p []byte) (int, error) {
	w <- string(p)
	return len(p), nil
}

func TestProgressIsShownWithoutAnythingHappening(t *testing.T) {
	t.Parallel()
	w := make(waitWriter, 100)
	p := startProgress(w, true, "building")
	for range 3 {
		<-w
	}
	p.end(nil)
}

func TestTheGoCommandsProgressIsNoPartOfItsErrors(t *testing.T) {
	t.Parallel()
	const stderr = "go: downloading example.com/b v1.2.3\nexample.com/b\nexample.com/a\n# example.com/a\na.go:1:1: wrong\n"
	if got, want := withoutProgress(stderr), "# example.com/a\na.go:1:1: wrong"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
