package states

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
)

// A Selection says which states an operation is about, and how it goes. It is a
// value: its methods return another one and may come in any order, and nothing
// happens until Start, Stop, Restart, Unswap or Cleanup is called. Printed, it reads as a line.
//
// A selection that names nothing is empty and does nothing; "all" is the
// absence of Only, never an empty one.
type Selection struct {
	reg    *Registry
	only   [][]Ref // each narrows the selection
	except []Ref
	args   map[string]any
	swaps  []swap
	how    how
}

// how are the ways in which an operation can be run.
type how struct {
	rollback, keepGoing bool
	deps, dependents    bool
	parallel            int
	timeout             time.Duration
	withArgs            bool
	running             bool // restart only what runs
}

type swap struct {
	ref    Ref
	sub    *substitute
	misfit error // why sub cannot stand in, once that was tried
}

// All selects every state of r.
func (r *Registry) All() Selection { return Selection{reg: r} }

// Only selects the given states of r.
func (r *Registry) Only(refs ...Ref) Selection { return r.All().Only(refs...) }

// Except selects every state of r but the given ones.
func (r *Registry) Except(refs ...Ref) Selection { return r.All().Except(refs...) }

// Only narrows the selection to the given states.
func (s Selection) Only(refs ...Ref) Selection {
	s.only = append(slices.Clip(s.only), slices.Clone(refs))
	return s
}

// Except leaves the given states out.
func (s Selection) Except(refs ...Ref) Selection {
	s.except = append(slices.Clip(s.except), refs...)
	return s
}

// WithArgs makes m what [Registry.Args] returns, from the start on.
func (s Selection) WithArgs(m map[string]any) Selection {
	s.args, s.how.withArgs = m, true
	return s
}

// Swap lets v stand in for the state, until a stop that includes the state. It
// does not select the state, but if the state runs, Start stops it, with the running
// states that use it, and starts v and them.
func (s Selection) Swap(ref Ref, v any) Selection {
	return s.swap(ref, &substitute{text: textOf(v), ready: &value{v}})
}

// unnamedPair is what a pair of functions is called, unless As gives it another name.
const unnamedPair = "start/stop functions"

// SwapStates lets a pair of functions stand in for the state, as Swap does a value.
func (s Selection) SwapStates(ref Ref, sub Sub) Selection {
	return s.swap(ref, &substitute{text: unnamedPair, sub: sub})
}

// As says what reports, events and the status call the substitute of the last Swap or SwapStates,
// as "db.Fake()" for the expression that gave it. Without it that is the value or its type. It does
// nothing where there is none, or text is "".
func (s Selection) As(text string) Selection {
	if len(s.swaps) == 0 || text == "" {
		return s
	}
	s.swaps = slices.Clone(s.swaps)
	last := &s.swaps[len(s.swaps)-1]
	sub := *last.sub
	sub.text, last.sub = text, &sub
	return s
}

func (s Selection) swap(ref Ref, sub *substitute) Selection {
	s.swaps = append(slices.Clip(s.swaps), swap{ref: ref, sub: sub})
	return s
}

// textOf says in a few words what a substitute is.
func textOf(v any) string {
	switch v.(type) {
	case nil, bool, string, int, int64, float64, error:
		if text := fmt.Sprintf("%#v", v); len(text) <= 40 && !strings.Contains(text, "0x") {
			return text
		}
	}
	return typeName(v)
}

// Rollback makes a failing Start stop again what it started.
func (s Selection) Rollback() Selection { s.how.rollback = true; return s }

// KeepGoing makes Start go on after a failure with all that does not need what failed.
func (s Selection) KeepGoing() Selection { s.how.keepGoing = true; return s }

// WithDeps makes Start include what the selected states need, transitively.
func (s Selection) WithDeps() Selection { s.how.deps = true; return s }

// WithDependents makes Stop and Restart include the running states that use the
// selected ones, transitively.
func (s Selection) WithDependents() Selection { s.how.dependents = true; return s }

// Parallel lets up to n states start or stop at the same time, along the graph.
// A start that reads a state which is yet to start waits for it.
func (s Selection) Parallel(n int) Selection { s.how.parallel = n; return s }

// Timeout bounds the whole operation, from when it has its turn.
func (s Selection) Timeout(d time.Duration) Selection { s.how.timeout = d; return s }

// Start starts the selected states that do not run, in order. The error is that of
// the report.
func (s Selection) Start(ctx context.Context) (*Report, error) { return s.run(ctx, OpStart) }

// Stop stops the selected states that run, in reverse of the order in which they
// were started, and brings back the originals of those that are substituted.
// Swaps and arguments of the selection play no part.
func (s Selection) Stop(ctx context.Context) (*Report, error) { return s.run(ctx, OpStop) }

// Restart stops the selected states that run and starts them again, substitutes
// included. States that are named and do not run are started. Swaps take effect in
// between.
func (s Selection) Restart(ctx context.Context) (*Report, error) { return s.run(ctx, OpRestart) }

// Unswap takes one substitute away from each selected state that has any; those
// that run are restarted without it, with the running states that use them. Swaps and
// arguments of the selection play no part.
func (s Selection) Unswap(ctx context.Context) (*Report, error) { return s.run(ctx, OpUnswap) }

// Cleanup runs the stops of the selected states' leftovers again. See [Registry.Cleanup].
func (s Selection) Cleanup(ctx context.Context) (*Report, error) { return s.run(ctx, OpCleanup) }

// String returns the selection as a line of shell, as "only a b | except b | parallel 4".
func (s Selection) String() string {
	var parts []string
	for _, refs := range s.only {
		parts = append(parts, strings.TrimSpace("only "+refText(refs)))
	}
	if len(s.only) == 0 {
		parts = append(parts, "all")
	}
	if len(s.except) > 0 {
		parts = append(parts, "except "+refText(s.except))
	}
	if s.how.withArgs {
		parts = append(parts, strings.TrimSpace("with-args "+argText(s.args)))
	}
	for _, w := range s.swaps {
		switch {
		case w.sub.ready != nil:
			parts = append(parts, "swap "+refText([]Ref{w.ref})+"="+w.sub.text)
		case w.sub.text != unnamedPair:
			parts = append(parts, "swap-states "+refText([]Ref{w.ref})+"="+w.sub.text)
		default:
			parts = append(parts, "swap-states "+refText([]Ref{w.ref}))
		}
	}
	return strings.Join(append(parts, s.how.text()...), " | ")
}

func (h how) text() []string {
	var parts []string
	for _, o := range []struct {
		on   bool
		text string
	}{
		{h.rollback, "rollback"},
		{h.keepGoing, "keep-going"},
		{h.deps, "deps"},
		{h.dependents, "dependents"},
		{h.parallel > 1, fmt.Sprint("parallel ", h.parallel)},
		{h.timeout > 0, fmt.Sprint("timeout ", h.timeout)},
	} {
		if o.on {
			parts = append(parts, o.text)
		}
	}
	return parts
}

func refText(refs []Ref) string {
	names := make([]string, len(refs))
	for i, ref := range refs {
		names[i] = "<nil>"
		if !isNil(ref) {
			names[i] = ref.StateName()
		}
	}
	return strings.Join(names, " ")
}

func argText(args map[string]any) string {
	var parts []string
	for _, k := range sortedKeys(args) {
		parts = append(parts, fmt.Sprintf("%s=%v", k, args[k]))
	}
	return strings.Join(parts, " ")
}
