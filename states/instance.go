package states

import (
	"context"
	"reflect"
	"time"
)

// An instance is one life of a state: what a start made, with the stop that
// belongs to it, whatever happens to the definition later.
type instance struct {
	def  *definition // what it was made by, which changes no more
	held holder      // the live[T] this instance is part of; last, so that the value is next to it
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

// heldAs returns the value of in as a T, and whether it is one.
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

// A definition is what a program says about a state, or, while a substitute stands in
// for it, what that comes to.
type definition struct {
	start   func(context.Context) (*instance, error)
	stop    func(context.Context, *instance) error
	check   func(context.Context, *instance) error
	wrap    func(any) (*instance, error) // a substitute's value as an instance
	timeout time.Duration
	sub     *substitute // what stands in, nil for nothing

	used   bool // an instance was made from it, and goes by it as it is now
	policy Policy
	next   *definition // what has taken its place in handles since

	pos, doc, typ string
	version       string
	needs         []Ref
	static        []string // full names, from a loader
	owner         *owner   // the loader's unit it came from, nil for New
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
// to stop it. Start must not be nil. Errors of the two are reported at Pos, where they
// were written; if that is "", at the position of the state.
type Sub struct {
	Start func(context.Context) (any, error)
	Stop  func(context.Context, any) error
	Pos   string
}

// pos returns where what starts n next was written. r.mu is held.
func (n *node) pos() string {
	if sub := n.top(); sub != nil && sub.sub.Pos != "" {
		return sub.sub.Pos
	}
	return n.def.pos
}

// with returns the definition that starts what stands in for d.
func (d *definition) with(sub *substitute) *definition {
	under := *d
	under.sub, under.stop, under.check, under.used, under.next = sub, nil, nil, true, nil
	under.start = func(ctx context.Context) (*instance, error) { return sub.start(ctx, d.wrap) }
	if sub.sub.Pos != "" {
		under.pos = sub.sub.Pos
	}
	if stop := sub.sub.Stop; stop != nil {
		under.stop = func(ctx context.Context, in *instance) error { return stop(ctx, in.held.value()) }
	}
	return &under
}

// start makes the instance of a substitute. A value of the wrong type that its Start
// returned is handed to its own Stop, so that it is not lost.
func (s *substitute) start(ctx context.Context, wrap func(any) (*instance, error)) (*instance, error) {
	if s.ready != nil {
		return wrap(s.ready.v)
	}
	v, err := s.sub.Start(ctx)
	if err != nil {
		return nil, err
	}
	in, err := wrap(v)
	if err != nil && s.sub.Stop != nil {
		if stopErr := s.sub.Stop(ctx, v); stopErr != nil {
			return nil, &rollbackError{cause: err, undo: stopErr}
		}
	}
	return in, err
}
