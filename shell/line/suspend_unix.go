//go:build unix

package line

import (
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// stopTime is how long the stop of a process may take to begin. One whose shell has gone, or that never had one, does
// not stop.
const stopTime = 300 * time.Millisecond

// suspender returns a function that stops the process, and all that runs in the same job, as the terminal does for ^Z. It
// returns when the process goes on, and reports whether it was stopped.
func suspender(in io.Reader) func() bool {
	if _, ok := fileOf(in); !ok {
		return func() bool { return false }
	}
	return func() bool {
		goesOn := make(chan os.Signal, 1)
		signal.Notify(goesOn, syscall.SIGCONT)
		defer signal.Stop(goesOn)
		if err := syscall.Kill(0, syscall.SIGTSTP); err != nil {
			return false
		}
		select {
		case <-goesOn:
			return true
		case <-time.After(stopTime):
		}
		select { // the time may have passed while it was stopped
		case <-goesOn:
			return true
		case <-time.After(stopTime / 3):
			return false
		}
	}
}
