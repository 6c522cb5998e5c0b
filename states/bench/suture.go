package main

import (
	"context"
	"errors"
	"sync"

	"github.com/thejerf/suture/v4"
)

// A supervised service is a goroutine, and runs until it is told to stop.
type supervised struct {
	*service
	started *sync.WaitGroup
}

func (s supervised) Serve(ctx context.Context) error {
	s.starts++
	s.started.Done()
	<-ctx.Done()
	s.stops++
	return ctx.Err()
}

// lifeOfSuture supervises services until all of them run. They have no order,
// so there are no chains.
func lifeOfSuture(s shape, all []service) func() {
	if s == chain {
		return nil
	}
	return func() {
		supervisor := suture.New("bench", suture.Spec{EventHook: func(suture.Event) {}})
		var started sync.WaitGroup
		started.Add(len(all))
		for i := range all {
			supervisor.Add(supervised{&all[i], &started})
		}
		ctx, cancel := context.WithCancel(context.Background())
		done := supervisor.ServeBackground(ctx)
		started.Wait()
		cancel()
		if err := <-done; !errors.Is(err, context.Canceled) {
			panic(err)
		}
	}
}
