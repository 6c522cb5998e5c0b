package shell_test

import (
	"context"
	"strings"
	"testing"

	"github.com/mrepl/mrepl/states"
)

// TestBack holds that a state which was gone is told to be back, and not to be new.
func TestBack(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	for _, step := range []struct{ conn, want string }{
		{"db/pool", "+ db/pool is new\n- db/conn is gone\n"},
		{"db/conn", "+ db/conn is back\n- db/pool is gone\n"},
	} {
		r.engine.setUnit(func() *states.Unit { return unitOf(r.registry, "1", "conf/config", step.conn, "www/nyse-app") })
		err := r.Line(context.Background(), "", "reload")
		if text := r.err.take(); err != nil || !strings.Contains(text, step.want) {
			t.Errorf("%v:\n%s", err, text)
		}
	}
}

// TestTimeout holds that a start which is ended by the timeout of its state is told to be that.
func TestTimeout(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	defineSystem(t, r.registry, "conf/slow")
	if err := r.Line(context.Background(), "", "with-args hang=slow | start"); err == nil {
		t.Fatal("it started")
	}
	if text := r.err.take(); !strings.Contains(text, "its timeout is 10ms, which Timeout in its definition says") {
		t.Error(text)
	}
}
