package states_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"pgregory.net/rapid"

	"github.com/mrepl/mrepl/states"
)

// A ledger knows every handle that any start ever made, and what became of it.
type ledger struct {
	mu    sync.Mutex
	made  []*handle
	trace []string
	wrong []string
}

// A handle is the value of a state: one life.
type handle struct {
	name    string
	stops   int // how often its stop ran
	stopped bool
}

func (l *ledger) open(name string) *handle {
	l.mu.Lock()
	defer l.mu.Unlock()
	h := &handle{name: name}
	l.made = append(l.made, h)
	l.trace = append(l.trace, name+"+")
	return h
}

func (l *ledger) note(what string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.trace = append(l.trace, what)
}

// close is the stop of h; with fail it does not succeed.
func (l *ledger) close(h *handle, fail bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	h.stops++
	if h.stopped {
		l.wrong = append(l.wrong, h.name+" was stopped twice")
	}
	h.stopped = !fail
	mark := "-"
	if fail {
		mark = "-!"
	}
	l.trace = append(l.trace, h.name+mark)
}

func (l *ledger) take() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	trace := l.trace
	l.trace = nil
	return trace
}

// A model says in the plainest way what a registry is to do. State i may use states
// with smaller numbers only, so that the start order is that of the numbers.
type model struct {
	*states.Registry
	ledger
	all []*modelState
	seq int
}

type modelState struct {
	i           int
	ref         *states.State[*handle]
	needs, gets []int        // by Needs, and by Get in the start
	known       map[int]bool // what the registry has seen of gets
	startFails  bool
	stopFails   bool
	panics      bool

	// What is to be true.
	running bool
	seq     int          // of its start
	built   map[int]bool // what the running instance uses
	subs    []string
	subOf   string // the substitute that runs
}

func (s *modelState) name() string { return fmt.Sprint("s", s.i) }

func newModel(t *rapid.T) *model {
	m := &model{Registry: states.NewRegistry()}
	for i := range rapid.IntRange(1, 6).Draw(t, "number of states") {
		s := &modelState{i: i, known: map[int]bool{}}
		for j := range i {
			switch rapid.IntRange(0, 4).Draw(t, fmt.Sprintf("s%d uses s%d", i, j)) {
			case 1:
				s.needs = append(s.needs, j)
			case 2:
				s.gets = append(s.gets, j)
			}
		}
		m.all = append(m.all, s)
		m.define(s)
	}
	return m
}

func (m *model) define(s *modelState) {
	s.ref = states.NewIn(m.Registry, s.name(), func(context.Context) (*handle, error) {
		for _, j := range s.gets {
			m.all[j].ref.Get()
		}
		if s.startFails {
			m.note(s.name() + "+!")
			return nil, s.fail()
		}
		return m.open(s.name()), nil
	}).OnStop(func(_ context.Context, h *handle) error {
		m.close(h, s.stopFails)
		if s.stopFails {
			return s.fail()
		}
		return nil
	})
	for _, j := range s.needs {
		s.ref.Needs(m.all[j].ref)
	}
}

func (s *modelState) fail() error {
	if s.panics {
		panic(errBoom)
	}
	return errBoom
}

// sub returns a substitute; one whose name ends in "!" fails to start.
func (m *model) sub(name string) states.Sub {
	return states.Sub{
		Start: func(context.Context) (any, error) {
			if strings.HasSuffix(name, "!") {
				m.note(name[:len(name)-1] + "+!")
				return nil, errBoom
			}
			return m.open(name), nil
		},
		Stop: func(_ context.Context, v any) error { m.close(v.(*handle), false); return nil },
	}
}

// uses returns what a start of s requires, as far as the registry can know.
func (s *modelState) uses() []int {
	if len(s.subs) > 0 {
		return nil
	}
	list := slices.Clone(s.needs)
	for j := range s.known {
		list = append(list, j)
	}
	return list
}

