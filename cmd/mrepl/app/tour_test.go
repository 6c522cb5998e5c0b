package app

import (
	"os/exec"
	"path/filepath"
	"testing"
)

// TestTour replays the transcript in the documentation, with an mrepl that is built for it.
func TestTour(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("builds programs")
	}
	bin := filepath.Join(t.TempDir(), "mrepl")
	if out, err := exec.Command("go", "build", "-o", bin, "..").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if out, err := exec.Command(bin, "test", "../../../docs/tour.mrepl").CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
