package prompt

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/mrepl/mrepl/shell"
	"github.com/mrepl/mrepl/shell/line"
	"github.com/mrepl/mrepl/states"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// A desk is a shell with a line editor and three states. Like a terminal it keeps what is typed while nobody reads.
type desk struct {
	t         testing.TB
	registry  *states.Registry
	shell     *shell.Shell
	keys      chan string // what is typed; closed with the terminal
	interrupt chan os.Signal
	ended     chan error

	mu      sync.Mutex
	cols    int
	raw     bool // ^C is a key
	resized func()
	screen  strings.Builder
}

func newDesk(t testing.TB) *desk {
	d := &desk{t: t, registry: states.NewRegistry(), keys: make(chan string, 10_000), interrupt: make(chan os.Signal, 1), ended: make(chan error, 1), cols: 80}
	u := d.registry.NewUnit("test")
	for _, name := range []string{"conf/config", "db/conn", "www/nyse-app"} {
		u.Define(states.Definition{
			Name: name, Type: "string", Version: "1",
			Start: func(ctx context.Context) (any, error) {
				if d.registry.Args()["hang"] == name {
					<-ctx.Done()
					return nil, ctx.Err()
				}
				return name, nil
			},
		})
	}
	u.Edges(map[string][]string{"db/conn": {"conf/config"}, "www/nyse-app": {"db/conn"}})
	if _, err := u.Apply(t.Context()); err != nil {
		t.Fatal(err)
	}
	d.shell = shell.New(shell.Config{
		Name: "storm", Registry: d.registry, Out: d, Err: d, ColorErr: true, ColorOut: true, Interrupt: d.interrupt,
		Width: func() int { cols, _ := d.size(); return cols },
	})
	in, typed := io.Pipe()
	go func() {
		for keys := range d.keys {
			_, _ = io.WriteString(typed, keys) // fails once nobody reads any more
		}
	}()
	edit, err := Config{In: in, Out: d, Colors: true}.editing(d.shell)
	if err != nil {
		t.Fatal(err)
	}
	edit.IsTerminal = func() bool { return true }
	edit.MakeRaw = func() (func() error, error) {
		d.setRaw(true)
		return func() error { d.setRaw(false); return nil }, nil
	}
	edit.Size, edit.OnResize = d.size, d.onResize
	editor, err := line.Open(edit)
	if err != nil {
		t.Fatal(err)
	}
	go func() {
		d.ended <- d.shell.Interactive(context.Background(), reader{editor})
		_ = editor.Close()
		_ = in.Close()
	}()
	return d
}

func (d *desk) Write(p []byte) (int, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.screen.Len() > 1<<20 {
		d.screen.Reset()
	}
	return d.screen.Write(p)
}

func (d *desk) size() (cols, rows int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.cols, 24
}

func (d *desk) onResize(changed func()) func() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.resized = changed
	return func() {}
}

func (d *desk) resize(cols int) {
	d.mu.Lock()
	d.cols = cols
	changed := d.resized
	d.mu.Unlock()
	if changed != nil {
		changed()
	}
}

func (d *desk) setRaw(raw bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.raw = raw
}

// press types keys.
func (d *desk) press(keys string) { d.keys <- keys }

// hit is ^C at the terminal: a key while a line is edited, else a signal that drops what was typed ahead.
func (d *desk) hit() {
	d.mu.Lock()
	raw := d.raw
	d.mu.Unlock()
	if raw {
		d.press("\x03")
		return
	}
	for {
		select {
		case <-d.keys:
			continue
		case d.interrupt <- os.Interrupt:
		default:
		}
		return
	}
}

