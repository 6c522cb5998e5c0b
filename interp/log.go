package interp

import (
	"bytes"
	"fmt"
	"io"

	"github.com/mrepl/mrepl/interp/dyn"
)

// LogWriter returns a writer for the standard logger of this process, which
// passes log records on to w. When a server reports a panic in one of its handlers,
// with the stack of the whole machinery, the record is made to say where in the
// user's source it happened instead.
func (s *Session) LogWriter(w io.Writer) io.Writer { return logWriter{s, w} }

type logWriter struct {
	session *Session
	out     io.Writer
}

// Write takes one log record.
func (l logWriter) Write(p []byte) (int, error) {
	head, stack, found := bytes.Cut(p, []byte("\ngoroutine "))
	if !found || !bytes.Contains(stack, []byte("yaegi/interp.")) {
		return l.out.Write(p)
	}
	var text bytes.Buffer
	at := bytes.Index(head, []byte("reflect: "))
	if at < 0 {
		at = bytes.Index(head, []byte("reflect."))
	}
	if at >= 0 { // the value of the panic is in the words of the interpreter
		fmt.Fprintf(&text, "%s%v\n", head[:at], dyn.Recovered(string(head[at:])))
	} else {
		fmt.Fprintf(&text, "%s\n", head)
	}
	if g := l.session.running.Load(); g != nil {
		for _, pos := range g.engine.traces.take() {
			fmt.Fprintf(&text, "\t%s\n", pos)
		}
	}
	if _, err := l.out.Write(text.Bytes()); err != nil {
		return 0, err
	}
	return len(p), nil
}
