package shell

import (
	"context"
	"strings"
	"sync"
	"time"

	"github.com/mrepl/mrepl/states"
)

var logging = table{
	"log": {
		Group: Looking, Args: "[STATE...]",
		Summary: "show what happened to the states, and when",
		Detail: "It shows what the shell saw since it began, at most the last 1,000 lines, of the named states or of all. With " +
			"-f it goes on with what happens from now on, until ^C.",
		Flags:    []Flag{{[]string{"-f", "--follow"}, "go on until ^C"}},
		Complete: allStates, Run: showLog,
	},
}

// An occurrence is an event, when it was seen, and what is known from before.
type occurrence struct {
	at    time.Time
	event states.Event
	back  bool   // of a state that is defined: there was one of that name
	hint  string // of a failure: what to do next, "" for what is always done
}

// logLimit is how many events a shell remembers.
const logLimit = 1000

// A journal keeps the last events. It is safe for concurrent use.
type journal struct {
	mu        sync.Mutex
	list      []occurrence
	following func(occurrence) // told of each event; nil while nobody follows
}

// add keeps an event, and reports whether somebody who follows has taken it.
func (j *journal) add(o occurrence) (taken bool) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if len(j.list) >= logLimit {
		j.list = append(j.list[:0:0], j.list[logLimit/10:]...)
	}
	j.list = append(j.list, o)
	if j.following == nil {
		return false
	}
	j.following(o)
	return true
}

// follow calls f with all that is known and then with each new event, until stop is called. A nil f is not called again.
func (j *journal) follow(f func(occurrence), onward bool) (stop func()) {
	j.mu.Lock()
	defer j.mu.Unlock()
	for _, o := range j.list {
		f(o)
	}
	if onward {
		j.following = f
	}
	return func() {
		j.mu.Lock()
		defer j.mu.Unlock()
		j.following = nil
	}
}

func showLog(ctx context.Context, c *Call) error {
	s := c.Shell
	names := map[string]bool{}
	for _, w := range c.words {
		full, err := s.registry.Resolve(w.text)
		if err != nil {
			return err
		}
		names[full] = true
	}
	p := newPalette(s.cfg.ColorOut)
	empty := true
	stop := s.journal.follow(func(o occurrence) {
		text := eventText(o, p)
		if text == "" || len(names) > 0 && !names[o.event.StateName()] {
			return
		}
		empty = false
		at := o.at.Format("15:04:05.000")
		data := eventFields(o)
		data["at"] = o.at
		s.view.result("log", data, p.dim.Sprint(at)+" "+strings.ReplaceAll(text, "\n", "\n"+strings.Repeat(" ", len(at)+1)))
	}, c.Has("-f"))
	defer stop()
	if c.Has("-f") {
		<-ctx.Done()
		return nil
	}
	if empty {
		s.view.notice("nothing has happened yet")
	}
	return nil
}
