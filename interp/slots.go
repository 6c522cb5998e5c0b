package interp

import (
	"fmt"
	"reflect"
	"sync/atomic"
	"unsafe"

	"github.com/traefik/yaegi/interp"

	"github.com/mrepl/mrepl/interp/lower"
)

// A slot is a package variable through which a function is called. In the place
// of the variable the interpreter finds one of its own functions, as it does for a
// function that is declared: a call through a slot costs what a call costs. To replace
// the function is to store one pointer, which goroutines that call it meanwhile see or
// do not see yet.

// slots are the slots of one interpreter.
type slots struct {
	globals globals

	scope  reflect.Value              // map[string]*symbol of the package
	places map[string]*unsafe.Pointer // name -> where the function is
	nodes  reflect.Type               // of a function
}

// errInside says that the interpreter is not made as the slots need it.
var errInside = fmt.Errorf("the interpreter has changed inside: functions cannot be replaced")

// patch sets those slots to functions that which picks, and returns what sets
// them to what they were. Both must have been declared. Slots that were empty stay set: only code
// that came with them calls them, and a goroutine may have come into that.
func (s *slots) patch(i *interp.Interpreter, patches []lower.Patch, which func(lower.Patch) bool) (undo func(), err error) {
	type change struct {
		place    *unsafe.Pointer
		was, now unsafe.Pointer
	}
	var changes []change
	for _, p := range patches {
		if !which(p) {
			continue
		}
		node, err := s.node(i, p.Func)
		if err != nil {
			return nil, err
		}
		place, err := s.place(i, p.Slot)
		if err != nil {
			return nil, err
		}
		changes = append(changes, change{place, *place, node})
	}
	if len(changes) > 0 {
		release(i)
	}
	for _, c := range changes {
		publish(c.place, c.now)
	}
	return func() {
		for _, c := range changes {
			if c.was != nil {
				publish(c.place, c.was)
			}
		}
	}, nil
}

// variable returns what a package variable holds, to be read and set.
func (s *slots) variable(i *interp.Interpreter, name string) (reflect.Value, bool) {
	sym, err := s.symbol(i, name)
	if err != nil || s.globals.data == nil {
		return reflect.Value{}, false
	}
	index := sym.FieldByName("index")
	if !index.IsValid() || index.Int() < 0 || int(index.Int()) >= len(*s.globals.data) {
		return reflect.Value{}, false
	}
	return (*s.globals.data)[index.Int()], true
}

// release orders what was written before functions are published. All code that
// runs reads the number of the interpreter's run, atomically, before each step.
func release(i *interp.Interpreter) {
	if id, ok := runID(i); ok {
		atomic.AddUint64(id, 0)
		settle()
	}
}

// publish stores a function where calls find it. Whoever calls it reads it
// without a lock.
//
//go:norace
func publish(place *unsafe.Pointer, node unsafe.Pointer) {
	*place = node
}

// node returns a declared function.
func (s *slots) node(i *interp.Interpreter, name string) (unsafe.Pointer, error) {
	sym, err := s.symbol(i, name)
	if err != nil {
		return nil, err
	}
	node := sym.FieldByName("node")
	if !node.IsValid() || node.Kind() != reflect.Pointer || node.IsNil() {
		return nil, errInside
	}
	s.nodes = node.Type()
	return node.UnsafePointer(), nil
}

// place returns where the function of a slot is, and makes the variable a slot
// when it is none yet.
func (s *slots) place(i *interp.Interpreter, name string) (*unsafe.Pointer, error) {
	if place, ok := s.places[name]; ok {
		return place, nil
	}
	sym, err := s.symbol(i, name)
	if err != nil {
		return nil, err
	}
	index := sym.FieldByName("index")
	if s.globals.data == nil || !index.IsValid() || index.Int() < 0 || int(index.Int()) >= len(*s.globals.data) {
		return nil, errInside
	}
	holder := reflect.New(s.nodes)
	(*s.globals.data)[index.Int()] = holder.Elem()
	place := (*unsafe.Pointer)(holder.UnsafePointer())
	if s.places == nil {
		s.places = map[string]*unsafe.Pointer{}
	}
	s.places[name] = place
	return place, nil
}

// symbol returns what the interpreter knows of a name.
func (s *slots) symbol(i *interp.Interpreter, name string) (reflect.Value, error) {
	if !s.scope.IsValid() {
		scope := s.scopeOf(i)
		if !scope.IsValid() {
			return reflect.Value{}, errInside
		}
		s.scope = scope.FieldByName("sym")
	}
	sym := s.scope.MapIndex(reflect.ValueOf(name))
	if !sym.IsValid() || sym.Kind() != reflect.Pointer || sym.Elem().Kind() != reflect.Struct {
		return reflect.Value{}, errInside
	}
	return sym.Elem(), nil
}

// scopeOf returns the scope of the package that all units belong to, or the zero
// Value where the interpreter is made otherwise.
func (s *slots) scopeOf(i *interp.Interpreter) reflect.Value {
	scopes := reflect.ValueOf(i).Elem().FieldByName("scopes")
	if scopes.Kind() != reflect.Map {
		return reflect.Value{}
	}
	scope := scopes.MapIndex(reflect.ValueOf(lower.Package))
	if !scope.IsValid() || scope.Kind() != reflect.Pointer || scope.Elem().FieldByName("sym").Kind() != reflect.Map {
		return reflect.Value{}
	}
	return scope.Elem()
}
