package line

import (
	"io"
	"sync"
	"time"

	"github.com/chzyer/readline"
)

// A source is the input that readline reads. It hands out one byte a key, and the keys themselves, in the same order,
// through next. A few of the bytes end a line for readline, which does not ask for more until the next one begins; all
// others are the mark. The first key is a keyHello.
//
// The terminal is read only while readline asks, and no further ahead than one read. Reading is interrupted by wake
// and by Close.
type source struct {
	in       io.ReadCloser
	escDelay time.Duration
	stop     chan struct{}
	wakeup   chan struct{} // holds one
	ask      chan struct{} // a request to the pump
	chunks   chan chunk    // its answers
	once     sync.Once
	done     chan struct{} // the pump has returned

	// Used by Read, and by interrupted between two lines.
	dec   decoder
	asked bool      // a request is under way
	last  time.Time // when the last bytes came

	mu   sync.Mutex
	keys []key // not yet taken by next
	sent int   // how many of them Read has handed out a byte for
	err  error // why the input ended
}

type chunk struct {
	data []byte
	err  error
}

// mark is the byte that stands for a key that readline has no byte of its own for. Neither its terminal nor its loop
// gives a meaning to it.
const mark = 0x1e

func newSource(in io.ReadCloser, escDelay time.Duration) *source {
	s := &source{
		in:       in,
		escDelay: escDelay,
		stop:     make(chan struct{}),
		wakeup:   make(chan struct{}, 1),
		ask:      make(chan struct{}),
		chunks:   make(chan chunk),
		done:     make(chan struct{}),
	}
	s.push(key{code: keyHello})
	go s.pump()
	return s
}

// pump reads the terminal, once for each request.
func (s *source) pump() {
	defer close(s.done)
	defer s.in.Close()
	for {
		select {
		case <-s.ask:
		case <-s.stop:
			return
		}
		data := make([]byte, 16<<10)
		n, err := s.in.Read(data)
		select {
		case s.chunks <- chunk{data[:n], err}:
		case <-s.stop:
			return
		}
	}
}

// Read returns the byte of the next key. After Close it returns io.EOF. The end of the input is a key, keyHangup, and
// after it nothing comes until Close.
func (s *source) Read(p []byte) (int, error) {
	for {
		select {
		case <-s.stop:
			return 0, io.EOF
		default:
		}
		if n := s.deliver(p); n > 0 {
			return n, nil
		}
		s.await()
	}
}

// await waits for something to deliver.
func (s *source) await() {
	if !s.asked && s.ended() == nil {
		select {
		case s.ask <- struct{}{}:
			s.asked = true
		case <-s.stop:
			return
		}
	}
	var late <-chan time.Time
	if s.dec.partial() {
		timer := time.NewTimer(s.escDelay)
		defer timer.Stop()
		late = timer.C
	}
	select {
	case c := <-s.chunks:
		s.asked = false
		s.take(c)
	case <-late:
		s.push(s.dec.giveUp()...)
	case <-s.wakeup:
		s.push(key{code: keyWake})
	case <-s.stop:
	}
}

// take makes keys of what has been read.
func (s *source) take(c chunk) {
	s.push(s.decode(c.data)...)
	if c.err != nil {
		s.end(c.err)
	}
}

// decode returns the keys that p completes. A ^C by itself, after a while in which nothing came, ends a paste whose end was
// lost: it is from a person who waits.
func (s *source) decode(p []byte) []key {
	quiet := time.Since(s.last) > 10*s.escDelay
	s.last = time.Now()
	if s.dec.pasting && quiet && string(p) == "\x03" {
		s.dec = decoder{}
	}
	return s.dec.feed(p)
}

func (s *source) push(keys ...key) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.keys = append(s.keys, keys...)
}

func (s *source) end(err error) {
	s.push(key{code: keyHangup})
	s.mu.Lock()
	defer s.mu.Unlock()
	s.err = err
}

// ended returns why the input ended, nil while it has not.
func (s *source) ended() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.err
}

// deliver writes the bytes of the keys that have none yet.
func (s *source) deliver(p []byte) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := 0
	for n < len(p) && s.sent < len(s.keys) {
		switch s.keys[s.sent].code {
		case keyEnter:
			p[n] = readline.CharEnter
		case keyHello:
			p[n] = readline.CharCtrlJ
		case keyInterrupt, keyHangup:
			p[n] = readline.CharInterrupt
		case keyDeleteEOF:
			p[n] = readline.CharDelete
		default:
			p[n] = mark
		}
		n++
		s.sent++
	}
	return n
}

// next takes the key that the byte last read by readline stands for.
func (s *source) next() key {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.sent == 0 {
		return key{}
	}
	k := s.keys[0]
	s.keys = s.keys[1:]
	s.sent--
	return k
}

// more reports whether keys have been handed out that next has not returned yet.
func (s *source) more() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.keys) > 0
}

// wake makes the pending or the coming Read return a keyWake.
func (s *source) wake() {
	select {
	case s.wakeup <- struct{}{}:
	default:
	}
}

// Close ends Read, for good. It does not wait for a read of the terminal that is under way.
func (s *source) Close() error {
	s.once.Do(func() { close(s.stop) })
	return nil
}
