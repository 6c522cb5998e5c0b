package main

import "github.com/samber/do/v2"

// Shutdown makes a service one that do stops.
func (s *service) Shutdown() error { s.stops++; return nil }

// lifeOfDo provides, invokes and shuts down. Do forgets services when it shuts down.
func lifeOfDo(s shape, all []service) func() {
	names := names(len(all))
	return func() {
		injector := do.New()
		for i := range all {
			do.ProvideNamed(injector, names[i], func(in do.Injector) (*service, error) {
				if s == chain && i > 0 {
					do.MustInvokeNamed[*service](in, names[i-1])
				}
				all[i].starts++
				return &all[i], nil
			})
		}
		for _, name := range names {
			do.MustInvokeNamed[*service](injector, name)
		}
		if report := injector.Shutdown(); !report.Succeed {
			panic(report)
		}
	}
}
