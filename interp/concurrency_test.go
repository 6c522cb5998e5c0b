package interp_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/mrepl/mrepl/states"
)

const ticking = `
-- main.go --
package main

import (
	"context"
	"sync/atomic"

	"github.com/mrepl/mrepl/states"
)

// Pings answers every request with a number one higher.
var Pings = states.New("pings", func(context.Context) (chan chan int, error) {
	requests := make(chan chan int)
	go func() {
		n := 0
		for r := range requests {
			n++
			r <- n
		}
	}()
	return requests, nil
}).OnStop(func(ctx context.Context, c chan chan int) error { close(c); return nil })

func Ping() int {
	r := make(chan int)
	Pings.Get() <- r
	return <-r
}

var stop atomic.Bool

var Entered = make(chan bool, 1)

func Spin() {
	Entered <- true
	for !stop.Load() {
	}
	close(Entered)
}

func Stop() { stop.Store(true) }

func Block() { Entered <- true; select {} }

func main() {}
`

// TestAbandonedEvaluation holds that a cancelled Eval returns though its code runs
// on, and that nothing else is harmed by that.
func TestAbandonedEvaluation(t *testing.T) {
	t.Parallel()
	for _, call := range []string{"main.Spin()", "main.Block()", "for { main.Entered <- true; select {} }"} {
		m := open(t, ticking)
		m.start()
		m.expect("main.Ping()", "1")
		ctx, cancel := context.WithCancel(context.Background())
		done := make(chan error, 1)
		go func() {
			_, err := m.session.Eval(ctx, call)
			done <- err
		}()
		m.expect("<-main.Entered", "true")
		m.expect("main.Ping()", "2") // while the other runs
		cancel()
		if err := <-done; !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", call, err)
		}
		m.expect("main.Ping()", "3", "x := 1", "", "x + 1", "2", "main.Stop()", "")
		if call == "main.Spin()" {
			m.expect("_, open := <-main.Entered\nopen", "false")
		}
		m.stop()
	}
}

func TestDeadContext(t *testing.T) {
	t.Parallel()
	m := open(t, ticking)
	ctx, cancel := context.WithTimeout(context.Background(), time.Nanosecond)
	defer cancel()
	<-ctx.Done()
	if _, err := m.session.Eval(ctx, "select {}"); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
	m.expect("1", "1")
}

// TestGoroutinePanics holds that a panic in a goroutine is reported and ends
// nothing else.
func TestGoroutinePanics(t *testing.T) {
	t.Parallel()
	m := open(t, `
-- main.go --
package main

import "errors"

func Crash() {
	go func() { panic(errors.New("lost")) }()
	go worker(nil)
}

func worker(m map[int]int) {
	m[0]++
}

func main() {}
`)
	m.expect("main.Crash()", "", "1 + 1", "2")
	text := m.out.await(t, "everything else runs on\n", 2)
	text = column.ReplaceAllString(strings.ReplaceAll(text, m.dir+"/", ""), "$1: panic:")
	for _, want := range []string{"main.go:6: panic: lost\n", "main.go:11: panic: assignment to entry in nil map\n"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in: %s", want, text)
		}
	}
}

// TestConcurrentEvaluation is for the race detector.
func TestConcurrentEvaluation(t *testing.T) {
	t.Parallel()
	m := open(t, ticking)
	m.start()
	var wg sync.WaitGroup
	for g := range 4 {
		wg.Go(func() {
			for i := range 5 {
				m.expect(
					fmt.Sprintf("v%d := %d", g, i), "",
					fmt.Sprintf("v%d * 2", g), fmt.Sprint(i*2),
					fmt.Sprintf("func f%d(n int) int { return n + %d }", g, i), "",
					fmt.Sprintf("f%d(1)", g), fmt.Sprint(i+1),
				)
				m.session.Complete("main.P", 6)
				if _, err := m.session.Eval(context.Background(), "main.Ping()"); err != nil {
					t.Error(err)
				}
				if _, err := m.session.Substitute(context.Background(), "main/pings", "make(chan chan int)"); err != nil {
					t.Error(err)
				}
				if _, err := m.session.Check(context.Background()); err != nil && g == 0 {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	m.expect("main.Ping()", "21")
	m.stop()
}

// TestReloadUnderLoad reloads while code runs and evaluates.
func TestReloadUnderLoad(t *testing.T) {
	t.Parallel()
	m := open(t, counting)
	m.start()
	var wg sync.WaitGroup
	done := make(chan struct{})
	for range 2 {
		wg.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
				}
				if got := m.eval("main.Answer()"); got != `"one"` && got != `"two"` {
					t.Errorf("got %s", got)
				}
			}
		})
	}
	from, to := `"one"`, `"two"`
	for range 4 {
		m.replace("lib/lib.go", from, to)
		m.reload()
		from, to = to, from
	}
	close(done)
	wg.Wait()
	m.expect("main.Answer()", `"one"`)
	if _, err := m.reg.Stop(context.Background(), states.Name("top")); err != nil {
		t.Error(err)
	}
}
