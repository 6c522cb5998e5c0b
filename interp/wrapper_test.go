package interp

import "testing"

// TestWrapped holds that the node behind a function is found with this interpreter and this Go.
func TestWrapped(t *testing.T) {
	t.Parallel()
	w, ok := wrapped()
	t.Logf("%+v", w)
	if !ok || len(w.held) != 2 {
		t.Errorf("%v, %d kinds of functions", ok, len(w.held))
	}
}
