package statestest

import (
	"context"
	"time"

	"github.com/mrepl/mrepl/states"
)

// An Option says what [Start] starts, and how.
type Option func(*settings)

// settings are what the options come to.
type settings struct {
	registry *states.Registry
	fork     bool
	refine   []func(states.Selection) states.Selection
	timeout  time.Duration
	leaky    []states.Ref // states that may leave things behind
	allLeaky bool
}

// In starts states of r. The default is states.Default.
func In(r *states.Registry) Option {
	return func(s *settings) { s.registry = r }
}

// Fork starts states of a fork of the registry, so that the test can run in
// parallel with others.
func Fork() Option {
	return func(s *settings) { s.fork = true }
}

// Select refines what is started, by the methods of a selection. The default is every
// state, in order.
func Select(refine func(states.Selection) states.Selection) Option {
	return func(s *settings) { s.refine = append(s.refine, refine) }
}

// Only starts the given states and no others.
func Only(refs ...states.Ref) Option {
	return Select(func(s states.Selection) states.Selection { return s.Only(refs...) })
}

// WithDeps starts what the selected states need, too.
func WithDeps() Option { return Select(states.Selection.WithDeps) }

// Swap starts v in place of a state.
func Swap[T any](state *states.State[T], v T) Option {
	return Select(func(s states.Selection) states.Selection { return s.Swap(state, v) })
}

// SwapStates starts and stops something else in place of a state. Stop may be nil.
func SwapStates[T any](state *states.State[T], start func(context.Context) (T, error), stop func(context.Context, T) error) Option {
	sub := states.Sub{Start: func(ctx context.Context) (any, error) { return start(ctx) }}
	if stop != nil {
		sub.Stop = func(ctx context.Context, v any) error {
			t, _ := v.(T) // it is what start returned: not a T only if it is a nil interface
			return stop(ctx, t)
		}
	}
	return Select(func(s states.Selection) states.Selection { return s.SwapStates(state, sub) })
}

// Args makes m the arguments of the states.
func Args(m map[string]any) Option {
	return Select(func(s states.Selection) states.Selection { return s.WithArgs(m) })
}

// Timeout bounds the start as a whole, and the stop. The default is 30 seconds.
func Timeout(d time.Duration) Option {
	return func(s *settings) { s.timeout = d }
}

// AllowLeaks lets the given states, or all without refs, leave things behind.
func AllowLeaks(refs ...states.Ref) Option {
	return func(s *settings) {
		s.leaky = append(s.leaky, refs...)
		s.allLeaky = s.allLeaky || len(refs) == 0
	}
}
