package app

import (
	"fmt"
	"io"
	"sync"
	"time"
)

const (
	waitFirst = 1500 * time.Millisecond // what is faster needs no word
	waitNext  = time.Second
)

// A waiting tells a person what is being waited for, once that takes long: on a terminal in one line that is rewritten each
// second and erased in the end, elsewhere in one line that stays.
type waiting struct {
	once    sync.Once
	stop    chan struct{}
	stopped chan struct{}
}

// wait begins to wait for what is called what.
func wait(out io.Writer, terminal bool, what string) *waiting {
	w := &waiting{stop: make(chan struct{}), stopped: make(chan struct{})}
	go w.run(out, terminal, what)
	return w
}

func (w *waiting) run(out io.Writer, terminal bool, what string) {
	defer close(w.stopped)
	began := time.Now()
	timer := time.NewTimer(waitFirst)
	defer timer.Stop()
	shown := false
	for {
		select {
		case <-w.stop:
			if shown && terminal {
				fmt.Fprint(out, "\r\x1b[K")
			}
			return
		case <-timer.C:
		}
		switch seconds := int(time.Since(began).Seconds()); {
		case terminal:
			fmt.Fprintf(out, "\r\x1b[K%s … %ds", what, seconds)
		case !shown:
			fmt.Fprintf(out, "%s …\n", what)
		}
		shown = true
		timer.Reset(waitNext)
	}
}

// end says that it is over, and erases what was told. It may be called more than once, and for a nil waiting.
func (w *waiting) end() {
	if w == nil {
		return
	}
	w.once.Do(func() { close(w.stop) })
	<-w.stopped
}
