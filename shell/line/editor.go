package line

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/chzyer/readline"
)

// ErrInterrupted is what ReadLine returns when the line was dropped with ^C.
var ErrInterrupted = errors.New("interrupted")

// An Editor reads statements from a terminal. Its methods may be called from any goroutine.
type Editor struct {
	cfg      Config
	term     terminal
	src      *source
	stopRead func() // nil if the input cannot be interrupted
	stopSize func()
	rl       *readline.Instance
	plain    *plainReader  // instead of all these, where there is no terminal, or a dumb one
	grace    time.Duration // how long Close waits
	started  chan struct{} // closed by readline's loop
	settled  chan struct{} // sent by readline's loop when it is done with a line

	reading sync.Mutex // held by ReadLine

	life   sync.Mutex
	closed chan struct{}
	loops  sync.WaitGroup // calls of readline

	session // the line being edited

	// Used by readline's loop alone.
	edit    *draft  // what the key being handled makes of the line
	before  keyCode // the key before it that a person pressed; keyNone if the line has become another since
	kills   kills
	word    lastWord
	leftOut string // by paste: the newlines that ended the text
}

// Open makes an editor. A history that cannot be read is no error: the first prompt says so, and the history is kept in memory.
func Open(cfg Config) (*Editor, error) {
	cfg = cfg.withDefaults()
	e := &Editor{
		cfg:     cfg,
		grace:   time.Second,
		started: make(chan struct{}),
		settled: make(chan struct{}, 1),
		closed:  make(chan struct{}),
	}
	e.session.screen = screen{out: cfg.Out, size: cfg.Size}
	e.session.hist = history{size: cfg.HistorySize, now: time.Now}
	in, stop, err := interruptible(cfg.In)
	if err != nil {
		return nil, fmt.Errorf("line editor: %w", err)
	}
	e.stopRead = stop
	edited := cfg.IsTerminal()
	if cfg.HistoryFile != "" && (edited || cfg.IsDumb()) {
		e.complain(e.hist.load(cfg.HistoryFile))
	}
	if !edited {
		e.plain = newPlainReader(in)
		return e, nil
	}
	e.term.makeRaw = cfg.MakeRaw
	e.src = newSource(in, cfg.EscapeDelay)
	if err := e.startReadline(); err != nil {
		e.src.Close()
		if stop != nil {
			stop()
		}
		return nil, fmt.Errorf("line editor: %w", err)
	}
	e.stopSize = cfg.OnResize(e.resized)
	return e, nil
}

// startReadline starts readline on our source, with a screen, a history and a completion that do nothing, and waits until its
// loop runs: closing it earlier would be a data race.
func (e *Editor) startReadline() (err error) {
	nothing := func() error { return nil }
	e.rl, err = readline.NewEx(&readline.Config{
		Stdin:                  e.src,
		Stdout:                 io.Discard,
		Stderr:                 io.Discard,
		DisableAutoSaveHistory: true,
		FuncIsTerminal:         func() bool { return false },
		FuncMakeRaw:            nothing,
		FuncExitRaw:            nothing,
		FuncGetWidth:           func() int { return 80 },
		FuncOnWidthChanged:     func(func()) {},
		FuncFilterInputRune:    e.pressed,
		Listener:               readline.FuncListener(e.changed),
		AutoComplete:           readline.SegmentFunc(func([][]rune, int) [][]rune { return nil }),
	})
	if err != nil {
		return err
	}
	e.rl.Terminal.KickRead()
	<-e.started
	return nil
}

