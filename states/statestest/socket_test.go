package statestest_test

import (
	"context"
	"net"
	"runtime"
	"testing"

	"github.com/mrepl/mrepl/states"
	"github.com/mrepl/mrepl/states/statestest"
)

// Listener is closed by its test, if at all.
var Listener = states.New("listener", func(ctx context.Context) (net.Listener, error) {
	if states.ArgsFrom(ctx)["listen"] == nil {
		return nil, nil
	}
	return new(net.ListenConfig).Listen(ctx, "tcp", "127.0.0.1:0")
})

func TestASocketThatIsLeftFailsTheTest(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("this system does not tell who listens")
	}
	for _, fork := range []bool{false, true} {
		var left net.Listener
		failures := try(t.Context(), func(tb testing.TB) {
			options := []statestest.Option{
				statestest.Only(Listener), statestest.Args(map[string]any{"listen": true}),
			}
			if fork {
				options = append(options, statestest.Fork())
			}
			left = statestest.Get(statestest.Start(tb, options...), Listener)
		})
		if fork {
			wantText(t, failures)
		} else {
			wantText(t, failures, "listener is stopped and has left behind:\n  still listening on "+left.Addr().String())
		}
		if err := left.Close(); err != nil {
			t.Error(err)
		}
	}
}
