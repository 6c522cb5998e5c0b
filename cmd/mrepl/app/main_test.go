package app

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/mrepl/mrepl/states"
)

// The states of the program under test, which is the test binary itself. The arguments make them misbehave.
var (
	config = states.New("config", func(context.Context) (string, error) {
		if states.Args()["fail"] == "config" {
			return "", errors.New("no such file")
		}
		return "settings", nil
	})
	conn = states.New("conn", func(ctx context.Context) (string, error) {
		if states.Args()["hang"] == "conn" {
			fmt.Fprintln(os.Stderr, "conn hangs")
			<-ctx.Done()
			return "", ctx.Err()
		}
		return "connected with " + config.Get(), nil
	}).OnStop(func(context.Context, string) error {
		if mark, ok := states.Args()["mark"].(string); ok {
			return os.WriteFile(mark, []byte("stopped"), 0o600)
		}
		if states.Args()["failstop"] == "conn" {
			return errors.New("still busy")
		}
		return nil
	})
)

// asMrepl is the variable that makes the test binary mrepl.
const asMrepl = "MREPL_TEST_AS_MREPL"

func TestMain(m *testing.M) {
	if os.Getenv(asMrepl) != "" {
		os.Exit(Main(nil))
	}
	_ = conn
	testscript.Main(m, map[string]func(){"mrepl": func() { os.Exit(Main(nil)) }})
}

func TestScripts(t *testing.T) {
	t.Parallel()
	root, err := filepath.Abs("../../..")
	if err != nil {
		t.Fatal(err)
	}
	cache, err := exec.Command("go", "env", "GOCACHE", "GOMODCACHE").Output()
	if err != nil {
		t.Fatal(err)
	}
	caches := strings.Fields(string(cache))
	testscript.Run(t, testscript.Params{Dir: "testdata/script", Setup: func(env *testscript.Env) error {
		env.Vars = append(env.Vars, "MREPL_ROOT="+root, "GOCACHE="+caches[0], "GOMODCACHE="+caches[1])
		return nil
	}})
}

// mrepl returns the command with the given arguments, ready to start.
func mrepl(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	cmd := exec.Command(os.Args[0], args...)
	cmd.Dir = t.TempDir()
	cmd.Env = append(os.Environ(), asMrepl+"=1", "TERM=xterm", "XDG_STATE_HOME="+t.TempDir())
	return cmd
}
