package shell_test

import (
	"bytes"
	"regexp"
	"runtime"
	"sync"
	"testing"
	"time"

	"github.com/mrepl/mrepl/states"
)

// A buffer keeps what is written to it. It is safe for concurrent use.
type buffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (b *buffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

func (b *buffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}

// take returns what was written since the last take.
func (b *buffer) take() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	defer b.b.Reset()
	return b.b.String()
}

var (
	durations  = regexp.MustCompile(`(?:<|\\u003c)?\d+(\.\d+)?(µs|ms|s)\b`)
	jsonMillis = regexp.MustCompile(`"ms":[\d.]+`)
	jsonSince  = regexp.MustCompile(`"since":"[^"]*"`)
	stackLines = regexp.MustCompile(`goroutine \d+ .*\n(?:\S.*\n\t.*\n?)+`)
	dates      = regexp.MustCompile(`\d+ \pL+ 20\d\d, \d\d:\d\d`)
	clocks     = regexp.MustCompile(`\b\d\d:\d\d:\d\d\.\d{3}\b|\b\d\d [A-Z][a-z]{2} \d\d:\d\d\b`)
	jsonTimes  = regexp.MustCompile(`"(at|time)":"20[^"]*"`)
	jsonBegan  = regexp.MustCompile(`"beganMs":[\d.]+`)
	bars       = regexp.MustCompile(` *━+`)
	gaps       = regexp.MustCompile(`( ) *(?:&lt;)?Xms`)
	moreCalls  = regexp.MustCompile(`\d+ more calls?`)
	testFiles  = regexp.MustCompile(`\S+_test\.go:\d+`)
)

// normal replaces what differs from run to run.
func normal(text string) string {
	text = durations.ReplaceAllString(text, "Xms")
	text = jsonMillis.ReplaceAllString(text, `"ms":0`)
	text = jsonSince.ReplaceAllString(text, `"since":"T"`)
	text = dates.ReplaceAllString(text, "DATE")
	text = clocks.ReplaceAllString(text, "TIME")
	text = jsonTimes.ReplaceAllString(text, `"$1":"T"`)
	text = jsonBegan.ReplaceAllString(text, `"beganMs":0`)
	text = bars.ReplaceAllString(text, " ━")
	text = gaps.ReplaceAllString(text, "${1}Xms")
	text = moreCalls.ReplaceAllString(text, "N more calls")
	text = testFiles.ReplaceAllString(text, "FILE:LINE")
	return stackLines.ReplaceAllString(text, "STACK\n")
}

// startingOf returns an observer that calls f when the state is about to be started.
func startingOf(name string, f func()) func(states.Event) {
	return func(e states.Event) {
		if e, ok := e.(states.Starting); ok && e.Name == name {
			f()
		}
	}
}

// waitFor waits until cond holds.
func waitFor(t *testing.T, cond func() bool) {
	t.Helper()
	for start := time.Now(); !cond(); runtime.Gosched() {
		if time.Since(start) > 10*time.Second {
			t.Fatal("it never came true")
		}
	}
}
