package dyn

import (
	"database/sql"
	"database/sql/driver"
	"fmt"
	"go/types"
	"testing"
)

// cents is a program with a type that is stored in a database as a text such as "$5".
func cents(t *testing.T) func(name string) *Type {
	_, find := program(t, `package app
		import "database/sql/driver"
		type Cents int
		func (Cents) Value() (driver.Value, error) { return nil, nil }
		func (*Cents) Scan(any) error { return nil }
		type Plain int`, map[string]any{"Cents": 0, "Plain": 0})
	value := func(r any) (any, error) {
		if p, ok := Raw(r).(*int); ok {
			return fmt.Sprint("$", *p), nil
		}
		return fmt.Sprint("$", Raw(r)), nil
	}
	find("Cents").Method("Value", value)
	find("*Cents").Method("Value", value)
	find("*Cents").Method("Scan", func(r, src any) error {
		_, err := fmt.Sscanf(src.(string), "$%d", Raw(r).(*int))
		return err
	})
	return find
}

// TestArgumentsOfQueries holds that a database gets what the type's own Value returns,
// nil for a nil pointer, and else the plain value.
func TestArgumentsOfQueries(t *testing.T) {
	t.Parallel()
	find := cents(t)
	n := 5
	for _, test := range []struct {
		x    any
		want driver.Value
	}{
		{Box(find("Cents"), 3), "$3"},
		{Box(find("*Cents"), &n), "$5"},
		{Box(find("*Cents"), (*int)(nil)), nil},
		{Box(find("Plain"), 4), int64(4)},
		{"text", "text"},
		{nil, nil},
	} {
		got, err := driver.DefaultParameterConverter.ConvertValue(Column(test.x))
		if err != nil || got != test.want {
			t.Errorf("%v: %v %v, want %v", test.x, got, err, test.want)
		}
	}
}

// TestDestinationsOfRows holds that rows are scanned by the type's own Scan, through a
// pointer to a pointer too, which is nil afterwards for a null.
func TestDestinationsOfRows(t *testing.T) {
	t.Parallel()
	find := cents(t)
	n, p := 0, new(int)
	_, id := find("Cents").table.Type(types.NewPointer(find("*Cents").Go()))
	twice := find("Cents").table.Bind(id, new(**int))
	if err := Column(Box(find("*Cents"), &n)).(sql.Scanner).Scan("$7"); err != nil || n != 7 {
		t.Errorf("%d %v", n, err)
	}
	if err := ConvertAssign(Box(twice, &p), "$8"); err != nil || *p != 8 {
		t.Errorf("%d %v", *p, err)
	}
	if err := ConvertAssign(Box(twice, &p), nil); err != nil || p != nil {
		t.Errorf("%v %v", p, err)
	}
	if err := ConvertAssign(Box(find("*Plain"), &n), "9"); err != nil || n != 9 {
		t.Errorf("%d %v", n, err)
	}
}
