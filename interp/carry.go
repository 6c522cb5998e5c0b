package interp

import (
	"fmt"
	"go/types"
	"reflect"
	"sort"
	"strings"

	"github.com/mrepl/mrepl/interp/dyn"
	"github.com/mrepl/mrepl/interp/lower"
)

// move makes the names of the prompt mean what they meant, in terms of packages
// that were checked anew. It returns what a person should know of those that cannot.
func (s *scope) move(m *lower.Moves) []string {
	var lost []string
	for name, obj := range s.names {
		now, ok := s.moved(m, obj)
		if !ok {
			lost = append(lost, name)
			delete(s.names, name)
			s.stale[name] = fmt.Errorf("%s is of before a reload, which changed the type %s: declare it again", name, dyn.TypeName(obj.Type()))
			continue
		}
		s.names[name] = now
	}
	for _, v := range []**types.Var{&s.last, &s.older, &s.err} {
		if *v != nil {
			now, ok := s.moved(m, *v)
			if *v = nil; ok {
				*v = now.(*types.Var)
			}
		}
	}
	if len(lost) == 0 {
		return nil
	}
	sort.Strings(lost)
	return []string{"stale at the prompt, because a type has changed: " + strings.Join(lost, ", ")}
}

// moved returns what an object of the prompt is now.
func (s *scope) moved(m *lower.Moves, obj types.Object) (types.Object, bool) {
	t, ok := m.Type(obj.Type())
	if !ok || !m.Holds(obj.Type()) {
		return nil, false
	}
	if t == obj.Type() {
		return obj, true
	}
	var now types.Object
	switch obj := obj.(type) {
	case *types.Var:
		now = types.NewVar(obj.Pos(), obj.Pkg(), obj.Name(), t)
	case *types.Const:
		now = types.NewConst(obj.Pos(), obj.Pkg(), obj.Name(), t, obj.Val())
	case *types.Func:
		now = types.NewFunc(obj.Pos(), obj.Pkg(), obj.Name(), t.(*types.Signature))
	default:
		return nil, false
	}
	s.gen.lower.Carry(obj, now)
	return now, true
}

// inherit takes over the variables of another generation's prompt, as far as
// their types have nothing to do with the program, and returns what a person should
// know of the rest.
func (s *scope) inherit(old *scope) []string {
	s.imports = old.imports
	s.failed = old.failed
	var lost []string
	for name, obj := range old.names {
		if v, ok := obj.(*types.Var); !ok || !s.carry(old, v) {
			lost = append(lost, name)
		}
	}
	sort.Strings(lost)
	if len(lost) == 0 {
		return nil
	}
	return []string{"dropped from the prompt, because they belong to the code before the reload: " + strings.Join(lost, ", ")}
}

// carry declares a variable anew and copies its value.
func (s *scope) carry(old *scope, v *types.Var) bool {
	if old.gen.types.Interpreted(v.Type()) {
		return false
	}
	from, err := old.pointer(v)
	if err != nil {
		return false
	}
	unit, obj, err := s.gen.lower.Variable(v.Name(), v.Type())
	if err != nil {
		return false
	}
	if _, err := s.gen.evaluate(unit); err != nil {
		return false
	}
	s.names[v.Name()] = obj
	to, err := s.pointer(obj)
	if err != nil || to.Elem().Type() != from.Elem().Type() {
		delete(s.names, v.Name())
		return false
	}
	to.Elem().Set(from.Elem())
	return true
}

// pointer returns a pointer to what a variable of the prompt holds.
func (s *scope) pointer(v *types.Var) (reflect.Value, error) {
	unit, err := s.gen.lower.Address(v)
	if err != nil {
		return reflect.Value{}, err
	}
	results, err := s.gen.evaluate(unit)
	if err != nil || len(results) != 1 {
		return reflect.Value{}, fmt.Errorf("no variable %s", v.Name())
	}
	return reflect.ValueOf(results[0]), nil
}
