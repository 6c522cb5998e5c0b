package interp_test

import (
	"context"
	"errors"
	"testing"
)

func TestResetStopsOnlyForWhatCanBeLoaded(t *testing.T) {
	t.Parallel()
	for _, all := range []bool{false, true} {
		m := open(t, counting)
		m.start()
		m.out.take()
		stops := 0
		reset := func(stop error) error {
			_, err := m.session.Reset(context.Background(), all, func() error {
				stops++
				if stop == nil {
					m.stop()
				}
				return stop
			})
			return err
		}
		m.replace("lib/lib.go", `"one"`, `2`)
		if err := reset(nil); err == nil || stops != 0 {
			t.Errorf("all %v: broken source: %v, %d stops", all, err, stops)
		}
		m.replace("lib/lib.go", `2`, `"two"`)
		refusal := errors.New("not now")
		if err := reset(refusal); err != refusal || stops != 1 {
			t.Errorf("all %v: a stop that fails: %v, %d stops", all, err, stops)
		}
		m.expect("main.Answer()", `"one"`)
		if err := reset(nil); err != nil || stops != 2 {
			t.Errorf("all %v: %v, %d stops", all, err, stops)
		}
		m.expect("main.Answer()", `"two"`)
		same(t, "stopped", m.out.take(), "stop top on 1\nstop base 1\n")
		if err := reset(nil); err != nil || stops != 3 {
			t.Errorf("all %v, nothing changed: %v, %d stops", all, err, stops)
		}
	}
}
