package dyn

import (
	"fmt"
	"go/types"
	"reflect"
)

// This file is what package reflect of interpreted code asks of types, whose values it
// meets where no lowered code has put them into an interface.

// Compiled finds what the program imports of compiled code.
type Compiled struct {
	Package func(path string) *types.Package // nil for one that it does not import
	Wrapper func(path, name string) any      // as BindFace takes it

	// Wrap returns a box of type t with the methods of a compiled interface, and others that
	// compiled code may look for; nil if it knows nothing of that interface.
	Wrap func(t *Type, x any, face reflect.Type) any
}

// Import says where the table finds compiled packages. It is called before any code runs.
func (tab *Table) Import(c Compiled) { tab.compiled = c }

// Package returns a package that the program imports, or nil.
func (tab *Table) Package(path string) *types.Package {
	if tab.compiled.Package == nil {
		return nil
	}
	return tab.compiled.Package(path)
}

// Of returns the identity of a type whose values are to the interpreter as held says.
func (tab *Table) Of(t types.Type, held reflect.Type) *Type {
	typ, _ := tab.Type(t)
	if typ.Held() == nil {
		tab.hold(typ, held, false)
	}
	return typ
}

// FaceOf returns the identity of a compiled interface. It panics if the program does not
// import what declares it.
func (tab *Table) FaceOf(t reflect.Type) *Iface {
	scope := types.Universe
	if pkg := tab.Package(t.PkgPath()); pkg != nil {
		scope = pkg.Scope()
	}
	obj := scope.Lookup(t.Name())
	if obj == nil || t.Name() == "" {
		panic(fmt.Sprintf("reflect: the program does not import the interface %s", t))
	}
	face, id := tab.Iface(obj.Type())
	tab.mu.Lock()
	defer tab.mu.Unlock()
	if face.native == nil {
		var wrapper any
		if tab.compiled.Wrapper != nil {
			wrapper = tab.compiled.Wrapper(t.PkgPath(), t.Name())
		}
		tab.BindFace(id, reflect.New(t).Interface(), wrapper)
	}
	return face
}

// TableOf returns the table that the type of a box is of, nil for other values.
func TableOf(x any) *Table {
	if t, _ := Open(x); t != nil {
		return t.table
	}
	return nil
}

// Table returns the table that the type is of.
func (t *Type) Table() *Table { return t.table }

// Held returns what values of the type are to the interpreter, nil as long as no lowered
// code has said so.
func (t *Type) Held() reflect.Type {
	t.table.mu.Lock()
	defer t.table.mu.Unlock()
	return t.rtype
}

// Form returns what stands for the type as it is now: a reload that changes its methods gives
// it another.
func (t *Type) Form() any { return t.state.Load() }

// Func returns a registered method: a func whose first parameter is the receiver as an
// any. It is nil if there is none.
func (t *Type) Func(method string) any { return t.method(method) }

// Reflected returns what build made of the type when it was asked for first.
func (t *Type) Reflected(build func() any) any {
	t.reflectOnce.Do(func() { t.reflected = build() })
	return t.reflected
}

// reflectValue is a reflect.Value of interpreted code.
type reflectValue interface {
	fmt.Stringer
	Native() reflect.Value // as compiled code has it
}

// Hidden returns what prints x as a field that is not exported: no methods are called.
func Hidden(x any) fmt.Formatter { return hiddenValue{x} }

type hiddenValue struct{ x any }

func (h hiddenValue) Format(s fmt.State, verb rune) {
	t, v := Open(h.x)
	if t == nil {
		if v == nil {
			fmt.Fprintf(s, fmt.FormatString(s, verb), v)
			return
		}
		fmt.Fprintf(s, fmt.FormatString(s, verb), Concealed(reflect.ValueOf(v)))
		return
	}
	p := printer{state: s, verb: verb, table: t.table, plus: s.Flag('+'), sharp: s.Flag('#') && verb == 'v', hidden: true}
	p.value(reflect.ValueOf(v), t.Go(), 0)
}