// withDeps returns sel with all that it requires.
func (m *model) withDeps(sel []int) []int {
	set := map[int]bool{}
	var add func(int)
	add = func(i int) {
		if set[i] {
			return
		}
		set[i] = true
		for _, j := range m.all[i].uses() {
			add(j)
		}
	}
	for _, i := range sel {
		add(i)
	}
	return sorted(set)
}

// withUsers returns the running ones of sel and all that run and use them.
func (m *model) withUsers(sel []int) []int {
	set := map[int]bool{}
	for _, i := range sel {
		set[i] = m.all[i].running
	}
	for range m.all {
		for _, s := range m.all {
			for j := range s.built {
				if s.running && set[j] {
					set[s.i] = true
				}
			}
		}
	}
	for i, in := range set {
		if !in {
			delete(set, i)
		}
	}
	return sorted(set)
}

func sorted(set map[int]bool) []int {
	var list []int
	for i := range set {
		list = append(list, i)
	}
	slices.Sort(list)
	return list
}

// refused reports whether a start of these, in order, is to be refused.
func (m *model) refused(starts []int) bool {
	for _, i := range starts {
		for _, j := range m.all[i].uses() {
			if !m.all[j].running && !slices.Contains(starts, j) {
				return true
			}
		}
	}
	return false
}

// stop says that i is stopped; keep leaves its substitutes.
func (m *model) stop(i int, keep bool) string {
	s := m.all[i]
	s.running = false
	mark := s.name() + "-"
	if s.subOf != "" {
		mark = s.subOf + "-"
	} else if s.stopFails {
		mark += "!"
	}
	if s.subOf = ""; !keep {
		s.subs = nil
	}
	return mark
}

// start says how a start of i goes.
func (m *model) start(i int) (mark string, ok bool) {
	s := m.all[i]
	s.built = map[int]bool{}
	if n := len(s.subs); n > 0 {
		if sub := s.subs[n-1]; strings.HasSuffix(sub, "!") {
			return strings.TrimSuffix(sub, "!") + "+!", false
		}
		s.subOf = s.subs[n-1]
		s.up(m)
		return s.subOf + "+", true
	}
	for _, j := range s.gets {
		s.known[j] = true
		if !m.all[j].running {
			return "", false
		}
		s.built[j] = true
	}
	for _, j := range s.needs {
		s.built[j] = true
	}
	if s.startFails {
		return s.name() + "+!", false
	}
	s.up(m)
	return s.name() + "+", true
}

func (s *modelState) up(m *model) {
	m.seq++
	s.running, s.seq = true, m.seq
}

// An outcome is what an operation is to do.
type outcome struct {
	refused, fails bool
	stops          []string // in any order that the rules allow
	starts         []string // in this order
	undone         []string
	anyOrder       bool // in parallel
}

// run says how starts go. Those in again ran before, and are tried whatever else fails.
func (m *model) run(o *outcome, starts []int, again map[int]bool, keepGoing, rollback bool) {
	lost := map[int]bool{}
	broken := false
	var up []int
	for _, i := range starts {
		needs := slices.ContainsFunc(m.all[i].uses(), func(j int) bool { return lost[j] })
		if needs || broken && !keepGoing && !again[i] {
			lost[i] = true
			continue
		}
		mark, ok := m.start(i)
		if mark != "" {
			o.starts = append(o.starts, mark)
		}
		if ok {
			up = append(up, i)
		} else {
			lost[i], broken, o.fails = true, true, true
		}
	}
	if broken && rollback {
		for _, i := range slices.Backward(up) {
			o.undone = append(o.undone, m.stop(i, false))
		}
	}
}

