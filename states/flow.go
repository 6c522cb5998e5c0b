package states

import (
	"context"
	"slices"
	"sync"
)

// A flow hands out the steps of a parallel operation: each as soon as those before it
// in the graph are done, up to a number at a time. All of it is guarded by the registry's mu.
//
// A start that reads a state which is yet to start, by an edge that nobody knew of,
// is parked until that state is there; meanwhile another worker has its place.
type flow struct {
	op      *operation
	changed sync.Cond // on the registry's mu
	limit   int       // how many steps may be under way
	under   int       // how many are
	ready   []int     // steps to hand out, ascending
	waits   []int     // how many steps each waits for, of its own phase
	then    [][]int   // which steps wait for each
	before  [][]int   // which steps each waits for
	phase   int
	left    [3]int // steps of each phase that are not done
	starts  map[*node]int
	over    map[*node]bool  // starts that are done, well or not
	parked  map[*node]*node // a state in the middle of its start -> what it waits for
}

// phaseOf returns when a step has its time: stops first, starts last, the rest between.
func phaseOf(a Action) int {
	switch a {
	case ActionStop:
		return 0
	case ActionStart:
		return 2
	}
	return 1
}

// newFlow orders the steps of o along the graph: stops of users before stops of what
// they use, and starts of what is used before those of its users. r.mu is held.
func newFlow(o *operation) *flow {
	f := &flow{
		op: o, limit: o.how.parallel,
		waits: make([]int, len(o.steps)), then: make([][]int, len(o.steps)), before: make([][]int, len(o.steps)),
		starts: map[*node]int{}, over: map[*node]bool{}, parked: map[*node]*node{},
	}
	f.changed.L = &o.r.mu
	stops := map[*node]int{}
	for i := range o.steps {
		st := &o.steps[i]
		st.index = int32(i)
		f.left[phaseOf(st.action)]++
		switch st.action {
		case ActionStart:
			f.afterDeps(st.n, i)
			f.starts[st.n] = i
		case ActionStop:
			f.afterUsers(st.n, i, stops)
			stops[st.n] = i
		}
	}
	f.enter(0)
	return f
}

// enter begins a phase, or the next one that has any steps.
func (f *flow) enter(phase int) {
	for phase < 2 && f.left[phase] == 0 {
		phase++
	}
	f.phase = phase
	for i := range f.waits {
		if f.waits[i] == 0 && phaseOf(f.op.steps[i].action) == phase {
			f.ready = append(f.ready, i)
		}
	}
}

func (f *flow) after(i, before int) {
	f.waits[i]++
	f.then[before] = append(f.then[before], i)
	f.before[i] = append(f.before[i], before)
}

func (f *flow) afterUsers(n *node, i int, stops map[*node]int) {
	for _, u := range n.users {
		if j, ok := stops[u]; ok && u.uses(n) {
			f.after(i, j)
		}
	}
}

func (f *flow) afterDeps(n *node, i int) {
	for _, e := range n.deps {
		if j, ok := f.starts[e.to]; ok {
			f.after(i, j)
		}
	}
}

// take returns the next step that can begin, nil if there will be none.
func (f *flow) take() *step {
	for {
		switch {
		case f.phase == 2 && f.left[2] == 0:
			return nil
		case len(f.ready) > 0 && f.under < f.limit:
			i := f.ready[0]
			f.ready = f.ready[1:]
			f.under++
			return &f.op.steps[i]
		}
		f.changed.Wait()
	}
}

// give says that a step is over.
func (f *flow) give(st *step) {
	if st.action == ActionStart {
		f.over[st.n] = true
		if f.parked[st.n] != nil { // it was abandoned there, and has given up its place before
			delete(f.parked, st.n)
			f.under++
		}
	}
	f.under--
	f.left[f.phase]--
	for _, j := range f.then[st.index] {
		if f.waits[j]--; f.waits[j] == 0 {
			at, _ := slices.BinarySearch(f.ready, j)
			f.ready = slices.Insert(f.ready, at, j)
		}
	}
	if f.left[f.phase] == 0 && f.phase < 2 {
		f.enter(f.phase + 1)
	}
	f.changed.Broadcast()
}

// again takes back a step that was handed out and not begun.
func (f *flow) again(st *step) {
	f.under--
	f.ready = slices.Insert(f.ready, 0, int(st.index))
	f.changed.Broadcast()
}

// await lets w wait, in the middle of its start, for the start of n. It returns once n
// is started or not going to be.
func (o *operation) await(w *worker, n *node) {
	o.r.mu.Lock()
	defer o.r.mu.Unlock()
	f, cur := o.flow, w.cur.Load()
	if f == nil || cur == nil || w.abandoned {
		return
	}
	if _, planned := f.starts[n]; !planned || f.over[n] {
		return
	}
	if path := f.blocked(n, cur, map[*node]bool{}); path != nil {
		panic(&CycleError{Path: append([]string{cur.name}, path...)})
	}
	f.parked[cur] = n
	f.under--
	o.spawn()
	f.changed.Broadcast()
	wake := context.AfterFunc(o.ctx, func() {
		o.r.mu.Lock()
		defer o.r.mu.Unlock()
		f.changed.Broadcast()
	})
	defer wake()
	for !f.over[n] && o.ctx.Err() == nil && !w.abandoned {
		f.changed.Wait()
	}
	for f.under >= f.limit && !w.abandoned {
		f.changed.Wait()
	}
	if !w.abandoned {
		delete(f.parked, cur)
		f.under++
	}
}

// blocked returns the names on the way from n to the state cur that it waits for, or
// nil if it does not wait for cur. Those in seen are known not to.
func (f *flow) blocked(n, cur *node, seen map[*node]bool) []string {
	if n == cur {
		return []string{n.name}
	}
	if seen[n] || f.over[n] {
		return nil
	}
	seen[n] = true
	var on []*node
	if p := f.parked[n]; p != nil {
		on = append(on, p)
	}
	for _, i := range f.before[f.starts[n]] {
		on = append(on, f.op.steps[i].n)
	}
	for _, other := range on {
		if path := f.blocked(other, cur, seen); path != nil {
			return append([]string{n.name}, path...)
		}
	}
	return nil
}

// width returns with how many workers o begins.
func (o *operation) width() int {
	if o.flow == nil {
		return 1
	}
	return min(o.how.parallel, len(o.steps))
}
