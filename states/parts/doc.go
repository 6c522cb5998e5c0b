// Package parts treats a whole system of services as one value.
//
// A [System] is data: the parts, each with its configuration, and the order in which
// they start. [Kinds] says how the parts are started and stopped. Every operation takes a
// System and returns another one, which holds all that is needed to take the system
// down again:
//
//	kinds := parts.Kinds{
//		"annagreta": parts.KindOf(annagreta.Start, annagreta.Stop),
//		"wildrank":  parts.KindOf(wildrank.Start, wildrank.Stop),
//	}
//	system := parts.System{
//		StartOrder: []string{"annagreta", "wildrank"},
//		Parts: map[string]parts.Part{
//			"annagreta": {Config: annagreta.Config{Port: 8060}},
//			"wildrank":  {Config: wildrank.Config{Port: 8080}},
//		},
//	}
//	system, err := kinds.Start(ctx, system)
//	...
//	system, err = kinds.Stop(ctx, system)
//
// # Rules
//
// Parts start in the start order and stop in its reverse. A part that is missing from the
// start order, or named in it without being there, is an error before anything runs.
//
// The system that an operation returns is to be kept whatever the error: a start that
// fails half-way returns the parts that run, with the error on the part that does not.
// No operation drops the state of a part whose stop has not succeeded; only [System.Discard]
// does, which says so.
//
// An operation that has nothing to do on a part, or does not get to it, leaves a
// *[Skipped] among the part's errors. These pile up until [System.Clear].
//
// A panic in a function of a part is an error, a *states.PanicError.
//
// # Parts as states
//
// [Kinds.Register] makes the parts of a system states of a registry, where they are
// listed, started, stopped and swapped one by one like any others.
package parts
