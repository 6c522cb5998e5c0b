package interp_test

import (
	"context"
	"errors"
	"testing"

	"github.com/mrepl/mrepl/interp"
)

// TestEndlessRecursion holds that functions which call each other without end do not end the process, and that all goes on
// afterwards.
func TestEndlessRecursion(t *testing.T) {
	if testing.Short() {
		t.Skip("fills a stack")
	}
	m := open(t, shop)
	ctx, cancel := context.WithCancel(t.Context())
	guarded := make(chan struct{})
	go func() { defer close(guarded); m.session.GuardStacks(ctx) }()
	defer func() { cancel(); <-guarded }()
	m.expect("func down(n int) int { return down(n+1) + 1 }", "", "func odd(n int) bool { return !even(n+1) }; func even(n int) bool { return !odd(n+1) }", "")
	for _, call := range []string{"down(0)", "odd(1)"} {
		if _, err := m.session.Eval(context.Background(), call); !errors.Is(err, interp.ErrStackOverflow) {
			t.Errorf("%s: %v", call, err)
		}
		m.expect("1 + 1", "2", "shop.Item{Name: \"a\"}.Upper()", `"A"`)
	}
	m.expect("func deep(n int) int { if n == 0 { return 0 }; return deep(n-1) + 1 }", "", "deep(50_000)", "50000")
}
