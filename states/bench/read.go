package main

import (
	"context"
	"sync/atomic"
	"testing"

	"github.com/mrepl/mrepl/states"
	"github.com/samber/do/v2"
)

// What is read: a service that runs, by the means of each library, and by those that a program
// has without any.
var (
	plain    *service
	pointer  atomic.Pointer[service]
	registry = states.NewRegistry()
	conn     = states.NewIn(registry, "conn", func(context.Context) (*service, error) { return plain, nil })
	other    = states.ValueIn(registry, "other", 0)
	injector = do.New()
)

// A reading reads n times; the call itself does not count then.
type reading struct {
	name string
	read func(n int)
}

var readings = []reading{
	{"plain variable", func(n int) {
		for range n {
			keep(plain)
		}
	}},
	{"`atomic.Pointer` load", func(n int) {
		for range n {
			keep(pointer.Load())
		}
	}},
	{"states `Get`", func(n int) {
		for range n {
			keep(conn.Get())
		}
	}},
	{"samber/do v2 `InvokeNamed`", func(n int) {
		for range n {
			v, err := do.InvokeNamed[*service](injector, "conn")
			must(err)
			keep(v)
		}
	}},
}

// keep uses what was read.
func keep(v *service) {
	if v == nil {
		panic("nothing was read")
	}
}

// startReadings starts what is read.
func startReadings() {
	plain = new(service)
	pointer.Store(plain)
	do.ProvideNamedValue(injector, "conn", plain)
	_, err := registry.Start(context.Background())
	must(err)
}

// alone returns what a read costs.
func (r reading) alone() cost {
	return fastest(func(b *testing.B) {
		b.ReportAllocs()
		r.read(b.N)
	})
}

// parallel returns what a read costs where every processor is at it: the time that passes,
// times the processors.
func (r reading) parallel(processors int) cost {
	const batch = 1000
	c := fastest(func(b *testing.B) {
		b.ReportAllocs()
		b.RunParallel(func(pb *testing.PB) {
			for pb.Next() {
				r.read(batch)
			}
		})
	})
	return c.over(batch / float64(processors))
}

// swapping returns what a read costs while another goroutine swaps another state of the
// registry, there and back, over and over. Its allocations are not counted: the swaps have their own.
func (r reading) swapping() cost {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() {
		defer close(done)
		for i := 0; ctx.Err() == nil; i++ {
			_, err := registry.Swap(context.Background(), other, i)
			must(err)
			_, err = registry.Unswap(context.Background(), other)
			must(err)
		}
	}()
	defer func() { cancel(); <-done }()
	return fastest(func(b *testing.B) { r.read(b.N) })
}
