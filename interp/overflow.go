package interp

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"runtime"
	"runtime/metrics"
	"sync/atomic"
	"time"
	"unsafe"

	"github.com/traefik/yaegi/interp"
)

// A function that calls itself without end fills the stack of its goroutine until the
// Go runtime ends the process, at 1 GB, which nothing can recover from. Before that all
// interpreted code is stopped here for a moment: its calls return at once, up to the
// native code that called them.

// ErrStackOverflow is what code ends with that was stopped because functions called each other
// without end. Code that ran at the same moment is stopped too, and has not done all of its work.
var ErrStackOverflow = errors.New("stack overflow: functions call each other without end")

const (
	stackGrowth = 200 << 20 // bytes that the stacks of few goroutines gain in stackTime only by a fault
	stackTime   = time.Second
	stackEvery  = 50 * time.Millisecond
	fewGrow     = 1000             // more new goroutines than that may well need as much
	unwindTime  = 10 * time.Second // how long stopped code may take to return
)

// GuardStacks keeps functions that call each other without end from ending the process: what runs is stopped, and the evaluation
// or the operation on a state that it was a part of fails with ErrStackOverflow. It returns when ctx is done.
func (s *Session) GuardStacks(ctx context.Context) {
	ticker := time.NewTicker(stackEvery)
	defer ticker.Stop()
	var past []stackReading // of the last stackTime
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		now := readStacks()
		if past = append(past, now); len(past) > int(stackTime/stackEvery) {
			past = past[1:]
		}
		g := s.running.Load()
		if before := past[0]; g != nil && now.bytes > before.bytes+stackGrowth && now.goroutines < before.goroutines+fewGrow {
			g.engine.cutOff(before.bytes + stackGrowth)
			past = nil
			fmt.Fprintln(orDiscard(s.cfg.Stderr), "functions called each other without end: all Go that ran at that moment was cut off, and may have left its work half done")
		}
	}
}

// A stackReading is how much the stacks of how many goroutines take.
type stackReading struct {
	bytes      uint64
	goroutines int
}

func readStacks() stackReading {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/stacks:bytes"}}
	metrics.Read(sample)
	r := stackReading{goroutines: runtime.NumGoroutine()}
	if sample[0].Value.Kind() == metrics.KindUint64 {
		r.bytes = sample[0].Value.Uint64()
	}
	return r
}

// cutOff stops the code of the interpreter, waits until the stacks take no more than enough bytes, and lets it run again.
// Nothing is compiled meanwhile.
func (e *engine) cutOff(enough uint64) {
	id, ok := runID(e.yaegi)
	if !ok {
		return
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.cuts.Add(1)
	was := atomic.LoadUint64(id)
	atomic.StoreUint64(id, was+1<<32) // code runs only while the number is the one that it began with
	defer atomic.StoreUint64(id, was)
	for began := time.Now(); readStacks().bytes > enough && time.Since(began) < unwindTime; time.Sleep(stackEvery / 5) {
		if time.Since(began) > stackTime {
			runtime.GC() // shrinks the stack of a goroutine that has returned and lives on
		}
	}
}

// runID returns the number by which the interpreter knows what may run.
func runID(i *interp.Interpreter) (*uint64, bool) {
	f := reflect.ValueOf(i).Elem().FieldByName("id")
	if !f.IsValid() || f.Kind() != reflect.Uint64 {
		return nil, false
	}
	return (*uint64)(unsafe.Pointer(f.UnsafeAddr())), true
}

// overflow returns ErrStackOverflow if code was cut off since the number of cuts was before, else err.
func (e *engine) overflow(before uint64, err error) error {
	if e.cuts.Load() != before {
		return ErrStackOverflow
	}
	return err
}
