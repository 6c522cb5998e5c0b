package states

import (
	"context"
	"slices"
	"strings"
)

// The methods of Registry that follow, and the functions of the same names on
// Default, are short forms of a Selection's. For those that take refs, none
// at all (a nil slice) means every state, and a slice that is empty but not nil
// means no state.

// some selects refs, or everything if there is no slice of refs at all.
func (r *Registry) some(refs []Ref) Selection {
	if refs == nil {
		return r.All()
	}
	return r.Only(refs...)
}

// Start starts the given states that do not run, in order. Without refs it starts
// every state.
func (r *Registry) Start(ctx context.Context, refs ...Ref) (*Report, error) {
	return r.some(refs).Start(ctx)
}

// Stop stops the given states that run, in reverse of the order in which they were
// started. Without refs it stops every state.
func (r *Registry) Stop(ctx context.Context, refs ...Ref) (*Report, error) {
	return r.some(refs).Stop(ctx)
}

// StopExcept stops every state but the given ones.
func (r *Registry) StopExcept(ctx context.Context, refs ...Ref) (*Report, error) {
	return r.Except(refs...).Stop(ctx)
}

// StartWithout starts every state but the given ones.
func (r *Registry) StartWithout(ctx context.Context, refs ...Ref) (*Report, error) {
	return r.Except(refs...).Start(ctx)
}

// StartWith starts every state, with values in place of some. They stay in place until
// a stop that includes the state.
func (r *Registry) StartWith(ctx context.Context, values map[Ref]any) (*Report, error) {
	s := r.All()
	for _, ref := range sortedRefs(values) {
		s = s.Swap(ref, values[ref])
	}
	return s.Start(ctx)
}

// StartWithStates starts every state, with pairs of functions in place of some.
func (r *Registry) StartWithStates(ctx context.Context, subs map[Ref]Sub) (*Report, error) {
	s := r.All()
	for _, ref := range sortedRefs(subs) {
		s = s.SwapStates(ref, subs[ref])
	}
	return s.Start(ctx)
}

// StartWithArgs makes args what Args returns and starts the given states, or every
// state without refs.
func (r *Registry) StartWithArgs(ctx context.Context, args map[string]any, refs ...Ref) (*Report, error) {
	return r.some(refs).WithArgs(args).Start(ctx)
}

// Restart restarts the given states; those that do not run are started. Without refs
// it restarts every state that runs.
func (r *Registry) Restart(ctx context.Context, refs ...Ref) (*Report, error) {
	return r.some(refs).Restart(ctx)
}

// Swap lets v stand in for the state. If the state runs it is really stopped, with the
// running states that use it; then v and they are started. If not, nothing starts,
// and v waits for the next start.
func (r *Registry) Swap(ctx context.Context, ref Ref, v any) (*Report, error) {
	return r.Only().Swap(ref, v).run(ctx, OpSwap)
}

// SwapStates lets a pair of functions stand in for the state, as Swap does a value.
func (r *Registry) SwapStates(ctx context.Context, ref Ref, sub Sub) (*Report, error) {
	return r.Only().SwapStates(ref, sub).run(ctx, OpSwap)
}

// Unswap takes the last substitute away from each given state, or from every state
// without refs. Those that run are restarted, with the running states that use them.
func (r *Registry) Unswap(ctx context.Context, refs ...Ref) (*Report, error) {
	return r.some(refs).Unswap(ctx)
}

// StartWithDeps starts the given states and all that they need.
func (r *Registry) StartWithDeps(ctx context.Context, refs ...Ref) (*Report, error) {
	return r.some(refs).WithDeps().Start(ctx)
}

// StopWithDependents stops the given states, and before them all that use them.
func (r *Registry) StopWithDependents(ctx context.Context, refs ...Ref) (*Report, error) {
	return r.some(refs).WithDependents().Stop(ctx)
}

func sortedRefs[V any](m map[Ref]V) []Ref {
	refs := make([]Ref, 0, len(m))
	for ref := range m {
		refs = append(refs, ref)
	}
	slices.SortFunc(refs, func(a, b Ref) int { return strings.Compare(refText([]Ref{a}), refText([]Ref{b})) })
	return refs
}

// Start starts states of Default; see [Registry.Start].
func Start(ctx context.Context, refs ...Ref) (*Report, error) { return Default.Start(ctx, refs...) }

// Stop stops states of Default; see [Registry.Stop].
func Stop(ctx context.Context, refs ...Ref) (*Report, error) { return Default.Stop(ctx, refs...) }

// StopExcept stops every state of Default but the given ones.
func StopExcept(ctx context.Context, refs ...Ref) (*Report, error) {
	return Default.StopExcept(ctx, refs...)
}

// StartWithout starts every state of Default but the given ones.
func StartWithout(ctx context.Context, refs ...Ref) (*Report, error) {
	return Default.StartWithout(ctx, refs...)
}

// StartWith starts every state of Default, with values in place of some; see
// [Registry.StartWith].
func StartWith(ctx context.Context, values map[Ref]any) (*Report, error) {
	return Default.StartWith(ctx, values)
}

// StartWithStates starts every state of Default, with pairs of functions in place of
// some; see [Registry.StartWithStates].
func StartWithStates(ctx context.Context, subs map[Ref]Sub) (*Report, error) {
	return Default.StartWithStates(ctx, subs)
}

// StartWithArgs sets the arguments and starts states of Default; see
// [Registry.StartWithArgs].
func StartWithArgs(ctx context.Context, args map[string]any, refs ...Ref) (*Report, error) {
	return Default.StartWithArgs(ctx, args, refs...)
}

// Restart restarts states of Default; see [Registry.Restart].
func Restart(ctx context.Context, refs ...Ref) (*Report, error) {
	return Default.Restart(ctx, refs...)
}

// Swap lets v stand in for a state of Default; see [Registry.Swap].
func Swap(ctx context.Context, ref Ref, v any) (*Report, error) { return Default.Swap(ctx, ref, v) }

// SwapStates lets a pair of functions stand in for a state of Default; see
// [Registry.SwapStates].
func SwapStates(ctx context.Context, ref Ref, sub Sub) (*Report, error) {
	return Default.SwapStates(ctx, ref, sub)
}

// Unswap takes substitutes away from states of Default; see [Registry.Unswap].
func Unswap(ctx context.Context, refs ...Ref) (*Report, error) { return Default.Unswap(ctx, refs...) }

// Args returns the arguments of Default or, in a start function that runs for
// another registry, of that one. See [Registry.Args].
func Args() map[string]any {
	if armed.Load() > 0 {
		if w := caller(); w != nil {
			return w.op.r.Args()
		}
	}
	return Default.Args()
}

// Status tells about every state of Default, in start order.
func Status() []Info { return Default.Status() }

// Observe calls f with every event of Default; see [Registry.Observe].
func Observe(f func(Event)) (cancel func()) { return Default.Observe(f) }

// All selects every state of Default.
func All() Selection { return Default.All() }

// Only selects the given states of Default.
func Only(refs ...Ref) Selection { return Default.Only(refs...) }

// Except selects every state of Default but the given ones.
func Except(refs ...Ref) Selection { return Default.Except(refs...) }

// StartWithDeps starts the given states and all that they need, of Default; see
// [Selection.WithDeps].
func StartWithDeps(ctx context.Context, refs ...Ref) (*Report, error) {
	return Default.StartWithDeps(ctx, refs...)
}

// StopWithDependents stops the given states after all that use them, of Default; see
// [Selection.WithDependents].
func StopWithDependents(ctx context.Context, refs ...Ref) (*Report, error) {
	return Default.StopWithDependents(ctx, refs...)
}
