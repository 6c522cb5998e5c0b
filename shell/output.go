package shell

import (
	"io"
	"strings"
	"sync"
)

// An output is where a shell writes: results to one writer, everything else to another. While a prompt is up both go through
// the line reader, so that nothing lands in the line that is being typed. It is safe for concurrent use.
type output struct {
	mu     sync.Mutex
	out    io.Writer
	err    io.Writer
	aside  bool       // err is not where the prompt is
	width  func() int // columns of the terminal, 0 where nothing is to be fitted
	prompt LineReader // nil while no prompt is up
	last   []byte     // what the statement under way, or the last one, wrote
	tape   []byte     // what was written since record
	taping bool
	one    bool // there is a prompt now and then: everything goes to one terminal
	midway bool // the cursor was left in the middle of a row
}

// lastLimit bounds what is kept of a statement's output.
const lastLimit = 1 << 20

// A stream is one of the two sides of an output.
type stream struct {
	o     *output
	to    io.Writer
	aside bool // to is err
}

// Write never writes less than all of p without an error.
func (s stream) Write(p []byte) (int, error) {
	s.o.mu.Lock()
	defer s.o.mu.Unlock()
	s.o.keep(p)
	return s.o.send(s.to, s.aside && s.o.aside, p)
}

// tell writes a message to err, fitted to the width of the terminal. What counts as written has the lines that it has of its own.
func (o *output) tell(text string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.keep([]byte(text + "\n"))
	if !o.aside {
		text = prose(text, o.width())
	}
	o.line(o.err, o.aside, text)
}

// show writes a result to out.
func (o *output) show(text string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.keep([]byte(text + "\n"))
	o.line(o.out, false, text)
}

// line writes whole lines. At a prompt, where everything goes to one terminal, they begin on a row of their own.
func (o *output) line(to io.Writer, elsewhere bool, text string) {
	if o.one && o.midway && !elsewhere {
		text = "\n" + text
	}
	_, _ = o.send(to, elsewhere, []byte(text+"\n"))
}

// send writes p to where it belongs, unless the line reader has to: it has while a prompt is up, but for what goes elsewhere.
func (o *output) send(to io.Writer, elsewhere bool, p []byte) (int, error) {
	switch {
	case elsewhere:
	case o.prompt != nil:
		o.prompt.Notify(strings.TrimSuffix(string(p), "\n"))
		return len(p), nil
	case len(p) > 0:
		o.midway = p[len(p)-1] != '\n'
	}
	return to.Write(p)
}

// keep notes what is written, for written and recorded.
func (o *output) keep(p []byte) {
	if room := lastLimit - len(o.last); room > 0 {
		o.last = append(o.last, p[:min(room, len(p))]...)
	}
	if o.taping {
		o.tape = append(o.tape, p...)
	}
}

func (o *output) stdout() io.Writer { return stream{o, o.out, false} }
func (o *output) stderr() io.Writer { return stream{o, o.err, true} }

// prompting says that lr shows a prompt from now on; nil says that none is up.
func (o *output) prompting(lr LineReader) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.prompt, o.one, o.midway = lr, true, false
}

// prompted returns what shows a prompt now, nil if none is up.
func (o *output) prompted() LineReader {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.prompt
}

// forget begins a new statement.
func (o *output) forget() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.last = o.last[:0]
}

// written returns what was written since the last forget.
func (o *output) written() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return string(o.last)
}

// record keeps what is written from now on, for recorded.
func (o *output) record() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.tape, o.taping = nil, true
}

// recorded returns what was written since record, and ends that.
func (o *output) recorded() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.taping = false
	return string(o.tape)
}

// note adds text to what counts as written, without showing it.
func (o *output) note(text string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.last = append(o.last, text...)
}
