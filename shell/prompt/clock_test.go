package prompt

import (
	"maps"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// TestClockOfAStoppedProcess holds that timers stand still while the process is stopped, and that only then they do.
func TestClockOfAStoppedProcess(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var stopped time.Duration
		c := newClock(func() time.Time { return time.Now().Add(stopped) })
		began := time.Now()
		var mu sync.Mutex
		fired := map[string]time.Duration{}
		at := func(name string, d time.Duration) interface{ Stop() bool } {
			return c.AfterFunc(d, func() {
				mu.Lock()
				defer mu.Unlock()
				fired[name] = time.Since(began)
			})
		}
		early := at("early", time.Second)
		at("late", 3*time.Second)
		dropped := at("dropped", 3*time.Second)
		time.Sleep(2*time.Second + time.Millisecond)
		synctest.Wait()
		if early.Stop() || !dropped.Stop() || dropped.Stop() {
			t.Error("Stop tells wrongly what it kept from firing")
		}
		stopped = 10 * time.Second
		at("afterwards", time.Second)
		time.Sleep(10 * time.Second)
		synctest.Wait()
		at("at last", 3*time.Second) // after a while without timers
		time.Sleep(10 * time.Second)
		synctest.Wait()
		for name, when := range fired {
			fired[name] = when.Round(beat)
		}
		want := map[string]time.Duration{"early": time.Second, "late": 3 * time.Second, "afterwards": 3 * time.Second, "at last": 15 * time.Second}
		if !maps.Equal(fired, want) {
			t.Errorf("fired: %v, want %v", fired, want)
		}
	})
}

// TestClockThatGoesOn holds that a timer which comes due while the process is stopped fires when that has run for as long.
func TestClockThatGoesOn(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var stopped time.Duration
		c := newClock(func() time.Time { return time.Now().Add(stopped) })
		began := time.Now()
		var fired atomic.Int64
		timer := c.AfterFunc(3*time.Second, func() { fired.Store(int64(time.Since(began))) }).(*timer)
		time.Sleep(time.Second + time.Millisecond)
		synctest.Wait()
		stopped = 10 * time.Second
		timer.fire() // as the system does at once, when it is long overdue
		if fired.Load() != 0 {
			t.Error("it fires while the process is stopped")
		}
		time.Sleep(10 * time.Second)
		synctest.Wait()
		if after := time.Duration(fired.Load()); after.Round(beat) != 3*time.Second {
			t.Errorf("it fired after %v", after)
		}
	})
}
