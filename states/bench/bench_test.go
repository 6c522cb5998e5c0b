package main

import (
	"fmt"
	"io"
	"strings"
	"testing"
	"time"
)

// Every library does the same work, or the comparison is worth nothing.
func TestPeersStartAndStopEveryService(t *testing.T) {
	t.Parallel()
	for _, p := range peers {
		for what, define := range map[string]maker{"life": p.life, "again": p.again} {
			for _, s := range []shape{flat, chain} {
				t.Run(fmt.Sprint(p.name, "/", what, "/", s), func(t *testing.T) {
					t.Parallel()
					if define == nil {
						t.Skip("it cannot")
					}
					all := make([]service, 50)
					op := define(s, all)
					if op == nil {
						t.Skip("it has no such services")
					}
					op()
					op()
					for i, service := range all {
						if service.starts != 2 || service.stops != 2 {
							t.Fatalf("service %d was started %d times and stopped %d times", i, service.starts, service.stops)
						}
					}
				})
			}
		}
	}
}

func TestALadderKnowsWhatIsTooSlow(t *testing.T) {
	t.Parallel()
	l := ladder{limit: time.Second}
	l.note(10, 10*time.Microsecond)
	if got := l.expected(100); got != 100*time.Microsecond {
		t.Errorf("linear: got %v", got)
	}
	l.note(100, time.Millisecond)
	if got := l.expected(1000); got != 100*time.Millisecond {
		t.Errorf("quadratic: got %v", got)
	}
}

func TestThePageSaysWhatWasSkipped(t *testing.T) {
	t.Parallel()
	ours := cost{ns: 500, allocs: 1}
	for _, test := range []struct {
		c    cost
		want string
	}{
		{ours, "500 ns, 1.0 allocs"},
		{cost{ns: 25_000, allocs: 80}, "25 µs, 80.0 allocs, 50.0x"},
		{cost{none: true}, "–"},
		{cost{tooSlow: true}, "> 10s"},
	} {
		if got := cell(test.c, ours, 10*time.Second); got != test.want {
			t.Errorf("got %q, want %q", got, test.want)
		}
	}
}

func TestGrowthIsThatOfOneService(t *testing.T) {
	t.Parallel()
	of := func(ns ...float64) (costs []cost) {
		for _, x := range ns {
			costs = append(costs, cost{ns: x})
		}
		return costs
	}
	for _, test := range []struct {
		costs []cost
		want  string
	}{
		{of(900, 700, 400, 400, 600), "1.0x with 10,000, 1.5x with 100,000"},
		{of(900, 700, 400), ""},
		{append(of(900, 700, 400, 800), cost{tooSlow: true}), "2.0x with 10,000"},
	} {
		if got := growth(test.costs); got != test.want {
			t.Errorf("got %q, want %q", got, test.want)
		}
	}
}

func TestAPageOfFewServices(t *testing.T) {
	if testing.Short() {
		t.Skip("it measures")
	}
	text := run{progress: io.Discard, limit: time.Second, most: 10}.page()
	for _, want := range []string{"| flat | 10 |", "| chain | 10 |", "states `Get`"} {
		if !strings.Contains(text, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
}
