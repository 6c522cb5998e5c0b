package host

import (
	"fmt"
	"io"
	"sync"
	"time"
	"unicode/utf8"
)

const (
	redrawEvery = 200 * time.Millisecond // on a terminal
	reportEvery = 2 * time.Second        // elsewhere: never silent for longer
	killDelay   = 5 * time.Second        // what the go command gets to end when it is interrupted
)

// A progress tells how a build goes: on a terminal in one line that it rewrites, elsewhere in a line now and then.
// Its methods may be called from several goroutines.
type progress struct {
	mu       sync.Mutex
	out      io.Writer
	terminal bool
	title    string
	began    time.Time
	now      func() time.Time
	compiled int    // packages the go command has named
	doing    string // what it named last
	stop     chan struct{}
	stopped  chan struct{}
}

// startProgress prints the first line and goes on until end is called. A nil writer makes it silent.
func startProgress(out io.Writer, terminal bool, title string) *progress {
	p := &progress{out: out, terminal: terminal, title: title, began: time.Now(), now: time.Now,
		stop: make(chan struct{}), stopped: make(chan struct{})}
	if out == nil {
		p.out = io.Discard
	}
	p.show()
	go p.run()
	return p
}

func (p *progress) run() {
	defer close(p.stopped)
	every := reportEvery
	if p.terminal {
		every = redrawEvery
	}
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for {
		select {
		case <-ticker.C:
			p.show()
		case <-p.stop:
			return
		}
	}
}

// note takes in a line that the go command wrote.
func (p *progress) note(line string) {
	doing := activity(line)
	if doing == "" {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.doing = doing
	if doing == line {
		p.compiled++
	}
}

// show prints the line as it stands.
func (p *progress) show() {
	p.mu.Lock()
	defer p.mu.Unlock()
	elapsed := p.now().Sub(p.began)
	line := p.title + " …"
	if elapsed >= time.Second {
		line += fmt.Sprintf(" %ds", int(elapsed.Seconds()))
	}
	if p.compiled > 0 {
		line += fmt.Sprintf(", %d compiled", p.compiled)
	}
	if p.doing != "" {
		line += ", " + p.doing
	}
	p.print(line)
}

// print writes a line, on a terminal in place of the last one and short enough not to wrap.
func (p *progress) print(line string) {
	if !p.terminal {
		fmt.Fprintln(p.out, line)
		return
	}
	const width = 79
	if n := utf8.RuneCountInString(line); n > width {
		line = string([]rune(line)[:width-1]) + "…"
	}
	fmt.Fprintf(p.out, "\r\x1b[K%s", line)
}

// end stops the progress. A build that succeeded leaves one line that says so; after a failure the terminal's
// line is clear for the error.
func (p *progress) end(err error) {
	close(p.stop)
	<-p.stopped
	p.mu.Lock()
	defer p.mu.Unlock()
	if err == nil {
		p.print(fmt.Sprintf("%s: done in %.1fs", p.title, p.now().Sub(p.began).Seconds()))
		if p.terminal {
			fmt.Fprintln(p.out)
		}
	} else if p.terminal {
		fmt.Fprint(p.out, "\r\x1b[K")
	}
}
