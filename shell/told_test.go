package shell

import (
	"errors"
	"fmt"
	"testing"
)

// TestTold: an error is only left out at the prompt if the lifecycle lines have shown all of it.
func TestTold(t *testing.T) {
	t.Parallel()
	shown, fresh := toldError{errors.New("no such host")}, errors.New("no such file")
	for err, want := range map[error]bool{
		shown:                          true,
		fresh:                          false,
		fmt.Errorf("start: %w", shown): true,
		errors.Join(shown, shown):      true,
		errors.Join(shown, fresh):      false,
		ErrInterrupted:                 false,
		fmt.Errorf("%w: %w", ErrInterrupted, shown): true,
		fmt.Errorf("%w: %w", ErrInterrupted, fresh): false,
	} {
		if got := told(err); got != want {
			t.Errorf("told(%v) = %t", err, got)
		}
	}
}
