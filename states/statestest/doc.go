// Package statestest starts states for a test and stops them when it ends.
//
//	func TestOrders(t *testing.T) {
//		run := statestest.Start(t, statestest.Fork(), statestest.Swap(db.Conn, fake))
//		resp, err := http.Get(statestest.Get(run, www.App).URL())
//		...
//	}
//
// [Start] fails the test, with the report of what happened, if a state does not start, does
// not stop, or leaves something behind.
//
// # Parallel tests
//
// Tests that run at the same time cannot share instances, nor swap one another's states. Each
// starts a fork: it has the same definitions and instances of its own.
//
// In a fork, start and stop functions read the fork's states by Get. The test itself reads
// them by [Get], and handlers, which run on goroutines of a server's, by State.From with a
// context that belongs to the fork: that of [Run.Context], or what a server's base
// context was made from.
package statestest
