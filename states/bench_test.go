package states_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/mrepl/mrepl/states"
)

// registryOf returns a registry of n states, flat or each reading the one before it.
func registryOf(n int, chain bool) *states.Registry {
	r := states.NewRegistry()
	values := make([]int, n)
	all := make([]*states.State[*int], n)
	for i := range n {
		all[i] = states.NewIn(r, fmt.Sprint("s", i), func(context.Context) (*int, error) {
			if chain && i > 0 {
				all[i-1].Get()
			}
			return &values[i], nil
		}).OnStop(func(context.Context, *int) error { return nil })
	}
	return r
}

func BenchmarkStartStop(b *testing.B) {
	for _, shape := range []string{"flat", "chain"} {
		for _, n := range []int{1, 10, 100, 1000, 10_000, 100_000} {
			b.Run(fmt.Sprintf("%s/%d", shape, n), func(b *testing.B) {
				r := registryOf(n, shape == "chain")
				cycle := func() {
					if _, err := r.Start(b.Context()); err != nil {
						b.Fatal(err)
					}
					if _, err := r.Stop(b.Context()); err != nil {
						b.Fatal(err)
					}
				}
				cycle() // the first start observes who uses whom; see BenchmarkFirstStart
				b.ReportAllocs()
				for b.Loop() {
					cycle()
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/state")
			})
		}
	}
}

// BenchmarkFirstStart measures a start on a registry that has never run, where uses
// are observed for the first time.
func BenchmarkFirstStart(b *testing.B) {
	for _, shape := range []string{"flat", "chain"} {
		b.Run(shape+"/1000", func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				r := registryOf(1000, shape == "chain")
				b.StartTimer()
				if _, err := r.Start(b.Context()); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/1000, "ns/state")
		})
	}
}

func BenchmarkGet(b *testing.B) {
	r := states.NewRegistry()
	conn := states.NewIn(r, "conn", func(context.Context) (*int, error) { return new(int), nil })
	other := states.ValueIn(r, "other", 1)
	if _, err := r.Start(b.Context()); err != nil {
		b.Fatal(err)
	}
	b.Run("idle", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			conn.Get()
		}
	})
	b.Run("swapping", func(b *testing.B) {
		done, ended := make(chan struct{}), make(chan struct{})
		go func() {
			defer close(ended)
			for i := 0; ; i++ {
				select {
				case <-done:
					return
				default:
					if _, err := r.Only(other).Swap(other, i).Start(context.Background()); err != nil {
						b.Error(err)
					}
				}
			}
		}()
		b.ReportAllocs()
		for b.Loop() {
			conn.Get()
		}
		close(done)
		<-ended
	})
	b.Run("starting", func(b *testing.B) { // while a start function runs, which makes Get look who asks
		entered, letGo, ended := make(chan struct{}), make(chan struct{}), make(chan struct{})
		r := states.NewRegistry()
		conn := states.ValueIn(r, "conn", new(int))
		if _, err := r.Start(b.Context()); err != nil {
			b.Fatal(err)
		}
		slow := states.NewIn(r, "slow", func(context.Context) (int, error) {
			close(entered)
			<-letGo
			return 1, nil
		})
		go func() {
			defer close(ended)
			if _, err := r.Start(context.Background(), slow); err != nil {
				b.Error(err)
			}
		}()
		<-entered
		b.ReportAllocs()
		for b.Loop() {
			conn.Get()
		}
		close(letGo)
		<-ended
	})
}
