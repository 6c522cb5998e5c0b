package states_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"github.com/mrepl/mrepl/states"
)

// A counter-example is printed as a script, a line for each operation.

func TestPropertyLifecycleAgreesWithTheModel(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		m := newModel(t)
		m.describe(t)
		t.Repeat(map[string]func(*rapid.T){
			"start":   m.tryStart,
			"stop":    m.tryStop,
			"restart": m.tryRestart,
			"swap":    m.trySwap,
			"unswap":  m.tryUnswap,
			"fail":    m.tryFail,
			"cleanup": m.tryCleanup,
		})
		m.settle(t)
	})
}

// describe writes the states as the first lines of the script.
func (m *model) describe(t *rapid.T) {
	for _, s := range m.all {
		t.Logf("state %s needs %v reads %v", s.name(), s.needs, s.gets)
	}
}

// pick draws some states; nil means all.
func (m *model) pick(t *rapid.T) (sel []int, s states.Selection, text string) {
	if rapid.IntRange(0, 2).Draw(t, "all") == 0 {
		for i := range m.all {
			sel = append(sel, i)
		}
		return sel, m.All(), ""
	}
	set := map[int]bool{}
	var refs []states.Ref
	for i := range m.all {
		if rapid.Bool().Draw(t, fmt.Sprint("s", i)) {
			set[i] = true
			refs = append(refs, m.all[i].ref)
			text += " " + m.all[i].name()
		}
	}
	if text == "" {
		text = " nothing"
	}
	return sorted(set), m.Only(refs...), text
}

func (m *model) tryStart(t *rapid.T) {
	sel, s, text := m.pick(t)
	keepGoing, rollback, deps := rapid.Bool().Draw(t, "keep going"), rapid.Bool().Draw(t, "rollback"), rapid.Bool().Draw(t, "deps")
	for on, add := range map[*bool]func(){
		&keepGoing: func() { s = s.KeepGoing(); text += " --keep-going" },
		&rollback:  func() { s = s.Rollback(); text += " --rollback" },
		&deps:      func() { s = s.WithDeps(); text += " --deps"; sel = m.withDeps(sel) },
	} {
		if *on {
			add()
		}
	}
	parallel := keepGoing && rapid.Bool().Draw(t, "parallel") // else it is chance what a failure leaves out
	if parallel {
		s, text = s.Parallel(3), text+" --parallel 3"
	}
	t.Logf("start%s", text)
	starts := slices.DeleteFunc(sel, func(i int) bool { return m.all[i].running })
	o := outcome{refused: m.refused(starts), anyOrder: parallel}
	if !o.refused {
		m.run(&o, starts, nil, keepGoing, rollback)
	}
	rep, err := s.Start(t.Context())
	m.agree(t, o, rep, err)
}

func (m *model) tryStop(t *rapid.T) {
	sel, s, text := m.pick(t)
	stops := slices.DeleteFunc(slices.Clone(sel), func(i int) bool { return !m.all[i].running })
	if rapid.Bool().Draw(t, "dependents") {
		s, text = s.WithDependents(), text+" --dependents"
		stops = m.withUsers(sel)
	}
	t.Logf("stop%s", text)
	want := m.stopOrder(stops)
	var o outcome
	for _, i := range stops {
		o.stops = append(o.stops, m.stop(i, false))
	}
	for _, i := range sel {
		m.all[i].subs = nil
	}
	rep, err := s.Stop(t.Context())
	if got := actions(rep, states.ActionStop); want != nil && !slices.Equal(got, want) {
		t.Fatalf("stopped %v, want %v", got, want)
	}
	m.agree(t, o, rep, err)
}

// stopOrder returns the reverse of the actual start order, nil if the graph asks for
// another.
func (m *model) stopOrder(stops []int) []string {
	stops = slices.Clone(stops)
	slices.SortFunc(stops, func(a, b int) int { return m.all[b].seq - m.all[a].seq })
	var list []string
	for at, i := range stops {
		list = append(list, m.all[i].ref.Name())
		for _, later := range stops[at:] {
			if m.all[later].built[i] {
				return nil
			}
		}
	}
	return list
}

func actions(rep *states.Report, a states.Action) []string {
	var list []string
	for _, s := range rep.Steps {
		if s.Action == a {
			list = append(list, s.Name)
		}
	}
	return list
}

