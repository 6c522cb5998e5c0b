package main

import (
	"fmt"
	"io"
	"math"
	"os"
	"regexp"
	"runtime"
	"strings"
	"time"
)

// A run makes the page.
type run struct {
	progress io.Writer
	limit    time.Duration
	most     int
}

// page measures everything and returns the page.
func (r run) page() string {
	var b strings.Builder
	before := load()
	fmt.Fprintf(&b, `# Benchmarks

Made by

    %s

in one run, on %s with %d cores, %s, %s/%s.

The services do nothing but count, so this is what the libraries themselves cost, for each
service: the time, the allocations and, for the others, how many times the time of states that is.
Each is the fastest of ten measurements, if they are quick. A dash: the library has no such thing. "> %v": skipped,
since a single operation would take longer than that.

`, strings.Join(append([]string{"go -C states/bench run ."}, os.Args[1:]...), " "),
		processor(), runtime.NumCPU(), runtime.Version(), runtime.GOOS, runtime.GOARCH, r.limit)
	b.WriteString("## Start and stop\n\nThe services are defined, and have run before; now they start and stop again. samber/do\n" +
		"and suture cannot start again what they have stopped.\n\n")
	r.table(&b, "start+stop", func(p peer) maker { return p.again })
	b.WriteString("\n## Define, start and stop\n\nThe whole life of a program, from definitions to the last stop.\n\n")
	r.table(&b, "life", func(p peer) maker { return p.life })
	b.WriteString("\n## Read\n\nA service that runs is read: by one goroutine, by one on each core (time of one core),\n" +
		"and while another goroutine swaps another state all the time.\n\n")
	r.reads(&b)
	fmt.Fprintf(&b, "\nWhat else the machine had to do meanwhile, as its load average: %s at the beginning, %s at the end.\n", before, load())
	return b.String()
}

// load returns the machine's load average of the last minute, "unknown" where /proc does not tell.
func load() string {
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "unknown"
	}
	first, _, _ := strings.Cut(string(text), " ")
	return first
}

type maker func(shape, []service) func()

// table writes what an operation costs at growing numbers of services.
func (r run) table(w io.Writer, what string, of func(peer) maker) {
	var able []peer
	fmt.Fprint(w, "| shape | services |")
	for _, p := range peers {
		if of(p) != nil {
			able = append(able, p)
			fmt.Fprintf(w, " %s |", p.name)
		}
	}
	fmt.Fprintf(w, "\n|---|---:|%s\n", strings.Repeat("---:|", len(able)))
	var grown []string
	for _, s := range []shape{flat, chain} {
		ladders := make([]ladder, len(able))
		costs := make([][]cost, len(able)) // of each library, with 10, 100, ... services
		for n := 10; n <= r.most; n *= 10 {
			fmt.Fprintf(r.progress, "%s %s %d\n", what, s, n)
			fmt.Fprintf(w, "| %s | %s |", s, grouped(n))
			var ours cost
			for i, p := range able {
				ladders[i].limit = r.limit
				c := ladders[i].measure(n, func(all []service) func() { return of(p)(s, all) })
				if i == 0 {
					ours = c
				}
				costs[i] = append(costs[i], c)
				fmt.Fprintf(w, " %s |", cell(c, ours, r.limit))
			}
			fmt.Fprintln(w)
		}
		for i, p := range able {
			if text := growth(costs[i]); text != "" {
				grown = append(grown, fmt.Sprintf("%s, %s: %s", p.name, s, text))
			}
		}
	}
	if len(grown) > 0 {
		fmt.Fprintf(w, "\nWhat becomes of the time of one service as they become more, beyond a thousand:\n\n* %s\n", strings.Join(grown, "\n* "))
	}
}

// growth tells how the cost of a service grows from 1,000 of them on, given what it is with 10,
// 100, 1,000 and so on: 1.0x where the whole is linear. It is "" where that was not measured.
func growth(costs []cost) string {
	const thousand = 2
	var parts []string
	for i := thousand + 1; i < len(costs); i++ {
		if from, to := costs[thousand].ns, costs[i].ns; from > 0 && to > 0 {
			n := grouped(int(math.Pow10(i + 1)))
			parts = append(parts, fmt.Sprintf("%.1fx with %s", to/from, n))
		}
	}
	return strings.Join(parts, ", ")
}

// reads writes the table of readings.
func (r run) reads(w io.Writer) {
	startReadings()
	fmt.Fprint(w, "| | one goroutine | every core | while swapping |\n|---|---:|---:|---:|\n")
	for _, reading := range readings {
		fmt.Fprintln(r.progress, "read", reading.name)
		alone, parallel, swapping := reading.alone(), reading.parallel(runtime.GOMAXPROCS(0)), reading.swapping()
		fmt.Fprintf(w, "| %s | %.2f ns, %.0f allocs | %.2f ns | %.2f ns |\n",
			reading.name, alone.ns, alone.allocs, parallel.ns, swapping.ns)
	}
}

// cell writes a cost, and how many times ours it is.
func cell(c, ours cost, limit time.Duration) string {
	switch {
	case c.none:
		return "–"
	case c.tooSlow:
		return fmt.Sprintf("> %v", limit)
	}
	text := fmt.Sprintf("%s, %.1f allocs", nanoseconds(c.ns), c.allocs)
	if c != ours && ours.ns > 0 {
		text += fmt.Sprintf(", %.1fx", c.ns/ours.ns)
	}
	return text
}

func nanoseconds(ns float64) string {
	if ns < 10_000 {
		return fmt.Sprintf("%.0f ns", ns)
	}
	return fmt.Sprintf("%.0f µs", ns/1000)
}

// grouped writes a number with commas.
func grouped(n int) string {
	if n < 1000 {
		return fmt.Sprint(n)
	}
	return fmt.Sprintf("%d,%03d", n/1000, n%1000)
}

var modelName = regexp.MustCompile(`(?m)^model name\s*:\s*(.+)$`)

// processor returns the model of the processor, as far as it is known.
func processor() string {
	text, err := os.ReadFile("/proc/cpuinfo")
	if err == nil {
		if m := modelName.FindSubmatch(text); m != nil {
			return string(m[1])
		}
	}
	return "an " + runtime.GOARCH + " processor"
}
