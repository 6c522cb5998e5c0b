package statestest

import (
	"slices"
	"sync"

	"github.com/mrepl/mrepl/states"
)

// leaks collects what the stops of a run leave behind, whoever asked for them.
type leaks struct {
	mu     sync.Mutex
	texts  []string
	cancel func()
}

// watch begins to collect leaks. It fails the test if a state that may have some is not
// known.
func (run *Run) watch() {
	run.tb.Helper()
	var allowed []string
	for _, ref := range run.settings.leaky {
		name, err := run.Resolve(ref.StateName())
		if err != nil {
			run.tb.Fatalf("AllowLeaks: %v", err)
		}
		allowed = append(allowed, name)
	}
	if run.settings.allLeaky {
		return
	}
	before := run.ReportLeaks(true)
	cancel := run.Observe(func(event states.Event) {
		if e, ok := event.(states.Stopped); ok && !slices.Contains(allowed, e.Name) {
			run.leaks.add(e.Name, run.own(e.Leaks))
		}
	})
	run.leaks.cancel = func() { cancel(); run.ReportLeaks(before) }
}

// own returns the leaks that are surely the state's own: all but sockets, where
// other tests may be opening some.
func (run *Run) own(found []states.Leak) []states.Leak {
	if run.Registry == states.Default {
		return found
	}
	return slices.DeleteFunc(slices.Clone(found), func(leak states.Leak) bool { return leak.Socket != "" })
}

func (l *leaks) add(name string, found []states.Leak) {
	if len(found) == 0 {
		return
	}
	text := name + " is stopped and has left behind:"
	for _, leak := range found {
		text += "\n  " + leak.String()
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.texts = append(l.texts, text)
}

// end ends the collection and returns it.
func (l *leaks) end() []string {
	if l.cancel != nil {
		l.cancel()
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.texts
}
