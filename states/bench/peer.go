package main

import "strconv"

// A peer is a library that starts and stops services.
type peer struct {
	name string

	// life returns a function that defines the services, starts them and stops them. It
	// returns nil if the library has no services of that shape.
	life func(s shape, all []service) func()

	// again defines the services and returns a function that starts and stops them. It
	// is nil if what the library has stopped cannot be started again.
	again func(s shape, all []service) func()
}

// peers are the libraries, ours first.
var peers = []peer{
	{"states", lifeOfStates, againOfStates},
	{"uber-go/fx", lifeOfFx, againOfFx},
	{"samber/do v2", lifeOfDo, nil},
	{"thejerf/suture v4", lifeOfSuture, nil},
}

// A shape is how services use one another.
type shape string

const (
	flat  shape = "flat"  // not at all
	chain shape = "chain" // each uses the one before it
)

// A service is what is started and stopped. All of its work is to count.
type service struct{ starts, stops int }

// names returns the names of n services.
func names(n int) []string {
	names := make([]string, n)
	for i := range names {
		names[i] = "service-" + strconv.Itoa(i)
	}
	return names
}

// must panics with an error: a benchmark that fails has measured nothing.
func must(err error) {
	if err != nil {
		panic(err)
	}
}
