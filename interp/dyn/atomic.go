package dyn

import "sync/atomic"

// AtomicStore is the method Store of an atomic.Value.
func AtomicStore(v *atomic.Value, x any) {
	consistent(v, x)
	v.Store(x)
}

// AtomicSwap is the method Swap of an atomic.Value.
func AtomicSwap(v *atomic.Value, x any) any {
	consistent(v, x)
	return v.Swap(x)
}

// consistent panics as an atomic.Value does when x is a box of another type than what it has.
func consistent(v *atomic.Value, x any) {
	t, _ := Open(x)
	if had := v.Load(); t != nil && had != nil {
		if was, _ := Open(had); was != t {
			panic("sync/atomic: store of inconsistently typed value into Value")
		}
	}
}
