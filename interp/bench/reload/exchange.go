package main

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

// handlers is the file of the exchange that is edited.
type handlers struct{ file, text string }

const greeting = `"Welcome to the New York Stock Exchange!\n"`

func handlersOf(dir string) (h handlers, err error) {
	h.file = filepath.Join(dir, "www", "handler.go")
	text, err := os.ReadFile(h.file)
	if h.text = string(text); err == nil && !strings.Contains(h.text, greeting) {
		err = fmt.Errorf("%s does not greet", h.file)
	}
	return h, err
}

// restore undoes all edits.
func (h handlers) restore() { os.WriteFile(h.file, []byte(h.text), 0o666) }

// body edits a line of a handler.
func (h handlers) body(n int) error {
	return os.WriteFile(h.file, []byte(strings.Replace(h.text, greeting, fmt.Sprintf("%q", answer(n)), 1)), 0o666)
}

// declaration edits a line of a handler, and gives a function of the package another
// parameter.
func (h handlers) declaration(n int) error {
	text := strings.Replace(h.text, greeting, fmt.Sprintf("edition(%d)", n), 1)
	text += fmt.Sprintf("\nfunc edition(n int, more ...[%d]int) string { return %q }\n", n, answer(n))
	return os.WriteFile(h.file, []byte(text), 0o666)
}

// timings are medians of how long edits took to be answered.
type timings struct{ body, declaration, watched, built time.Duration }

// exchange measures edits of the exchange.
func (o options) exchange(mrepl, dir string) (t timings, err error) {
	h, err := handlersOf(dir)
	if err != nil {
		return t, err
	}
	defer h.restore()
	s, err := open(mrepl, dir)
	if err != nil {
		return t, err
	}
	defer s.close()
	if err := s.types("with-args port=0 | start"); err != nil {
		return t, err
	}
	url, err := s.ask("www.NyseApp.Get().URL()")
	if err != nil {
		return t, err
	}
	reload := func() error { return s.types("reload") }
	if _, err = edits(2, url, h.body, reload); err != nil { // what is done for the first time
		return t, err
	}
	if t.body, err = edits(o.runs, url, h.body, reload); err != nil {
		return t, err
	}
	if t.declaration, err = edits(o.runs, url, h.declaration, reload); err != nil {
		return t, err
	}
	if err := s.types("watch on"); err != nil {
		return t, err
	}
	if _, err := s.ask(`"watching"`); err != nil {
		return t, err
	}
	if t.watched, err = edits(o.runs, url, h.body, func() error { return nil }); err != nil {
		return t, err
	}
	t.built, err = o.rebuilt(dir, h)
	return t, err
}

// rebuilt measures the same edits of the program when it is built and started
// again.
func (o options) rebuilt(dir string, h handlers) (time.Duration, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	_, port, _ := net.SplitHostPort(listener.Addr().String())
	listener.Close()
	bin := filepath.Join(dir, "exchange.exe")
	var running *exec.Cmd
	stop := func() {
		if running != nil {
			running.Process.Signal(syscall.SIGTERM)
			running.Wait()
		}
	}
	defer func() { stop() }()
	restart := func() error {
		if err := run(dir, "go", "build", "-o", bin, "."); err != nil {
			return err
		}
		stop()
		running = exec.Command(bin, "-host", "127.0.0.1", "-port", port)
		return running.Start()
	}
	url := "http://127.0.0.1:" + port + "/"
	if _, err := edits(2, url, h.body, restart); err != nil {
		return 0, err
	}
	return edits(o.runs, url, h.body, restart)
}