// leave ends the session and holds that it could be ended, that nothing runs afterwards, and that no panic was shown.
func (d *desk) leave() {
	d.t.Helper()
	limit := time.After(time.Minute)
	again := time.NewTicker(50 * time.Millisecond)
	defer again.Stop()
	for done := false; !done; {
		select {
		case err := <-d.ended:
			var exit *shell.ExitError
			if err != nil && !errors.As(err, &exit) {
				d.t.Errorf("it ended with %v", err)
			}
			done = true
		case <-again.C:
			d.hit()
			d.press(pasteEnd + "\x07\x15exit\r") // out of a paste that was cut off, out of a search, an empty line
		case <-limit:
			d.t.Fatalf("it does not end:\n%s", d.shown())
		}
	}
	close(d.keys)
	if err := d.shell.Close(context.Background()); err != nil {
		d.t.Error(err)
	}
	for _, info := range d.registry.Status() {
		if info.Status == states.StatusRunning {
			d.t.Errorf("%s still runs", info.Name)
		}
	}
	if shown := d.shown(); strings.Contains(shown, "panic") || strings.Contains(shown, "goroutine ") {
		d.t.Errorf("it shows a panic:\n%s", shown)
	}
}

func (d *desk) shown() string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.screen.String()
}

const (
	pasteStart = "\x1b[200~"
	pasteEnd   = "\x1b[201~"
)

// session is typed piece by piece: every kind of command, keys of every kind, and pastes.
var session = []string{
	"start conf", "\t", "\r", "start", "\r", "states", "\r", "stop db/", "\t\r", "with-args hang=", "db/conn | start", "\r", "\x12sta",
	"\x1b", "wh", "y conn\r", "1 +", "\r", "2\r", pasteStart + "start\nstop\n" + pasteEnd, "\r", "\x1b[A\x1b[A\x1b[B", "\r", "log -f\r",
	pasteStart + "storm 0/3> states\nNAME\nstorm 0/3> graph\n", pasteEnd + "\r", "with-args | restart --dependents conf/config\r", "reset\r", "\x04\x04",
}

// TestInterruptAtEveryPoint presses ^C after each piece of a session, and goes on from there.
func TestInterruptAtEveryPoint(t *testing.T) {
	t.Parallel()
	for n := range len(session) + 1 {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			t.Parallel()
			d := newDesk(t)
			for _, keys := range session[:n] {
				d.press(keys)
			}
			d.hit()
			if n < len(session) {
				d.press(session[n])
			}
			d.hit()
			d.leave()
		})
	}
}

// TestStorm types at random, with ^C anywhere, while notices, resizes and operations come from other goroutines.
func TestStorm(t *testing.T) {
	t.Parallel()
	big := pasteStart + strings.Repeat("1 +\n# a line of a long paste\n", 3000) + pasteEnd
	for seed := range uint64(6) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			d := newDesk(t)
			ctx, cancel := context.WithCancel(context.Background())
			pressed := make(chan struct{})
			var others sync.WaitGroup
			background := func(stream uint64, do func(*rand.Rand)) {
				others.Go(func() {
					rnd := rand.New(rand.NewPCG(seed, stream))
					for range pressed {
						do(rnd)
					}
				})
			}
			background(1, func(rnd *rand.Rand) { fmt.Fprintln(d.shell.Stdout(), strings.Repeat("notice ", rnd.IntN(30))) })
			background(2, func(rnd *rand.Rand) { d.resize(rnd.IntN(100)) })
			background(3, func(rnd *rand.Rand) {
				if sel := d.registry.All(); rnd.IntN(2) == 0 {
					_, _ = sel.Start(ctx)
				} else {
					_, _ = sel.Stop(ctx)
				}
			})
			rnd := rand.New(rand.NewPCG(seed, 4))
			for range 150 {
				select { // one of the others acts, if one is idle
				case pressed <- struct{}{}:
				default:
				}
				switch k := rnd.IntN(20); {
				case k == 0:
					d.press(big)
				case k < 5:
					d.hit()
				default:
					keys := session[rnd.IntN(len(session)-1)] // all but ^D
					d.press(keys)
					if k < 8 { // what may run for good has an end
						d.hit()
					}
				}
			}
			cancel()
			close(pressed)
			others.Wait()
			d.leave()
		})
	}
}
