package states

import (
	"context"
	"reflect"
	"time"
)

// An instance is one life of a state: what a start made, with the stop that
// belongs to it, whatever happens to the definition later.
type instance struct {
	held      holder      // the live[T] this instance is part of
	gen       int         // which start of the state made it, from 1
	sub       *substitute // what stood in for the definition, nil for none
	def       *definition // the definition it was made from, which changes no more
	uses      []use       // what its start was given
	firstUses [1]use      // backs uses: most states use one other
	traces    *traces     // what might stay behind, nil if nobody wants to know
}

// stop returns what stops in, nil for nothing.
func (in *instance) stop() func(context.Context, *instance) error {
	if in.sub != nil {
		return in.sub.stop()
	}
	return in.def.stop
}

// check returns what tells whether in is well, nil for nothing.
func (in *instance) check() func(context.Context, *instance) error {
	if in.sub != nil {
		return nil
	}
	return in.def.check
}

// A use says that an instance was built on a certain instance of another state.
type use struct {
	node *node
	gen  int
}

// A holder holds the value of an instance with its type.
type holder interface{ value() any }

// live is an instance with its value, in one allocation.
type live[T any] struct {
	instance
	v T
}

func (l *live[T]) value() any { return l.v }

// newLive makes an instance that holds v.
func newLive[T any](v T) *instance {
	l := &live[T]{v: v}
	l.held = l
	return &l.instance
}

// wrapLive makes an instance of T from a value that came without its type.
// A nil stands for T's zero value where T has a nil.
func wrapLive[T any](v any) (*instance, error) {
	if t, ok := v.(T); ok {
		return newLive(t), nil
	}
	want := reflect.TypeFor[T]()
	if v == nil && nilable(want.Kind()) {
		var zero T
		return newLive(zero), nil
	}
	return nil, &WrongTypeError{Want: want.String(), Got: typeName(v)}
}

func nilable(k reflect.Kind) bool {
	switch k {
	case reflect.Chan, reflect.Func, reflect.Interface, reflect.Map, reflect.Pointer, reflect.Slice, reflect.UnsafePointer:
		return true
	}
	return false
}

func typeName(v any) string {
	if v == nil {
		return "nil"
	}
	if named, ok := v.(interface{ TypeName() string }); ok {
		return named.TypeName() // a loader's value, whose type reflect does not know
	}
	return reflect.TypeOf(v).String()
}

// held returns the value of in as a T.
func heldAs[T any](in *instance) (T, bool) {
	if l, ok := in.held.(*live[T]); ok {
		return l.v, true
	}
	v, ok := in.held.value().(T)
	if !ok && in.held.value() == nil {
		ok = nilable(reflect.TypeFor[T]().Kind())
	}
	return v, ok
}

// addUse notes that in was built on the current instance of n.
func (in *instance) addUse(n *node, gen int) {
	for i := range in.uses {
		if in.uses[i].node == n {
			in.uses[i].gen = gen
			return
		}
	}
	if in.uses == nil {
		in.uses = in.firstUses[:0]
	}
	in.uses = append(in.uses, use{n, gen})
}

// A definition is what a program says about a state.
type definition struct {
	pos, doc, typ string
	start         func(context.Context) (*instance, error)
	stop          func(context.Context, *instance) error
	check         func(context.Context, *instance) error
	wrap          func(any) (*instance, error) // a substitute's value as an instance
	version       string
	policy        Policy
	timeout       time.Duration
	needs         []Ref
	static        []string // full names, from a loader

	used bool        // an instance was made from it, and goes by it as it is now
	next *definition // what has taken its place in handles since
}

// amended returns the definition to change when a handle on n that holds d is told
// something new: d itself until it is used, then one that takes its place. The lock of
// n's registry is held.
func (n *node) amended(d *definition) *definition {
	for d.next != nil {
		d = d.next
	}
	if !d.used {
		return d
	}
	next := *d
	next.used, d.next = false, &next
	if n.def == d {
		n.def = &next
	}
	return &next
}

// A substitute stands in for a state's definition until a stop.
type substitute struct {
	text  string // for people
	ready *value // a value given as such
	sub   Sub    // or a pair of functions
}

// A value is one that is there before any start.
type value struct{ v any }

// A Sub is a substitute for a state: how to start it and, if it needs that, how
// to stop it. Start must not be nil.
type Sub struct {
	Start func(context.Context) (any, error)
	Stop  func(context.Context, any) error
}

// start makes the instance of a pair of functions. A value of the wrong type is
// handed to the substitute's own stop, so that it is not lost.
func (s *substitute) start(ctx context.Context, def *definition) (*instance, error) {
	v, err := s.sub.Start(ctx)
	if err != nil {
		return nil, err
	}
	in, err := def.wrap(v)
	if err != nil && s.sub.Stop != nil {
		if stopErr := s.sub.Stop(ctx, v); stopErr != nil {
			return nil, &rollbackError{cause: err, undo: stopErr}
		}
	}
	return in, err
}

// stop returns the stop that belongs to instances of s, or nil.
func (s *substitute) stop() func(context.Context, *instance) error {
	if s.sub.Stop == nil {
		return nil
	}
	stop := s.sub.Stop
	return func(ctx context.Context, in *instance) error { return stop(ctx, in.held.value()) }
}
