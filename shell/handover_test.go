package shell_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/mrepl/mrepl/shell"
	"github.com/mrepl/mrepl/states"
)

// What one process has carried over, another goes on with.
func ExampleShell_TakeOver() {
	sh := shell.New(shell.Config{Out: os.Stdout, Registry: states.NewRegistry()})
	ctx := context.Background()
	carried := shell.Carried{
		Args: map[string]any{"port": 8081},
		Rest: []shell.Rest{{File: "smoke.mrepl", Line: 3, Text: "args\n! start nobody\n"}},
	}
	if err := sh.TakeOver(ctx, carried); err != nil {
		log.Fatal(err)
	}
	for _, rest := range carried.Rest {
		if err := sh.Resume(ctx, rest, nil); err != nil {
			log.Fatal(err)
		}
	}
	// Output: port=8081
}

// An outgrowing engine needs another process at every reload.
type outgrowing struct {
	*fakeEngine
	unbuildable error
}

var errOutgrown = errors.New("not compiled into this mrepl: example.com/lib")

func (e outgrowing) Reload(context.Context) (shell.Changes, error) {
	return shell.Changes{}, errOutgrown
}
func (e outgrowing) Outgrown(err error) bool { return errors.Is(err, errOutgrown) }
func (e outgrowing) Declared() []string      { return []string{"argv", "x"} }
func (e outgrowing) Rebuild(context.Context, error) (func() error, error) {
	return func() error { return nil }, e.unbuildable
}

func TestHandoverCarriesWhatAnotherProcessNeeds(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.Use(outgrowing{r.engine, nil})
	err := r.Script(context.Background(), "in", strings.NewReader("start\nswap conn=\"y\"\nwith-args port=1 | only | start\nwatch on\nset items 7\nreload\nargs\nstates\n"), "word")
	var h *shell.HandoverError
	var exit *shell.ExitError
	if !errors.As(err, &h) || !errors.As(err, &exit) {
		t.Fatalf("it ends with %v\n%s", err, r.err.take())
	}
	c := h.Carried
	if !slices.Equal(c.Running, []string{"conf/config", "db/conn", "www/nyse-app"}) || !c.Watch || c.Limits.Items != 7 || fmt.Sprint(c.Args) != "map[port:1]" {
		t.Errorf("carried: %+v", c)
	}
	if len(c.Rest) != 1 || c.Rest[0].File != "in" || c.Rest[0].Line != 6 || c.Rest[0].Text != "args\nstates\n" || !slices.Equal(c.Rest[0].Args, []string{"word"}) {
		t.Errorf("the rest: %+v", c.Rest)
	}
	if text := r.err.take(); !strings.Contains(text, "! not carried over: the substitute of db/conn, x\n") {
		t.Errorf("it wrote %s", text)
	}
}

func TestHandoverThatCannotBeBuiltTouchesNothing(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.Use(outgrowing{r.engine, errors.New("lib.go:3:1: expected declaration")})
	err := r.Script(context.Background(), "in", strings.NewReader("start\nreload\n"))
	var h *shell.HandoverError
	if err == nil || errors.As(err, &h) || !strings.Contains(r.err.take(), "nothing was touched, the sources cannot be loaded:\nlib.go:3:1") {
		t.Errorf("it ends with %v", err)
	}
	for _, info := range r.registry.Status() {
		if info.Status != states.StatusRunning {
			t.Errorf("%s is %s", info.Name, info.Status)
		}
	}
}
