package states_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/mrepl/mrepl/states"
)

func TestACleanupIsToldOf(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w, a, b, _ := abc(t)
		w.stopFails["a"], w.stopFails["b"] = errBoom, errBoom
		w.ok(w.Start(w.ctx))
		fails[*states.StateError](t)(w.Stop(w.ctx))
		w.stopFails["b"] = nil
		if text := w.Leftovers()[0].String(); !strings.HasPrefix(text, a.Name()+" #1, left ") || !strings.HasSuffix(text, ": boom") {
			t.Error(text)
		}
		w.wantTrace("a+ b+ c+ c- b-! a-!")
		plan, err := w.All().Plan(states.OpCleanup)
		if err != nil || plan.String() != "cleanup "+b.Name()+"\ncleanup "+a.Name()+"\n" {
			t.Errorf("%v\n%v", plan, err)
		}
		events := w.events()
		rep, e := fails[*states.StateError](t)(w.All().Cleanup(w.ctx))
		w.wantTrace("b- a-!")
		wantNames(t, "cleaned", rep.Done(states.ActionCleanup), "b")
		if e.Op != states.OpCleanup || !errors.Is(e, errBoom) {
			t.Error(e)
		}
		want := []states.Event{
			states.Cleaned{Name: b.Name(), Generation: 1},
			states.Failed{Name: a.Name(), Op: states.OpCleanup, Status: states.StatusStopFailed, Err: e},
		}
		if !reflect.DeepEqual(*events, want) {
			t.Errorf("events: %+v", *events)
		}
		w.wantStatus(a, states.StatusStopFailed)
		w.wantStatus(b, states.StatusStopped)
	})
}
