package app

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync"
	"time"

	"github.com/mrepl/mrepl/shell"
	"github.com/mrepl/mrepl/states"
)

// exitTime is how long states may take to stop when Go calls os.Exit.
const exitTime = 10 * time.Second

// errExit ends an operation in the middle of which Go calls os.Exit.
var errExit = errors.New("the program called os.Exit")

// An exit is what os.Exit is to the Go of a shell: it stops every running state first, as the command exit does.
type exit struct {
	sh     *shell.Shell
	once   sync.Once
	called chan struct{}
}

func newExit(sh *shell.Shell) *exit { return &exit{sh: sh, called: make(chan struct{})} }

// now ends the process with a code.
func (e *exit) now(code int) {
	e.once.Do(func() { close(e.called) })
	fmt.Fprintf(e.sh.Stderr(), "the program called os.Exit(%d): what runs is stopped, and mrepl ends\n", code)
	states.Default.Interrupt(errExit) // a start that makes the call never returns, and is not waited for
	ctx, cancel := context.WithTimeout(context.Background(), exitTime)
	defer cancel()
	closed := make(chan struct{})
	go func() { // the caller may be a start or a stop, which can stop nothing itself
		defer close(closed)
		_ = e.sh.Close(ctx) // it has told what did not stop
	}()
	<-closed
	os.Exit(code)
}

// await does not return when the process is about to end with a code of the program's own: the session, which the call
// has interrupted, would end it with another.
func (e *exit) await() {
	select {
	case <-e.called:
		select {}
	default:
	}
}