// ReadLine shows the prompt and returns the statement that is submitted; it holds newlines if it was pasted, recalled or
// typed as several lines. It returns ErrInterrupted for ^C, be it behind the Enter already, and io.EOF for ^D on an empty line, at the end of the input,
// and once the editor is closed; any other error comes from the input. After the end of the input every call returns the
// same. Of a prompt with newlines only the last line is part of what is edited. Calls wait for each other.
func (e *Editor) ReadLine(prompt string) (string, error) {
	if e.isClosed() {
		return "", io.EOF
	}
	e.reading.Lock()
	defer e.reading.Unlock()
	if e.plain != nil {
		if e.cfg.IsDumb() {
			return e.askPlainly(strings.ReplaceAll(prompt, "\r", ""))
		}
		return e.plain.readLine(e.closed, nil)
	}
	if err := e.over(); err != nil {
		return "", err
	}
	defer e.end()
	if err := e.begin(prompt); err != nil {
		return "", err
	}
	type answer struct {
		text string
		err  error
	}
	answers := make(chan answer, 1)
	ok := e.goLoop(func() {
		text, err := e.rl.Readline()
		answers <- answer{text, err}
	})
	if !ok {
		return "", io.EOF
	}
	select {
	case a := <-answers:
		select {
		case <-e.settled:
		case <-e.closed:
			return "", io.EOF
		}
		text, err := e.result(a.text, a.err)
		if err == nil && e.src.interrupted() {
			e.noteInterrupt()
			return "", ErrInterrupted
		}
		return text, err
	case <-e.closed:
		return "", io.EOF
	}
}

// goLoop runs f in a goroutine that Close waits for, unless the editor is closed.
func (e *Editor) goLoop(f func()) bool {
	e.life.Lock()
	defer e.life.Unlock()
	if e.isClosed() {
		return false
	}
	e.loops.Go(f)
	return true
}

func (e *Editor) isClosed() bool {
	select {
	case <-e.closed:
		return true
	default:
		return false
	}
}

// over returns why there is nothing more to read, nil while there is.
func (e *Editor) over() error {
	err := e.src.ended()
	switch {
	case e.isClosed(), errors.Is(err, io.EOF), errors.Is(err, syscall.EIO): // EIO: the terminal is gone
		return io.EOF
	case err != nil:
		return fmt.Errorf("reading the terminal: %w", err)
	}
	return nil
}

// result is what ReadLine makes of readline's answer.
func (e *Editor) result(text string, err error) (string, error) {
	switch {
	case errors.Is(err, readline.ErrInterrupt):
		if err := e.over(); err != nil && e.hungUp() {
			return "", err
		}
		return "", ErrInterrupted
	case err != nil:
		return "", io.EOF
	}
	e.remember(text)
	return text, nil
}

// Close puts the terminal back as it was found, ends a ReadLine that is under way, and frees what the editor uses. It
// does not wait for more than a second for functions of the Config that do not return. In and Out stay open.
func (e *Editor) Close() error {
	e.life.Lock()
	first := !e.isClosed()
	if first {
		close(e.closed)
	}
	e.life.Unlock()
	if !first {
		return nil
	}
	err := e.term.close()
	if e.plain == nil {
		e.stopSize()
		e.src.Close()
	}
	if e.stopRead != nil {
		e.stopRead()
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		e.windDown()
	}()
	select {
	case <-done:
	case <-time.After(e.grace):
	}
	return err
}

// windDown waits until all goroutines have ended.
func (e *Editor) windDown() {
	e.reading.Lock()
	defer e.reading.Unlock()
	if e.plain != nil {
		e.plain.close(e.stopRead != nil)
		return
	}
	e.loops.Wait()
	_ = e.rl.Terminal.Close() // closes the wrapping that readline made of the source
	if e.stopRead != nil {
		<-e.src.done
	}
}

// History returns the statements kept, oldest first.
func (e *Editor) History() []Entry {
	e.mu.Lock()
	defer e.mu.Unlock()
	return append([]Entry(nil), e.hist.entries...)
}

// SetBuffer makes text the beginning of the next line, or replaces the one being typed.
func (e *Editor) SetBuffer(text string) {
	text = strings.ToValidUTF8(text, "\uFFFD")
	e.mu.Lock()
	e.prefill = &text
	e.mu.Unlock()
	e.wake()
}

func (e *Editor) wake() {
	if e.src != nil {
		e.src.wake()
	}
}
