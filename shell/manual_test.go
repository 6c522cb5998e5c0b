package shell_test

import (
	"os"
	"testing"

	"github.com/mrepl/mrepl/shell"
)

// TestManualIsCurrent holds docs/commands.md to the command table.
func TestManualIsCurrent(t *testing.T) {
	t.Parallel()
	const file = "../docs/commands.md"
	want := shell.Manual()
	if *update {
		if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if got, err := os.ReadFile(file); err != nil || string(got) != want {
		t.Errorf("%s is stale (%v): go test ./shell -update", file, err)
	}
}
