package dyn

import (
	"reflect"
	"testing"
)

// TestOpenedValues holds that a template sees what boxes hold, wherever they are,
// and that the program's values stay as they were.
func TestOpenedValues(t *testing.T) {
	t.Parallel()
	tab := newTable()
	number := integer(tab, "A")
	list := []any{Box(number, 1), "x", nil}
	page := struct{ Data any }{map[string]any{"list": list, "n": Box(number, 2)}}
	got := Opened(&page)
	want := &struct{ Data any }{map[string]any{"list": []any{1, "x", nil}, "n": 2}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%#v", got)
	}
	if !Eq(list[0], Box(number, 1)) {
		t.Error("the program's own list has changed")
	}
	loop := map[string]any{}
	loop["self"] = loop
	Opened(loop) // ends
	if Opened(nil) != nil {
		t.Error("nil is not nil")
	}
}