func (m *model) tryRestart(t *rapid.T) {
	sel, s, text := m.pick(t)
	t.Logf("restart%s", text)
	again, starts := map[int]bool{}, []int{}
	for _, i := range sel {
		if again[i] = m.all[i].running; again[i] || text != "" {
			starts = append(starts, i)
		}
	}
	o := outcome{refused: m.refused(starts)}
	if !o.refused {
		m.takeDown(&o, again)
		m.run(&o, starts, again, false, false)
	}
	rep, err := s.Restart(t.Context())
	m.agree(t, o, rep, err)
}

func (m *model) takeDown(o *outcome, again map[int]bool) {
	for i, ran := range again {
		if ran {
			o.stops = append(o.stops, m.stop(i, true))
		}
	}
}

func (m *model) trySwap(t *rapid.T) {
	s := m.all[rapid.IntRange(0, len(m.all)-1).Draw(t, "state")]
	sub := fmt.Sprint("x", len(m.made), rapid.SampledFrom([]string{"", "!"}).Draw(t, "substitute fails"))
	t.Logf("swap-states %s=%s", s.name(), sub)
	m.replace(t, s, func() { s.subs = append(s.subs, sub) }, s.running, func() (*states.Report, error) {
		return m.SwapStates(t.Context(), s.ref, m.sub(sub))
	})
}

func (m *model) tryUnswap(t *rapid.T) {
	s := m.all[rapid.IntRange(0, len(m.all)-1).Draw(t, "state")]
	t.Logf("unswap %s", s.name())
	running := s.running && s.subOf != "" && len(s.subs) > 0
	m.replace(t, s, func() { s.subs = s.subs[:max(0, len(s.subs)-1)] }, running, func() (*states.Report, error) {
		return m.Unswap(t.Context(), s.ref)
	})
}

// replace expects a change of what stands in for s, with a restart if it runs.
func (m *model) replace(t *rapid.T, s *modelState, change func(), running bool, do func() (*states.Report, error)) {
	var o outcome
	var again []int
	if running {
		again = m.withUsers([]int{s.i})
	}
	before := s.subs
	change()
	o.refused = m.refused(again)
	if s.subs = before; !o.refused {
		set := map[int]bool{}
		for _, i := range again {
			set[i] = true
		}
		m.takeDown(&o, set)
		change()
		m.run(&o, again, set, false, false)
	}
	rep, err := do()
	m.agree(t, o, rep, err)
}

func (m *model) tryFail(t *rapid.T) {
	s := m.all[rapid.IntRange(0, len(m.all)-1).Draw(t, "state")]
	s.startFails = rapid.Bool().Draw(t, "start fails")
	s.stopFails = rapid.Bool().Draw(t, "stop fails")
	s.panics = rapid.Bool().Draw(t, "by panic")
	t.Logf("# %s: start fails %v, stop fails %v, by panic %v", s.name(), s.startFails, s.stopFails, s.panics)
}

func (m *model) tryCleanup(t *rapid.T) {
	t.Logf("cleanup")
	_, _ = m.Cleanup(t.Context())
	m.take()
	m.agreeWithStatus(t)
}

// settle stops everything for good and checks that nothing is left.
func (m *model) settle(t *rapid.T) {
	for _, s := range m.all {
		s.stopFails = false
	}
	if _, err := m.Stop(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := m.Cleanup(t.Context()); err != nil {
		t.Fatal(err)
	}
	m.check(t)
	if left := m.Leftovers(); len(left) > 0 {
		t.Fatalf("leftovers: %v", left)
	}
	for _, i := range m.Status() {
		if i.Substitute != "" || i.Status == states.StatusRunning {
			t.Fatalf("%s is %v, substitute %q", i.Name, i.Status, i.Substitute)
		}
	}
}

func TestPropertyConcurrentCallersLoseNothing(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		m := newModel(t)
		m.describe(t)
		for _, s := range m.all {
			s.startFails = rapid.IntRange(0, 4).Draw(t, "start fails") == 0
			s.stopFails = rapid.IntRange(0, 4).Draw(t, "stop fails") == 0
			s.panics = rapid.Bool().Draw(t, "by panic")
		}
		var wg sync.WaitGroup
		for c := range rapid.IntRange(2, 4).Draw(t, "callers") {
			seed := rapid.Uint64().Draw(t, "seed")
			wg.Go(func() { m.hammer(t.Context(), c, rand.New(rand.NewPCG(seed, 0))) })
		}
		wg.Wait()
		m.check(t)
		m.settle(t)
	})
}

