package main

import (
	"context"

	"github.com/mrepl/mrepl/states"
)

// defineStates defines n states in a registry.
func defineStates(s shape, all []service, names []string) *states.Registry {
	r := states.NewRegistry()
	handles := make([]*states.State[*service], len(all))
	stop := func(_ context.Context, v *service) error { v.stops++; return nil }
	for i := range all {
		handles[i] = states.NewIn(r, names[i], func(context.Context) (*service, error) {
			if s == chain && i > 0 {
				handles[i-1].Get()
			}
			all[i].starts++
			return &all[i], nil
		}).OnStop(stop)
	}
	return r
}

func cycleStates(r *states.Registry) {
	ctx := context.Background()
	_, err := r.Start(ctx)
	must(err)
	_, err = r.Stop(ctx)
	must(err)
}

func lifeOfStates(s shape, all []service) func() {
	names := names(len(all))
	return func() { cycleStates(defineStates(s, all, names)) }
}

func againOfStates(s shape, all []service) func() {
	r := defineStates(s, all, names(len(all)))
	return func() { cycleStates(r) }
}
