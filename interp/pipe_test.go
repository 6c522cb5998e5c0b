package interp

import (
	"bytes"
	"io"
	"runtime"
	"strings"
	"testing"
)

// TestAPipeIsEmptyAfterAFlush holds that what was written is out after a flush, byte by byte the same, also what looks
// like the beginning of a mark, and that marks are not.
func TestAPipeIsEmptyAfterAFlush(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	p, err := newPipe(&out)
	if err != nil {
		t.Fatal(err)
	}
	defer p.in.Close()
	want := ""
	for _, text := range []string{"a", "\x00", string(p.mark[:5]), strings.Repeat("long ", 50_000), "", "\x00\x00"} {
		if _, err := io.WriteString(p.in, text); err != nil {
			t.Fatal(err)
		}
		p.flush()
		if want += text; out.String() != want {
			t.Fatalf("after %.10q: %d bytes are out, want %d", text, out.Len(), len(want))
		}
	}
}

// TestFlushOfAClosedPipeReturns holds that a program which closes its standard output does not stop the session.
func TestFlushOfAClosedPipeReturns(t *testing.T) {
	t.Parallel()
	p, err := newPipe(io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	p.in.Close()
	p.flush()
	<-p.ended
}

// TestAPipeEndsWithItsLastUser holds that a session that is dropped leaves no goroutine behind.
func TestAPipeEndsWithItsLastUser(t *testing.T) {
	t.Parallel()
	ended := func() chan struct{} {
		p, err := newPipe(io.Discard)
		if err != nil {
			t.Fatal(err)
		}
		p.flush()
		return p.ended
	}()
	for {
		runtime.GC()
		select {
		case <-ended:
			return
		default:
			runtime.Gosched()
		}
	}
}
