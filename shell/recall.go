package shell

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"runtime"
	"slices"
	"time"

	"github.com/mrepl/mrepl/states"
)

// recall returns an event with what is known from what happened before it.
func (s *Shell) recall(e states.Event) occurrence {
	o := occurrence{at: s.cfg.Now(), event: e}
	switch e := e.(type) {
	case states.Defined:
		o.back = s.journal.wasGone(e.Name)
	case states.Failed:
		switch {
		case e.Op == states.OpStart && addressTaken(e.Err):
			o.hint = s.freeAddress(o, e)
		case errors.Is(e.Err, context.DeadlineExceeded):
			o.hint = s.tooSlow(e)
		}
	}
	return o
}

// tooSlow says that a state has a timeout, where that is what has ended its start.
func (s *Shell) tooSlow(e states.Failed) string {
	info, err := s.registry.Info(states.Name(e.Name))
	if err != nil || e.Op != states.OpStart || e.Status != states.StatusStartFailed || info.Timeout <= 0 || e.Took < info.Timeout {
		return ""
	}
	return "its timeout is " + info.Timeout.String() + ", which Timeout in its definition says; start tries again"
}

// wasGone reports whether a state of that name was deleted before.
func (j *journal) wasGone(name string) bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	return slices.ContainsFunc(j.list, func(o occurrence) bool {
		gone, ok := o.event.(states.Deleted)
		return ok && gone.Name == name
	})
}

// addressInUse is what systems say of an address that somebody listens on.
var addressInUse = regexp.MustCompile(`address already in use|Only one usage of each socket address`)

func addressTaken(err error) bool { return err != nil && addressInUse.MatchString(err.Error()) }

var portInText = regexp.MustCompile(`:(\d+): `)

// freeAddress says what to do where a start finds its address taken. What an earlier start has left open when it failed is closed
// by a collection, if nothing uses it: so the next start may find the address free.
func (s *Shell) freeAddress(o occurrence, e states.Failed) string {
	holder, at, again := s.journal.mayHold(e.Name)
	switch {
	case holder == "":
		return s.otherProgram(e.Err) + "; when it is free, start goes on from here"
	case again && holder == e.Name:
		return fmt.Sprintf("what the start of %s opened that failed %s ago is in use, by a goroutine, say, that it began: only leaving frees it; let the "+
			"start close what it opened before it fails", holder, ago(o.at.Sub(at)))
	}
	runtime.GC()
	if holder != e.Name {
		return fmt.Sprintf("%s; or what the start of %s that failed %s ago left open, which has been closed now if nothing uses it",
			s.otherProgram(e.Err), holder, ago(o.at.Sub(at)))
	}
	return fmt.Sprintf("the start of %s that failed %s ago may have left it open; that has been closed now, if nothing uses it: start again", holder, ago(o.at.Sub(at)))
}

// otherProgram says that another program may have the address of an error, and how to find that out.
func (s *Shell) otherProgram(err error) string {
	text := "another program may have it"
	port := portInText.FindStringSubmatch(err.Error())
	if _, ok := s.commands["sh"]; ok && port != nil {
		text += ": sh lsof -i :" + port[1] + " tells which"
	}
	return text
}

// mayHold returns the state whose failed start has most likely left an address open, "" if none failed for another reason since it
// last ran: name itself, or else the one that failed last. Again tells that name has found the address taken since then.
func (j *journal) mayHold(name string) (holder string, at time.Time, again bool) {
	j.mu.Lock()
	defer j.mu.Unlock()
	settled := map[string]bool{}
	taken := false
	for _, o := range slices.Backward(j.list) {
		state := o.event.StateName()
		failed, ok := o.event.(states.Failed)
		switch _, started := o.event.(states.Started); {
		case started:
			settled[state] = true
		case !ok || failed.Op != states.OpStart || settled[state]:
		case addressTaken(failed.Err):
			taken = taken || state == name && holder == ""
		case state == name:
			return state, o.at, taken
		case holder == "":
			holder, at, again = state, o.at, taken
		}
	}
	return holder, at, again
}
