package host

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"testing"

	"go.uber.org/goleak"
)

// execMode is a variable that makes the test program play a part: to become itself with Exec, and what it becomes.
const execMode = "HOST_TEST_EXEC"

func TestMain(m *testing.M) {
	switch os.Getenv(execMode) {
	case "before":
		os.Setenv(execMode, "after")
		fmt.Println(Exec(os.Args[0], []string{"one", "two words"}, os.Environ()))
		os.Exit(1)
	case "after":
		fmt.Printf("%q", os.Args[1:])
		os.Exit(7)
	}
	goleak.VerifyTestMain(m)
}

func TestExecPassesArgumentsAndExitCode(t *testing.T) {
	t.Parallel()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), self)
	cmd.Env = append(os.Environ(), execMode+"=before")
	out, err := cmd.Output()
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() != 7 || string(out) != `["one" "two words"]` {
		t.Errorf("got %s, %v", out, err)
	}
}

func TestExecOfNothing(t *testing.T) {
	t.Parallel()
	if err := Exec(t.TempDir()+"/none", nil, os.Environ()); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("got %v", err)
	}
}
