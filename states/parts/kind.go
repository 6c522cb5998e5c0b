package parts

import (
	"context"
	"fmt"
	"reflect"
)

// Kinds says how the parts of a system are started and stopped, by [Part.Kind] or,
// where that is empty, by the part's name.
type Kinds map[string]Kind

// A Kind says how parts are started and stopped. [KindOf] makes one of typed functions.
type Kind struct {
	// Start starts a part with that configuration and returns its state. What it
	// returns beside an error is kept too, unless it is nil, and has to be stopped.
	Start func(ctx context.Context, config any) (state any, err error)

	// Stop stops what Start returned. Nil means that there is nothing to do.
	Stop func(ctx context.Context, config, state any) error

	// Check reports whether a configuration fits. Nil means that any does.
	Check func(config any) error

	// Decode reads a configuration from a file, by means of a function that stores
	// what the file says where its argument points. Nil means that the
	// configuration is whatever the file's format makes of it.
	Decode func(into func(any) error) (config any, err error)

	Type string // the type of the state, for people
}

// KindOf returns the kind of parts that have configurations of type C, and states of
// type S. A nil configuration is the zero C. Stop may be nil.
func KindOf[C, S any](start func(context.Context, C) (S, error), stop func(context.Context, C, S) error) Kind {
	k := Kind{
		Start: func(ctx context.Context, config any) (any, error) {
			c, err := As[C](config)
			if err != nil {
				return nil, err
			}
			s, err := start(ctx, c)
			if err != nil && reflect.ValueOf(&s).Elem().IsZero() {
				return nil, err
			}
			return s, err
		},
		Check: func(config any) error {
			_, err := As[C](config)
			return err
		},
		Decode: func(into func(any) error) (any, error) {
			var c C
			err := into(&c)
			return c, err
		},
		Type: reflect.TypeFor[S]().String(),
	}
	if stop != nil {
		k.Stop = func(ctx context.Context, config, state any) error {
			c, err := As[C](config)
			if err != nil {
				return err
			}
			s, err := As[S](state)
			if err != nil {
				return err
			}
			return stop(ctx, c, s)
		}
	}
	return k
}

// As returns v, the configuration or state of a part, as a T. A nil is the zero T. The
// error tells the types apart.
func As[T any](v any) (T, error) {
	t, ok := v.(T)
	if !ok && v != nil {
		return t, fmt.Errorf("its type is %T, not %v", v, reflect.TypeFor[T]())
	}
	return t, nil
}

// of returns the name of the kind of a part, and the kind.
func (k Kinds) of(name string, p Part) (string, Kind) {
	if p.Kind != "" {
		name = p.Kind
	}
	return name, k[name]
}
