package main

import (
	"runtime"
	"testing"
	"time"
)

// A cost is what one operation costs, for each service.
type cost struct {
	ns, allocs float64
	none       bool // there is no such thing
	tooSlow    bool // it was not measured
}

// A ladder measures an operation at growing numbers of services, as long as it takes
// no longer than the limit.
type ladder struct {
	limit time.Duration
	last  time.Duration // what the operation took at the last number
	n     int           // the last number
	steep float64       // by what power of the number it has grown
}

// measure measures what define returns for n services.
func (l *ladder) measure(n int, define func(all []service) func()) cost {
	if l.n > 0 && l.expected(n) > l.limit {
		return cost{tooSlow: true}
	}
	op := define(make([]service, n))
	if op == nil {
		return cost{none: true}
	}
	runtime.GC()
	c := fastest(func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			op()
		}
	})
	l.note(n, time.Duration(c.ns))
	return c.over(float64(n))
}

// fastest returns what an iteration costs in the fastest of ten benchmarks, or of as many as
// there is patience for: a machine has other things to do, too, and that only ever makes
// it slower.
func fastest(f func(b *testing.B)) cost {
	const patience = time.Second
	var best cost
	began := time.Now()
	for i := 0; i < 10 && time.Since(began) < patience; i++ {
		r := testing.Benchmark(f)
		c := cost{
			ns:     float64(r.T.Nanoseconds()) / float64(r.N),
			allocs: float64(r.MemAllocs) / float64(r.N),
		}
		if i == 0 || c.ns < best.ns {
			best = c
		}
	}
	return best
}

func (c cost) over(n float64) cost { return cost{ns: c.ns / n, allocs: c.allocs / n} }

// note remembers how an operation has grown.
func (l *ladder) note(n int, took time.Duration) {
	l.steep = 1
	if l.n > 0 && took > 0 && l.last > 0 {
		growth := float64(took) / float64(l.last)
		if linear := float64(n) / float64(l.n); growth > 3*linear {
			l.steep = 2
		}
	}
	l.n, l.last = n, took
}

// expected returns about how long the operation will take with n services.
func (l *ladder) expected(n int) time.Duration {
	growth := float64(n) / float64(l.n)
	if l.steep > 1 {
		growth *= growth
	}
	return time.Duration(float64(l.last) * growth)
}
