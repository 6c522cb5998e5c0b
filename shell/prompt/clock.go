package prompt

import (
	"sync"
	"time"

	"github.com/mrepl/mrepl/states"
)

// Clock returns a clock for the states of a program with a prompt: time in which the process is stopped, as by ^Z, does not
// count towards the time that a start or a stop may take.
func Clock() states.Clock { return newClock(time.Now) }

const (
	beat = 200 * time.Millisecond // how often a clock with timers looks at the time
	gap  = time.Second            // one that has not done so for that long was stopped
)

// A clock is the system's, with timers that go by the time in which the process runs. No signal tells when it was stopped, and
// SIGCONT comes too late, so it is known by its gaps. It is safe for concurrent use.
type clock struct {
	now func() time.Time

	mu      sync.Mutex
	ran     time.Duration // while there were timers
	looked  time.Time     // when ran was brought up to date
	beating bool
	timers  map[*timer]struct{} // that have neither fired nor been stopped
}

// A timer is one of a clock, whose mu guards it.
type timer struct {
	clock *clock
	f     func()
	due   time.Duration // when the process has run for that long
	timer *time.Timer
}

func newClock(now func() time.Time) *clock { return &clock{now: now, timers: map[*timer]struct{}{}} }

// Now implements states.Clock.
func (c *clock) Now() time.Time { return c.now() }

// AfterFunc implements states.Clock.
func (c *clock) AfterFunc(d time.Duration, f func()) states.Timer {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.beating {
		c.look()
	} else {
		c.beating, c.looked = true, c.now()
		time.AfterFunc(beat, c.beat)
	}
	t := &timer{clock: c, f: f, due: c.ran + d}
	c.timers[t] = struct{}{}
	t.timer = time.AfterFunc(d, t.fire)
	return t
}

// look brings ran up to date.
func (c *clock) look() {
	now := c.now()
	if d := now.Sub(c.looked); d < gap {
		c.ran += d
	}
	c.looked = now
}

// beat looks at the time as long as there are timers.
func (c *clock) beat() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.look()
	if c.beating = len(c.timers) > 0; c.beating {
		time.AfterFunc(beat, c.beat)
	}
}

// fire calls the function, or waits for what the process has not run meanwhile.
func (t *timer) fire() {
	if t.over() {
		t.f()
	}
}

func (t *timer) over() bool {
	c := t.clock
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, ok := c.timers[t]; !ok {
		return false
	}
	c.look()
	if left := t.due - c.ran; left > 0 {
		t.timer.Reset(left)
		return false
	}
	delete(c.timers, t)
	return true
}

// Stop implements states.Timer.
func (t *timer) Stop() bool {
	t.clock.mu.Lock()
	defer t.clock.mu.Unlock()
	_, ok := t.clock.timers[t]
	delete(t.clock.timers, t)
	t.timer.Stop()
	return ok
}