// hammer runs operations without looking at what they do.
func (m *model) hammer(ctx context.Context, caller int, r *rand.Rand) {
	for n := range 10 {
		s := m.all[r.IntN(len(m.all))]
		sel := m.All()
		if r.IntN(2) == 0 {
			sel = m.Only(s.ref)
		}
		switch r.IntN(8) {
		case 0, 1:
			_, _ = sel.KeepGoing().Parallel(r.IntN(4)).Start(ctx)
		case 2:
			_, _ = sel.Rollback().WithDeps().Start(ctx)
		case 3:
			_, _ = sel.WithDependents().Parallel(r.IntN(4)).Stop(ctx)
		case 4:
			_, _ = sel.Restart(ctx)
		case 5:
			_, _ = m.SwapStates(ctx, s.ref, m.sub(fmt.Sprint("x", caller, n, strings.Repeat("!", r.IntN(2)))))
		case 6:
			_, _ = sel.Unswap(ctx)
		case 7:
			if v, ok := s.ref.Lookup(); ok && v == nil {
				m.note("a running state without a handle")
			}
			m.Status()
		}
	}
}

func TestPropertyReloadsLoseNothing(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		m := &model{Registry: states.NewRegistry()}
		var loaded []string
		t.Repeat(map[string]func(*rapid.T){
			"load": func(t *rapid.T) {
				u := m.NewUnit("program")
				names := rapid.SliceOfNDistinct(rapid.IntRange(0, 5), 0, 5, rapid.ID[int]).Draw(t, "states")
				before := m.running()
				loaded = nil
				edges := map[string][]string{}
				for i, n := range names {
					d := m.definition(t, n)
					u.Define(d)
					loaded = append(loaded, d.Name)
					if i > 0 && rapid.Bool().Draw(t, "uses the one before") {
						edges[d.Name] = []string{loaded[i-1]}
					}
				}
				u.Edges(edges)
				t.Logf("load %v, uses %v", loaded, edges)
				rep, err := u.Apply(t.Context())
				if rep.Refused() {
					t.Fatal(err)
				}
				if got := m.Names(); !slices.Equal(got, loaded) {
					t.Fatalf("names are %v, want %v", got, loaded)
				}
				for _, name := range m.running() { // nothing starts but what ran, and what that needs
					deps, _ := m.Dependents(states.Name(name))
					ran := func(n string) bool { return slices.Contains(before, n) }
					if !ran(name) && !slices.ContainsFunc(deps, ran) {
						t.Fatalf("%s was started for nothing\n%s", name, rep)
					}
				}
			},
			"start": func(t *rapid.T) { _, _ = m.All().KeepGoing().Start(t.Context()) },
			"stop":  func(t *rapid.T) { _, _ = m.Stop(t.Context()) },
			"": func(t *rapid.T) {
				m.checkHandles(t, m.held())
				if running := m.running(); len(running) > 0 && !slices.ContainsFunc(running, func(n string) bool { return slices.Contains(loaded, n) }) {
					t.Fatalf("running %v, loaded %v", running, loaded)
				}
			},
		})
		_, _ = m.Stop(t.Context())
		if _, err := m.Discard(); err != nil {
			t.Fatal(err)
		}
		if running := m.running(); len(running) > 0 {
			t.Fatalf("running: %v", running)
		}
	})
}

// definition draws a definition of a state whose handles are in the ledger.
func (m *model) definition(t *rapid.T, n int) states.Definition {
	name := fmt.Sprint("p/s", n)
	startFails := rapid.IntRange(0, 4).Draw(t, "start fails") == 0
	stopFails := rapid.IntRange(0, 4).Draw(t, "stop fails") == 0
	return states.Definition{
		Name:     name,
		Version:  rapid.SampledFrom([]string{"", "1", "2"}).Draw(t, "version"),
		OnReload: rapid.SampledFrom([]states.Policy{states.ReloadRestart, states.ReloadStop, states.ReloadNoop}).Draw(t, "policy"),
		Start: func(context.Context) (any, error) {
			if startFails {
				return nil, errBoom
			}
			return m.open(name), nil
		},
		Stop: func(_ context.Context, v any) error {
			m.close(v.(*handle), stopFails)
			if stopFails {
				return errBoom
			}
			return nil
		},
	}
}

func (m *model) running() []string {
	var names []string
	for _, i := range m.Status() {
		if i.Status == states.StatusRunning {
			names = append(names, i.Name)
		}
	}
	return names
}

// held returns the handles that running states have.
func (m *model) held() map[*handle]string {
	held := map[*handle]string{}
	for _, name := range m.Names() {
		if v, ok := m.Value(name); ok {
			held[v.(*handle)] = "running"
		}
	}
	return held
}
