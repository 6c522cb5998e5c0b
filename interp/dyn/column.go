package dyn

import (
	_ "database/sql" // for convertAssign
	"database/sql/driver"
	"fmt"
	"go/types"
	"reflect"
	_ "unsafe" // for linkname
)

// TakesColumns reports whether the functions of a compiled package look, in what they
// get as any, for the methods with which a value is stored in a database.
func TakesColumns(path string) bool {
	return path == "database/sql" || path == "database/sql/driver"
}

// IsColumn reports whether a type, or one that it points to, has methods with which it
// is stored in a database.
func IsColumn(t types.Type) bool {
	for {
		if hasMethod(t, "Scan") || hasMethod(t, "Value") {
			return true
		}
		p, ok := t.Underlying().(*types.Pointer)
		if !ok {
			return false
		}
		t = p.Elem()
	}
}

// Column returns x as database/sql wants it, for an argument of a query and for what a
// row is scanned into, and as the functions of fmt want what they scan into: a box where the type has methods for that, a plain value else.
func Column(x any) any {
	x = Lift(x)
	t, v := Open(x)
	if t == nil {
		return x
	}
	switch t.method("Scan").(type) {
	case func(any, any) error:
		return scanner{value{t, v}}
	case func(any, fmt.ScanState, rune) error:
		return reader{value{t, v}}
	}
	switch {
	case t.scansBehind() != nil:
		return scanner{value{t, v}}
	case t.method("Value") != nil:
		return x
	}
	return v
}

// Columns is Column for a list.
func Columns(list []any) []any {
	if list == nil {
		return nil
	}
	out := make([]any, len(list))
	for i, x := range list {
		out[i] = Column(x)
	}
	return out
}

// scansBehind returns the type with a method Scan that a type points to, or nil.
func (t *Type) scansBehind() *Type {
	if p, ok := t.Go().Underlying().(*types.Pointer); ok && IsColumn(t.Go()) {
		if inner := t.table.Lookup(p.Elem()); inner.scans() {
			return inner
		}
	}
	return nil
}

// scans reports whether a type has a method that a row is scanned into it by.
func (t *Type) scans() bool {
	_, ok := t.method("Scan").(func(any, any) error)
	return ok
}

// scanner is the box of a pointer that a row is scanned into by a method, or of a
// pointer to such a pointer.
type scanner struct{ value }

// Scan calls the type's own method.
func (b scanner) Scan(src any) error {
	if f, ok := b.t.method("Scan").(func(any, any) error); ok {
		return f(Box(b.t, b.v), src)
	}
	inner, to := b.t.scansBehind(), reflect.ValueOf(b.v).Elem()
	if src == nil {
		to.SetZero()
		return nil
	}
	to.Set(reflect.New(to.Type().Elem()))
	return scanner{value{inner, to.Interface()}}.Scan(src)
}

// reader is the box of a pointer that the functions of fmt scan into by a method.
type reader struct{ value }

// Scan calls the type's own method.
func (b reader) Scan(state fmt.ScanState, verb rune) error {
	return b.t.method("Scan").(func(any, fmt.ScanState, rune) error)(Box(b.t, b.v), state, verb)
}

// Value gives a database the type's own Value, or the plain value.
func (b value) Value() (driver.Value, error) {
	f, ok := b.t.method("Value").(func(any) (any, error))
	if !ok {
		return driver.DefaultParameterConverter.ConvertValue(b.v)
	}
	if p, isPtr := b.t.Go().Underlying().(*types.Pointer); isPtr && reflect.ValueOf(b.v).IsNil() && b.t.table.Lookup(p.Elem()).method("Value") != nil {
		return nil, nil
	}
	return f(Box(b.t, b.v))
}

// ConvertAssign is the function of database/sql behind the method Scan of sql.Null.
func ConvertAssign(dst, src any) error { return convertAssign(Column(dst), Raw(src)) }

//go:linkname convertAssign database/sql.convertAssign
func convertAssign(dst, src any) error

// CallValuer is the function of database/sql behind the method Value of sql.Null.
func CallValuer(v driver.Valuer) (driver.Value, error) { return v.Value() }
