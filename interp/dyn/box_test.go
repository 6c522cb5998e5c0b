package dyn

import (
	"errors"
	"fmt"
	"go/token"
	"go/types"
	"testing"
)

// integer makes a defined integer type of a package app, bound as lowered code
// binds it.
func integer(tab *Table, name string) *Type {
	pkg := types.NewPackage("example.com/app", "app")
	t := types.NewNamed(types.NewTypeName(token.NoPos, pkg, name, nil), types.Typ[types.Int], nil)
	_, id := tab.Type(t)
	return tab.Bind(id, new(int))
}

func newTable() *Table { return NewTable(func(types.Type) bool { return true }) }

// TestBoxesCompare holds that boxes are equal when type and value are, as
// interface values are in Go, also as the keys of a map.
func TestBoxesCompare(t *testing.T) {
	t.Parallel()
	tab := newTable()
	a, b := integer(tab, "A"), integer(tab, "B")
	for _, test := range []struct {
		x, y any
		want bool
	}{
		{Box(a, 1), Box(a, 1), true},
		{Box(a, 1), Box(a, 2), false},
		{Box(a, 1), Box(b, 1), false},
		{Box(a, 1), 1, false},
		{nil, nil, true},
		{Box(a, 0), nil, false},
	} {
		if Eq(test.x, test.y) != test.want {
			t.Errorf("%v == %v is not %v", test.x, test.y, test.want)
		}
	}
	m := map[any]string{Box(a, 1): "a", Box(b, 1): "b", 1: "int"}
	if m[Box(a, 1)] != "a" || m[Box(b, 1)] != "b" || m[1] != "int" {
		t.Errorf("%v", m)
	}
}

func TestAssertions(t *testing.T) {
	t.Parallel()
	tab := newTable()
	a, b := integer(tab, "A"), integer(tab, "B")
	var got int
	if !IntoOK(a, Box(a, 7), &got) || got != 7 {
		t.Errorf("got %d", got)
	}
	if IntoOK(b, Box(a, 7), &got) || IntoOK(a, 7, &got) || IntoOK(a, nil, &got) {
		t.Error("a value was taken for one of another type")
	}
	defer func() {
		want := "interface conversion: interface {} is app.A, not app.B"
		if err, ok := recover().(error); !ok || err.Error() != want {
			t.Errorf("panicked with %v", err)
		}
	}()
	Into(b, Box(a, 7), &got)
}

// TestTypesOfAnEarlierLoad holds that a value outlives the load of the program that
// made it when its type is laid out as before, and only then.
func TestTypesOfAnEarlierLoad(t *testing.T) {
	t.Parallel()
	old, now := integer(newTable(), "A"), integer(newTable(), "A")
	if !Is(now, Box(old, 1)) {
		t.Error("the same type is not recognised")
	}
	if Is(integer(newTable(), "B"), Box(old, 1)) {
		t.Error("a type of another name is")
	}
}

func TestBoxedErrors(t *testing.T) {
	t.Parallel()
	tab := newTable()
	pkg := types.NewPackage("example.com/app", "app")
	n := types.NewNamed(types.NewTypeName(token.NoPos, pkg, "Code", nil), types.Typ[types.Int], nil)
	sig := types.NewSignatureType(types.NewParam(token.NoPos, pkg, "", n), nil, nil, nil, types.NewTuple(types.NewParam(token.NoPos, pkg, "", types.Typ[types.String])), false)
	n.AddMethod(types.NewFunc(token.NoPos, pkg, "Error", sig))
	_, id := tab.Type(n)
	code := tab.Bind(id, new(int))
	code.Method("Error", func(r any) string { return fmt.Sprint("code ", Raw(r)) })

	err, ok := Box(code, 3).(error)
	if !ok {
		t.Fatal("a box of an error is none")
	}
	wrapped := fmt.Errorf("wrapped: %w", err)
	if wrapped.Error() != "wrapped: code 3" || !errors.Is(wrapped, err) {
		t.Errorf("%v", wrapped)
	}
	var got int
	if !ErrorsAs(wrapped, code, &got) || got != 3 {
		t.Errorf("got %d", got)
	}
	for format, want := range map[string]string{"%v": "code 3", "%d": "3", "%q": `"code 3"`, "%7v|": " code 3|"} {
		if text := fmt.Sprintf(format, Box(code, 3)); text != want {
			t.Errorf("%s: %s, want %s", format, text, want)
		}
	}
}
