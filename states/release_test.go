package states_test

import (
	"context"
	"runtime"
	"testing"
	"weak"

	"github.com/mrepl/mrepl/states"
)

// collected reports whether nothing holds on to what p points to.
func collected[T any](p weak.Pointer[T]) bool {
	for range 100 { // the goroutine of the last operation may be on its way out
		runtime.GC()
		if p.Value() == nil {
			return true
		}
	}
	return false
}

// TestReplacedInstancesAreReleased: however many substitutes stack up on a running state,
// only the instance of the last one is held.
func TestReplacedInstancesAreReleased(t *testing.T) {
	t.Parallel()
	r := states.NewRegistry()
	var made []weak.Pointer[[1 << 16]byte]
	stops := 0
	start := func(context.Context) (*[1 << 16]byte, error) {
		big := new([1 << 16]byte)
		made = append(made, weak.Make(big))
		return big, nil
	}
	stop := func(context.Context, any) error { stops++; return nil }
	big := states.NewIn(r, "big", start).OnStop(func(ctx context.Context, b *[1 << 16]byte) error { return stop(ctx, b) })
	if _, err := r.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	const swaps = 20
	sub := states.Sub{Start: func(ctx context.Context) (any, error) { return start(ctx) }, Stop: stop}
	for range swaps {
		if _, err := r.SwapStates(t.Context(), big, sub); err != nil {
			t.Fatal(err)
		}
	}
	if len(made) != swaps+1 || stops != swaps {
		t.Fatalf("%d starts and %d stops", len(made), stops)
	}
	for i, p := range made[:swaps] {
		if !collected(p) {
			t.Errorf("instance %d is held, though it was stopped", i)
		}
	}
	for i := range swaps { // the definitions are all there still
		if _, err := r.Unswap(t.Context(), big); err != nil {
			t.Fatal(err)
		}
		if info, err := r.Info(big); err != nil || len(info.Substitutes) != swaps-1-i || info.Status != states.StatusRunning {
			t.Fatalf("after %d: %+v, %v", i, info, err)
		}
	}
	if made[2*swaps].Value() != big.Get() {
		t.Error("the original is not back")
	}
	if _, err := r.Stop(t.Context()); err != nil {
		t.Fatal(err)
	}
	if !collected(made[2*swaps]) {
		t.Error("the last instance is held, though it was stopped")
	}
}

// TestValuesAreReleasedWithTheirSubstitutes: a value that stands in is held until it is
// taken away, since it may have to stand in again, and no longer.
func TestValuesAreReleasedWithTheirSubstitutes(t *testing.T) {
	t.Parallel()
	r := states.NewRegistry()
	big := states.ValueIn(r, "big", new([1 << 16]byte))
	if _, err := r.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	swap := func() weak.Pointer[[1 << 16]byte] {
		v := new([1 << 16]byte)
		if _, err := r.Swap(t.Context(), big, v); err != nil {
			t.Fatal(err)
		}
		return weak.Make(v)
	}
	first, second := swap(), swap()
	if _, err := r.Unswap(t.Context(), big); err != nil {
		t.Fatal(err)
	}
	if first.Value() != big.Get() {
		t.Error("the first substitute is not back")
	}
	if !collected(second) {
		t.Error("the second substitute's value is held, though it was taken away")
	}
	if _, err := r.Stop(t.Context()); err != nil {
		t.Fatal(err)
	}
	if !collected(first) {
		t.Error("the first substitute's value is held, though the state was stopped")
	}
}
