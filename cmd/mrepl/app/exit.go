package app

import (
	"context"
	"maps"
	"os"
	"reflect"
	"time"

	"github.com/mrepl/mrepl/interp"
	"github.com/mrepl/mrepl/shell"
)

// exitTime is how long states may take to stop when Go calls os.Exit.
const exitTime = 10 * time.Second

// withExit returns the linked packages with an os.Exit that stops every running state first, as the command exit does.
func withExit(linked interp.Exports, sh *shell.Shell) interp.Exports {
	all := maps.Clone(linked)
	if all == nil {
		all = interp.Exports{}
	}
	own := maps.Clone(all["os/os"])
	if own == nil {
		own = map[string]reflect.Value{}
	}
	own["Exit"] = reflect.ValueOf(func(code int) {
		ctx, cancel := context.WithTimeout(context.Background(), exitTime)
		defer cancel()
		_ = sh.Close(ctx) // it has told what did not stop
		os.Exit(code)
	})
	all["os/os"] = own
	return all
}
