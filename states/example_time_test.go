package states_test

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/mrepl/mrepl/states"
)

// A tickingClock goes on by a second whenever somebody looks.
type tickingClock struct{ now time.Time }

func (c *tickingClock) Now() time.Time {
	c.now = c.now.Add(time.Second)
	return c.now
}

func (c *tickingClock) AfterFunc(d time.Duration, f func()) states.Timer { return time.AfterFunc(d, f) }

func ExampleRegistry_SetClock() {
	r := states.NewRegistry()
	r.SetClock(&tickingClock{})
	states.ValueIn(r, "config", "app.yaml")
	must(r.Start(background()))
	fmt.Println(r.Timings()[0].Took)
	// Output: 1s
}

func ExampleRegistry_SetGrace() {
	r := states.NewRegistry()
	r.SetGrace(time.Millisecond)
	answer := make(chan struct{})
	states.NewIn(r, "conn", func(context.Context) (int, error) {
		<-answer // for its context it does not care
		return 1, nil
	}).Timeout(time.Millisecond)
	rep, err := r.Start(background())
	fmt.Println(errors.Is(err, states.ErrHung), rep.Steps[0].Status)
	close(answer) // what comes too late is stopped again
	// Output: true start hung
}

func ExampleRegistry_SetStill() {
	r := states.NewRegistry()
	r.SetStill(time.Millisecond)
	told := make(chan string, 1)
	r.Observe(func(e states.Event) {
		if e, ok := e.(states.StillStarting); ok {
			select {
			case told <- e.Name:
			default:
			}
		}
	})
	states.NewIn(r, "conn", func(context.Context) (string, error) { return <-told, nil })
	must(r.Start(background()))
	fmt.Println(r.Value("states_test/conn"))
	// Output: states_test/conn true
}
