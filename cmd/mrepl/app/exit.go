package app

import (
	"context"
	"os"
	"time"

	"github.com/mrepl/mrepl/shell"
)

// exitTime is how long states may take to stop when Go calls os.Exit.
const exitTime = 10 * time.Second

// stopAndExit is what os.Exit is to the Go of a shell: it stops every running state first, as the command exit does.
func stopAndExit(sh *shell.Shell) func(code int) {
	return func(code int) {
		ctx, cancel := context.WithTimeout(context.Background(), exitTime)
		defer cancel()
		_ = sh.Close(ctx) // it has told what did not stop
		os.Exit(code)
	}
}
