package states

import (
	"fmt"
	"strings"
	"time"
)

// A Timing is when a state was started, counted from the beginning of the operation,
// and how long that took.
type Timing struct {
	Name  string
	Began time.Duration
	Took  time.Duration
	Err   error
}

// Timings are the starts of one operation, in the order in which they ended.
type Timings []Timing

// Timings returns the starts of the last operation that started anything.
func (r *Registry) Timings() Timings {
	r.mu.Lock()
	defer r.mu.Unlock()
	return timingsOf(r.lastStart)
}

func timingsOf(rep *Report) Timings {
	if rep == nil {
		return nil
	}
	var all Timings
	for i := range rep.Steps {
		s := &rep.Steps[i]
		if s.Action == ActionStart && s.Status != StatusNotAttempted {
			all = append(all, Timing{s.Name, s.Began, s.Duration, s.Err()})
		}
	}
	return all
}

// String returns the timings as a waterfall, a line for each start.
func (t Timings) String() string {
	const columns = 40
	var end time.Duration
	width := 0
	for _, x := range t {
		end, width = max(end, x.Began+x.Took), max(width, len(x.Name))
	}
	var b strings.Builder
	for _, x := range t {
		from, to := 0, columns
		if end > 0 {
			from, to = int(x.Began*columns/end), int((x.Began+x.Took)*columns/end)
		}
		to = min(max(to, from+1), columns)
		from = min(from, to-1)
		mark := "#"
		if x.Err != nil {
			mark = "!"
		}
		fmt.Fprintf(&b, "%-*s |%s%s%s| %v\n", width, x.Name, strings.Repeat(" ", from),
			strings.Repeat(mark, to-from), strings.Repeat(" ", columns-to), x.Took.Round(time.Microsecond))
	}
	return b.String()
}
