package interp_test

import (
	"context"
	"errors"
	"testing"

	"github.com/mrepl/mrepl/interp"
	"github.com/mrepl/mrepl/states"
)

// TestExecOfNothing holds that Exec without a package is an error.
func TestExecOfNothing(t *testing.T) {
	t.Parallel()
	err := interp.Exec(context.Background(), interp.Config{Registry: states.NewRegistry()})
	if !errors.Is(err, interp.ErrNotMain) {
		t.Errorf("without patterns: %v", err)
	}
}
