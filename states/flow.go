package states

import "sync"

// A flow hands out the steps of a parallel operation as what they wait for is done.
type flow struct{ n int }

func newFlow(r *Registry, steps []step, n int) *flow { return nil }
func (f *flow) take(mu *sync.Mutex) *step            { return nil }
func (f *flow) give(st *step)                        {}
func (o *operation) width() int                      { return 1 }