// agree checks what happened against what was to happen.
func (m *model) agree(t *rapid.T, o outcome, rep *states.Report, err error) {
	trace := m.take()
	if o.refused {
		if !rep.Refused() || len(trace) > 0 {
			t.Fatalf("it was to be refused, but: %v\n%s", trace, rep)
		}
		return
	}
	failedStop := slices.ContainsFunc(slices.Concat(o.stops, o.undone), func(s string) bool { return strings.HasSuffix(s, "!") })
	if want := o.fails || failedStop; want != (err != nil) {
		t.Fatalf("failed: %v, want %v\n%s", err, want, rep)
	}
	n := len(o.stops)
	if len(trace) != n+len(o.starts)+len(o.undone) {
		t.Fatalf("trace is %v, want %v\n%s", trace, o, rep)
	}
	if o.anyOrder {
		m.order(rep)
		slices.Sort(trace[n : n+len(o.starts)])
		slices.Sort(trace[n+len(o.starts):])
		slices.Sort(o.starts)
		slices.Sort(o.undone)
	}
	stops := slices.Sorted(slices.Values(trace[:n]))
	if !slices.Equal(stops, slices.Sorted(slices.Values(o.stops))) || !slices.Equal(trace[n:], append(o.starts, o.undone...)) {
		t.Fatalf("trace is %v, want %v\n%s", trace, o, rep)
	}
	m.agreeWithReport(t, o, trace, rep)
	m.agreeWithStatus(t)
}

// order takes over the order of starts from a report of what went in parallel.
func (m *model) order(rep *states.Report) {
	for _, name := range rep.Started() {
		for _, s := range m.all {
			if s.ref.Name() == name {
				m.seq++
				s.seq = m.seq
			}
		}
	}
}

// agreeWithReport checks that the report names what happened, in that order.
func (m *model) agreeWithReport(t *rapid.T, o outcome, trace []string, rep *states.Report) {
	var steps, marks []string
	for _, s := range rep.Steps {
		unread := errors.As(s.Err(), new(*states.NotStartedError)) // a start that left no trace
		if s.Status != states.StatusNotAttempted && !unread && (s.Action == states.ActionStart || s.Action == states.ActionStop) {
			mark := map[states.Action]string{states.ActionStart: "+", states.ActionStop: "-"}[s.Action]
			if s.Err() != nil {
				mark += "!"
			}
			steps = append(steps, mark)
		}
	}
	for _, what := range trace {
		marks = append(marks, what[strings.IndexAny(what, "+-"):])
	}
	if o.anyOrder {
		slices.Sort(steps)
		slices.Sort(marks)
	}
	if !slices.Equal(steps, marks) {
		t.Fatalf("trace is %v, but the report says\n%s", trace, rep)
	}
}

// agreeWithStatus checks that what runs is what is to run, that no handle is lost, and
// that no substitute is shown that is not there.
func (m *model) agreeWithStatus(t *rapid.T) {
	m.check(t)
	for i, info := range m.Status() {
		s := m.all[i]
		if got := info.Status == states.StatusRunning; got != s.running {
			t.Fatalf("%s is %v, but running is to be %v", info.Name, info.Status, s.running)
		}
		if (info.Substitute != "") != (len(s.subs) > 0 || s.subOf != "") {
			t.Fatalf("%s has substitute %q, want %v", info.Name, info.Substitute, s.subs)
		}
	}
}

// check checks that every handle is accounted for.
func (m *model) check(t *rapid.T) {
	held := map[*handle]string{}
	for _, s := range m.all {
		if h, ok := s.ref.Lookup(); ok {
			held[h] = "running"
		}
	}
	m.checkHandles(t, held)
}

// checkHandles checks that every handle is either held by its state, or was stopped
// once, or is kept as a leftover.
func (m *model) checkHandles(t *rapid.T, held map[*handle]string) {
	for _, l := range m.Leftovers() {
		held[l.Value.(*handle)] += "leftover"
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(m.wrong) > 0 {
		t.Fatal(strings.Join(m.wrong, "; "))
	}
	for _, h := range m.made {
		switch where := held[h]; {
		case where == "running" && h.stops == 0:
		case where == "leftover" && h.stops > 0 && !h.stopped:
		case where == "" && h.stopped:
		default:
			t.Fatalf("handle of %s: held %q, %d stops, stopped %v", h.name, where, h.stops, h.stopped)
		}
	}
}
