package app

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"
)

// exitInterrupted is the code after ^C.
const exitInterrupted = 128 + int(syscall.SIGINT)

// signals are the signals of the process: an interrupt is for the shell, which ends what runs; the others end the session.
type signals struct {
	ctx        context.Context // done with a signalError as its cause
	interrupts chan os.Signal
	ends       chan os.Signal
	released   chan struct{}
}

// A signalError says which signal ended the session.
type signalError struct{ sig os.Signal }

func (e signalError) Error() string { return fmt.Sprintf("ended by a signal: %v", e.sig) }

// code is the exit code that shells give a process which that signal ended.
func (e signalError) code() int {
	if n, ok := e.sig.(syscall.Signal); ok {
		return 128 + int(n)
	}
	return exitFailed
}

func catchSignals() *signals {
	ctx, cancel := context.WithCancelCause(context.Background())
	s := &signals{
		ctx:        ctx,
		interrupts: make(chan os.Signal, 1),
		ends:       make(chan os.Signal, 1),
		released:   make(chan struct{}),
	}
	signal.Notify(s.interrupts, os.Interrupt)
	signal.Notify(s.ends, syscall.SIGTERM, syscall.SIGHUP)
	go func() {
		select {
		case sig := <-s.ends:
			if sig == syscall.SIGQUIT {
				fmt.Fprintln(os.Stderr) // the terminal has echoed ^\
			}
			cancel(signalError{sig})
		case <-s.released:
			cancel(nil)
		}
	}()
	return s
}

// quits has ^\ end the session as well, with its states stopped. Go would print what all goroutines do, and stop nothing.
func (s *signals) quits() { signal.Notify(s.ends, syscall.SIGQUIT) }

// opening returns the context in which the packages are loaded: an interrupt ends that as well. The function that it returns
// gives interrupts back to the shell.
func (s *signals) opening() (context.Context, func()) {
	ctx, cancel := context.WithCancelCause(s.ctx)
	opened, watched := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(watched)
		select {
		case sig := <-s.interrupts:
			cancel(signalError{sig})
		case <-opened:
			select { // the go command, interrupted as well, may have failed first
			case sig := <-s.interrupts:
				cancel(signalError{sig})
			default:
			}
		}
	}()
	return ctx, func() { close(opened); <-watched }
}

// closing returns the context in which states are stopped at the end. The next signal of any kind ends it: what does not stop
// by then is left behind.
func (s *signals) closing() context.Context {
	ctx, cancel := context.WithCancelCause(context.Background())
	go func() {
		select {
		case sig := <-s.interrupts:
			cancel(signalError{sig})
		case sig := <-s.ends:
			cancel(signalError{sig})
		case <-s.released:
			cancel(nil)
		}
	}()
	return ctx
}

// release gives the signals back to the runtime.
func (s *signals) release() {
	signal.Stop(s.interrupts)
	signal.Stop(s.ends)
	close(s.released)
}
