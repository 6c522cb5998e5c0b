package interp

import (
	"go/types"
	"reflect"
	"sync"
	"sync/atomic"

	"github.com/mrepl/mrepl/interp/dyn"
	"github.com/mrepl/mrepl/interp/load"
)

// sentinels finds the package variables of a program that are errors which are compared with, as
// io.EOF is: those that are given an error where they are declared. It is looked for them once the first error is printed.
type sentinels struct {
	find atomic.Pointer[func() []sentinel]
}

// A sentinel is such a variable.
type sentinel struct {
	name string // as source has it: nyse.ErrClosed
	v    reflect.Value
}

// of has the variables of a program be found from now on.
func (s *sentinels) of(g *generation, prog *load.Program) {
	find := sync.OnceValue(func() (out []sentinel) {
		for _, pkg := range prog.Packages {
			for _, init := range pkg.Info.InitOrder {
				for _, v := range init.Lhs {
					if held, ok := g.errorVariable(v); ok {
						out = append(out, sentinel{pkg.Name + "." + v.Name(), held})
					}
				}
			}
		}
		return out
	})
	s.find.Store(&find)
}

// errorVariable returns what a package variable holds, if that is an error, or a pointer that is one.
func (g *generation) errorVariable(v *types.Var) (reflect.Value, bool) {
	_, pointer := v.Type().Underlying().(*types.Pointer)
	if v.Name() == "_" || !pointer && !types.IsInterface(v.Type()) || !types.Implements(v.Type(), errorType.Underlying().(*types.Interface)) {
		return reflect.Value{}, false
	}
	name, ok := g.lower.Lowered(v)
	if !ok {
		return reflect.Value{}, false
	}
	g.engine.mu.Lock()
	defer g.engine.mu.Unlock()
	return g.engine.slots.variable(g.engine.yaegi, name)
}

// ErrorName returns the name of the package variable that holds err, as io.EOF does, of
// the program or of compiled code. It is "" where there is none.
func (s *Session) ErrorName(err error) string { return s.generation().errorName(err) }

// errorName returns the name of the package variable that holds an error, of the program or of
// compiled code, "" where there is none.
func (g *generation) errorName(err error) string {
	x := dyn.Lift(err)
	if x == nil || !reflect.ValueOf(x).Comparable() {
		return ""
	}
	if find := g.sentinels.find.Load(); find != nil {
		for _, s := range (*find)() {
			if s.holds(x) {
				return s.name
			}
		}
	}
	return g.symbols.ErrorName(x)
}

// holds reports whether the variable holds an error, as an interface or as the pointer that it is.
func (s sentinel) holds(x any) bool {
	if s.v.Kind() == reflect.Pointer {
		return !s.v.IsNil() && s.v.CanInterface() && s.v.Interface() == dyn.Raw(x)
	}
	if !s.v.IsValid() || !s.v.CanInterface() {
		return false
	}
	held := dyn.Lift(s.v.Interface())
	return held != nil && reflect.ValueOf(held).Comparable() && held == x
}
