package shell

import (
	"path"
	"slices"
	"strings"
	"time"

	"github.com/mrepl/mrepl/states"
)

// A reloaded is what a reload did, or would do: to the code, and to the states.
type reloaded struct {
	Changes
	plan bool     // nothing of it has happened
	kept []string // states that run on
	fate fate
	took time.Duration
}

// A fate is what becomes of states.
type fate struct {
	restarted, started, stopped []reasoned
	failed, untried             []string
	added, removed              []string
}

// A reasoned is a state, and why something happens to it.
type reasoned struct {
	Name string `json:"name"`
	Why  string `json:"why,omitempty"`
}

// itRanBefore is the reason for every start of a restart: that of its stop tells more.
const itRanBefore = "it ran before"

// add notes one step of a report or of a plan.
func (f *fate) add(name string, action states.Action, why string) {
	switch action {
	case states.ActionStop:
		f.stopped = append(f.stopped, reasoned{name, why})
	case states.ActionStart:
		i := slices.IndexFunc(f.stopped, func(r reasoned) bool { return r.Name == name })
		if i < 0 {
			f.started = append(f.started, reasoned{name, why})
			return
		}
		f.restarted = append(f.restarted, f.stopped[i])
		f.stopped = slices.Delete(f.stopped, i, i+1)
	case states.ActionDefine:
		f.added = append(f.added, name)
	case states.ActionDelete:
		f.removed = append(f.removed, name)
		f.stopped = slices.DeleteFunc(f.stopped, func(r reasoned) bool { return r.Name == name })
	}
}

// fateOf reads a report or a plan, of which there may be neither.
func fateOf(r *states.Report, p *states.Plan) fate {
	var f fate
	if p != nil {
		for _, step := range p.Steps {
			f.add(step.Name, step.Action, step.Why)
		}
	}
	if r == nil {
		return f
	}
	for _, step := range r.Steps {
		switch {
		case step.Status == states.StatusNotAttempted:
			f.untried = append(f.untried, step.Name)
		case step.Err() != nil:
			f.failed = append(f.failed, step.Name)
		default:
			f.add(step.Name, step.Action, step.Why())
		}
	}
	// What was stopped and could not be started is told as that.
	down := slices.Concat(f.failed, f.untried)
	f.stopped = slices.DeleteFunc(f.stopped, func(r reasoned) bool { return slices.Contains(down, r.Name) })
	return f
}

// quiet reports whether nothing happens to a state that runs, or is to run.
func (f *fate) quiet() bool {
	return len(f.restarted)+len(f.started)+len(f.stopped)+len(f.failed)+len(f.untried)+len(f.removed) == 0
}

// reloaded puts what a reload did, or would do, together with what it left alone.
func (s *Shell) reloaded(c Changes, plan bool, before before) reloaded {
	r := reloaded{Changes: c, plan: plan, fate: fateOf(c.States, c.Plan), took: s.cfg.Now().Sub(before.began)}
	now := s.variables()
	for _, names := range []*[]string{&r.Added, &r.Removed, &r.Renewed} {
		*names = slices.DeleteFunc(slices.Clone(*names), func(name string) bool { return now[name] || before.variables[name] })
	}
	touched := map[string]bool{}
	for _, list := range [][]reasoned{r.fate.restarted, r.fate.started, r.fate.stopped} {
		for _, one := range list {
			touched[one.Name] = true
		}
	}
	for _, name := range slices.Concat(r.fate.failed, r.fate.removed) {
		touched[name] = true
	}
	for _, name := range s.runningNames() {
		if !touched[name] {
			r.kept = append(r.kept, name)
		}
	}
	return r
}

// A before is what there is to remember when a reload begins.
type before struct {
	began     time.Time
	variables map[string]bool
}

func (s *Shell) before() before { return before{s.cfg.Now(), s.variables()} }

// variables returns the names of the variables of states, which are told of as states.
func (s *Shell) variables() map[string]bool {
	variables := map[string]bool{}
	locator, ok := s.engine.(Locator)
	if !ok {
		return variables
	}
	for _, state := range s.registry.Names() {
		if name := locator.Variable(state); name != "" {
			variables[name] = true
		}
	}
	return variables
}

// code tells which packages a reload is about.
func (r reloaded) code() string {
	if len(r.Packages) > 4 {
		return count(len(r.Packages), "package")
	}
	if len(r.Names) == len(r.Packages) {
		return strings.Join(r.Names, ", ")
	}
	var names []string
	for _, pkg := range r.Packages {
		names = append(names, path.Base(pkg))
	}
	return strings.Join(names, ", ")
}
