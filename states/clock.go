package states

import (
	"context"
	"errors"
	"time"
)

// A Clock tells time to a registry. Tests inject their own with
// [Registry.SetClock].
type Clock interface {
	Now() time.Time
	// AfterFunc calls f, in a goroutine of its own, when d has passed.
	AfterFunc(d time.Duration, f func()) Timer
}

// A Timer is what a [Clock] returns; a *time.Timer is one. Stop reports
// whether it kept the function from being called.
type Timer interface{ Stop() bool }

type systemClock struct{}

func (systemClock) Now() time.Time                            { return time.Now() }
func (systemClock) AfterFunc(d time.Duration, f func()) Timer { return time.AfterFunc(d, f) }

// SetClock makes the registry live by c; nil means the system's clock. It holds
// for operations that begin later.
func (r *Registry) SetClock(c Clock) {
	if c == nil {
		c = systemClock{}
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.settings.clock = c
}

// SetGrace says how long a function may take to return once its context has
// ended before it is abandoned. The default is a second.
func (r *Registry) SetGrace(d time.Duration) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.settings.grace = d
}

// SetStill says how often [StillStarting] and [StillStopping] come for a step that
// takes long. The default is 5 s; zero means never.
func (r *Registry) SetStill(d time.Duration) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.settings.still = d
}

// withTimeout is context.WithTimeout by c.
func withTimeout(ctx context.Context, c Clock, d time.Duration) (context.Context, func()) {
	if _, ok := c.(systemClock); ok {
		return context.WithTimeout(ctx, d)
	}
	inner, cancel := context.WithCancelCause(ctx)
	t := c.AfterFunc(d, func() { cancel(context.DeadlineExceeded) })
	return &clockContext{inner, c.Now().Add(d)}, func() { t.Stop(); cancel(context.Canceled) }
}

// A clockContext ends at a time of a Clock.
type clockContext struct {
	context.Context
	at time.Time
}

func (c *clockContext) Deadline() (time.Time, bool) { return c.at, true }

func (c *clockContext) Err() error {
	err := c.Context.Err()
	if err != nil && errors.Is(context.Cause(c.Context), context.DeadlineExceeded) {
		return context.DeadlineExceeded
	}
	return err
}
