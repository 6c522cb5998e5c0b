package states

import (
	"context"
	"errors"
	"reflect"
	"sync/atomic"
	"time"
)

// A State is a piece of a program that is started and stopped: a configuration, a
// connection, a server. It is a package variable, made by [New] or [Value]:
//
//	var Conn = states.New("conn", open).OnStop(disconnect)
//
// Its methods may be called from any goroutine. The chained ones (OnStop and the
// like) describe the state and return it; what they say holds from the next start.
type State[T any] struct {
	node *node
	decl *definition // what the chained methods fill in
}

// New defines a state on [Default]. Its full name is the path of the calling
// package, relative to the main package or main module, a slash, and name.
//
// The context of start ends with the operation: it is for connecting, not for living.
// What start begins is ended by the function given to OnStop, which gets what
// start returned.
//
// New panics with a *[DefinitionError] if start is nil, the name is not one, or
// the name is taken in its package.
func New[T any](name string, start func(context.Context) (T, error)) *State[T] {
	return define(Default, name, start, 1)
}

// NewIn defines a state on r, as [New] does on [Default].
func NewIn[T any](r *Registry, name string, start func(context.Context) (T, error)) *State[T] {
	return define(r, name, start, 1)
}

// Value defines a state on [Default] whose value is v each time it is started.
func Value[T any](name string, v T) *State[T] {
	return define(Default, name, func(context.Context) (T, error) { return v, nil }, 1)
}

// ValueIn defines a state on r whose value is v each time it is started.
func ValueIn[T any](r *Registry, name string, v T) *State[T] {
	return define(r, name, func(context.Context) (T, error) { return v, nil }, 1)
}

func define[T any](r *Registry, name string, start func(context.Context) (T, error), skip int) *State[T] {
	prefix, pos := definedAt(skip + 1)
	def := definition{pos: pos, typ: reflect.TypeFor[T]().String(), wrap: wrapLive[T]}
	full := prefix + "/" + name
	if problem := validName(name); problem != "" {
		panic(&DefinitionError{Name: full, Pos: pos, Problem: problem})
	}
	if start == nil {
		panic(&DefinitionError{Name: full, Pos: pos, Problem: "it has no start function"})
	}
	def.start = func(ctx context.Context) (*instance, error) {
		v, err := start(ctx)
		if err != nil {
			return nil, err
		}
		return newLive(v), nil
	}
	n, err := r.register(full, def)
	if err != nil {
		panic(err)
	}
	return &State[T]{node: n, decl: n.def}
}

// Name returns the full name of the state.
func (s *State[T]) Name() string { return s.node.name }

// StateName returns the full name of the state, which makes it a [Ref].
func (s *State[T]) StateName() string { return s.node.name }

// String returns the full name. Printing a state never starts it.
func (s *State[T]) String() string { return s.node.name }

// armed counts the workers of this process that run start functions. While it is
// zero, which is nearly always, Get has nothing to observe. The padding keeps other
// variables out of its cache line: whoever writes those would slow down every Get.
var armed struct {
	_ [64]byte
	atomic.Int32
	_ [64]byte
}

// Get returns the value of the state. If the state is not started it panics with
// a *[NotStartedError], unless the registry is lazy; then it starts the state and
// what that needs first.
//
// It never blocks on an operation that is under way: until a stop function has
// returned the old value is there, and no longer.
func (s *State[T]) Get() T {
	if armed.Load() == 0 {
		if in := s.node.cell.Load(); in != nil {
			if l, ok := in.held.(*live[T]); ok {
				return l.v
			}
		}
	}
	return s.get()
}

// get is the rest of Get: for what is not started, and while starts are observed.
func (s *State[T]) get() T {
	in := s.node.read(true)
	if v, ok := heldAs[T](in); ok {
		return v
	}
	panic(&WrongTypeError{Name: s.node.name, Want: reflect.TypeFor[T]().String(), Got: typeName(in.held.value())})
}

// Lookup returns the value of the state and whether it is started. It never
// panics and never starts anything.
func (s *State[T]) Lookup() (T, bool) {
	if in := s.node.read(false); in != nil {
		return heldAs[T](in)
	}
	var zero T
	return zero, false
}

// OnStop says how to stop what start made. The stop that runs is the one that the
// state had when it was started. Whatever it returns, the value is gone from Get.
func (s *State[T]) OnStop(stop func(context.Context, T) error) *State[T] {
	return s.amend(func(d *definition) {
		d.stop = nil
		if stop != nil {
			d.stop = typed(stop)
		}
	})
}

// OnCheck says how to tell whether the running state is well. See [Registry.Check].
func (s *State[T]) OnCheck(check func(context.Context, T) error) *State[T] {
	return s.amend(func(d *definition) {
		d.check = nil
		if check != nil {
			d.check = typed(check)
		}
	})
}

// typed lets a function of a T work on an instance.
func typed[T any](f func(context.Context, T) error) func(context.Context, *instance) error {
	return func(ctx context.Context, in *instance) error {
		v, ok := heldAs[T](in)
		if !ok {
			return errors.New("the value is not of the type of the function that was to handle it")
		}
		return f(ctx, v)
	}
}

// OnReload says what happens to the running state when a loader redefines it.
func (s *State[T]) OnReload(p Policy) *State[T] {
	return s.amend(func(d *definition) { d.policy = p })
}

// Timeout bounds each start and each stop of the state. Its context ends then; a
// function that does not return soon after is abandoned and reported as hung.
func (s *State[T]) Timeout(d time.Duration) *State[T] {
	return s.amend(func(def *definition) { def.timeout = d })
}

// Doc says in a sentence what the state is.
func (s *State[T]) Doc(text string) *State[T] {
	return s.amend(func(d *definition) { d.doc = text })
}

// Needs names states that must run before this one starts, beyond those whose
// Get its start is seen to call.
func (s *State[T]) Needs(refs ...Ref) *State[T] {
	return s.amend(func(d *definition) { d.needs = append(d.needs[:len(d.needs):len(d.needs)], refs...) })
}

func (s *State[T]) amend(change func(*definition)) *State[T] {
	r := s.node.reg
	r.mu.Lock()
	defer r.mu.Unlock()
	s.decl = s.node.amended(s.decl)
	change(s.decl)
	r.unlinked = true
	return s
}
