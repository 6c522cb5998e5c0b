package shell_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/mrepl/mrepl/states"
)

// TestStartBesideOneThatHangs holds that a start is said to be a second one while an earlier one, which was abandoned, has not
// returned.
func TestStartBesideOneThatHangs(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		unblock := make(chan struct{})
		states.NewIn(r.registry, "listener", func(context.Context) (int, error) { <-unblock; return 1, nil }).Timeout(1)
		for i, beside := range []bool{false, true} {
			if err := r.Line(t.Context(), "", "start listener"); !errors.Is(err, states.ErrHung) {
				t.Fatal(err)
			}
			const said = "! an earlier start of "
			if got := r.err.take(); strings.Contains(got, said) != beside || beside && !strings.Contains(got, "listener has not returned, and another one begins beside it; ps lists it, kill --hard ends it") {
				t.Errorf("start %d: %s", i+1, got)
			}
		}
		close(unblock)
		synctest.Wait()
		if err := r.Line(t.Context(), "", "start listener"); err != nil {
			t.Error(err)
		}
		if got := r.err.take(); strings.Contains(got, "an earlier start") {
			t.Errorf("after it has returned: %s", got)
		}
		_ = r.Close(t.Context())
	})
}
