package shell

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/mrepl/mrepl/states"
)

// A Tasker is an Engine that knows what was begun at the prompt and has not ended.
type Tasker interface {
	Running() []Task
	// Stop tells a task to stop, which it does at the next iteration of a loop, or call of a function, that was typed at the
	// prompt. The error says that there is no such task.
	Stop(id int) error
	// Kill ends all interpreted code and loads every package anew. States are to be stopped before.
	Kill(ctx context.Context) (Changes, error)
}

// A Task is an evaluation or a start of a state that has not ended, or a goroutine that was begun by an evaluation.
type Task struct {
	ID        int       `json:"id"`
	Source    string    `json:"source"` // the first line
	Pos       string    `json:"pos"`
	Since     time.Time `json:"since"`
	Goroutine bool      `json:"goroutine"`
	Abandoned bool      `json:"abandoned"` // ^C has ended the wait for it
}

var tasksTable = table{
	"ps": {
		Group:   Looking,
		Summary: "list what was begun at the prompt and still runs",
		Detail: "Those are evaluations and starts of states whose wait ^C has ended, and goroutines. The goroutines of the " +
			"states are not listed: stop ends those. See kill.",
		Run: ps,
	},
	"kill": {
		Group: Lifecycle, Args: "[N...]",
		Summary: "end what was begun at the prompt, by its number in ps",
		Detail: "Loops and functions that were typed stop at their next iteration or call; what they have called in the program " +
			"runs on until it returns. With --hard all interpreted code ends, whatever it does, and that has a price: what " +
			"runs is stopped first and started again afterwards, substitutes are taken away, and every package is loaded anew, " +
			"with all its variables. " +
			"Code that waits in a compiled function, for a channel or a connection, ends when that returns. --hard -n says " +
			"what it would cost now.",
		Flags:    []Flag{planFlag, {[]string{"--hard"}, "end all interpreted code"}},
		Complete: taskNumbers, Run: kill,
	},
}

// tasks returns the engine as one that knows its tasks.
func (c *Call) tasks() (Tasker, error) {
	if c.Shell.engine == nil {
		return nil, fmt.Errorf("%s: %w", c.Name, errNoEngine)
	}
	t, ok := c.Shell.engine.(Tasker)
	if !ok {
		return nil, fmt.Errorf("%s: it is not known here what runs", c.Name)
	}
	return t, nil
}

func ps(_ context.Context, c *Call) error {
	if err := c.needs(0, 0); err != nil {
		return err
	}
	t, err := c.tasks()
	if err != nil {
		return err
	}
	s, list := c.Shell, t.Running()
	if len(list) == 0 {
		s.view.result("ps", []Task{}, "nothing that was begun at the prompt runs")
		return nil
	}
	p := newPalette(s.cfg.ColorOut)
	g := grid{head: []string{"N", "SINCE", "KIND", "SOURCE", "AT"}, keep: 2}
	for _, task := range list {
		kind, paint := "evaluation", p.up
		switch {
		case task.Goroutine:
			kind = "goroutine"
		case task.Abandoned:
			kind, paint = "left behind", p.warn
		}
		g.rows = append(g.rows, []cell{
			{text: strconv.Itoa(task.ID)}, {text: ago(s.cfg.Now().Sub(task.Since))}, {kind, paint}, {text: task.Source}, {task.Pos, p.dim},
		})
	}
	s.view.result("ps", list, g.write(s.limits().Width, p.dim))
	return nil
}

func kill(ctx context.Context, c *Call) error {
	t, err := c.tasks()
	if err != nil {
		return err
	}
	switch hard, plan := c.Has("--hard"), c.Has("-n"); {
	case hard && len(c.words) > 0:
		return c.misuse("--hard ends everything: it takes no number")
	case hard && plan:
		return c.Shell.planKill()
	case hard:
		return c.Shell.killAll(ctx, t)
	case len(c.words) == 0:
		return c.misuse("which? ps lists what runs")
	case plan:
		return c.misuse("-n goes with --hard")
	}
	var errs []error
	for _, word := range c.Words() {
		id, err := strconv.Atoi(word)
		if err != nil {
			return c.misuse("%s is no number", word)
		}
		errs = append(errs, c.Shell.killOne(ctx, t, id))
	}
	return errors.Join(errs...)
}

// killWait is how long kill looks whether what it has told to stop does.
const killWait = 500 * time.Millisecond

// killOne tells a task to stop and says whether it has.
func (s *Shell) killOne(ctx context.Context, t Tasker, id int) error {
	if err := t.Stop(id); err != nil {
		return err
	}
	runs := func() bool { return slices.ContainsFunc(t.Running(), func(task Task) bool { return task.ID == id }) }
	for end := time.Now().Add(killWait); runs() && time.Now().Before(end) && ctx.Err() == nil; {
		select {
		case <-ctx.Done():
		case <-time.After(5 * time.Millisecond):
		}
	}
	if !runs() {
		s.view.notice(fmt.Sprintf("%d has ended", id))
		return nil
	}
	return fmt.Errorf("%d has not ended yet: it does when what it has called returns\nnext: kill --hard ends all interpreted code; %s", id, s.price())
}

// price says what kill --hard costs.
func (s *Shell) price() string {
	if n := s.running(); n > 0 {
		return count(n, "state") + " would be stopped and started again, and all package variables be new"
	}
	return "all package variables would be new"
}

func (s *Shell) planKill() error {
	steps := []states.PlannedStep{}
	plan, err := s.registry.All().Plan(states.OpStop)
	if err != nil {
		return err
	}
	steps = append(steps, plan.Steps...)
	for _, name := range s.runningNames() {
		steps = append(steps, states.PlannedStep{Name: name, Action: states.ActionStart})
	}
	s.showPlan(&states.Plan{Op: states.OpStop, Steps: steps})
	s.view.notice("between the stops and the starts all interpreted code would end, and every package be loaded anew")
	return nil
}

// killAll stops what runs, ends all interpreted code, loads every package anew and starts the same states again.
func (s *Shell) killAll(ctx context.Context, t Tasker) error {
	if _, err := s.engine.Plan(ctx); err != nil {
		return s.refused(err)
	}
	names, before := s.runningNames(), s.before()
	s.unstarted = names
	var errs []error
	substituted := func(info states.Info) bool { return info.Substitute != "" }
	if len(names) > 0 || slices.ContainsFunc(s.registry.Status(), substituted) { // the code of substitutes ends too
		errs = append(errs, s.report(s.registry.Stop(ctx)))
	}
	changes, err := t.Kill(ctx)
	if err != nil {
		errs = append(errs, fmt.Errorf("the code could not be ended, as nothing can take its place:\n%w", err))
	} else {
		if len(changes.Packages) > 0 {
			s.view.changes(s.reloaded(changes, false, before))
		}
		s.view.notice("all that was begun at the prompt has ended")
	}
	if len(names) > 0 {
		err := s.startAgain(ctx, names)
		if err == nil {
			s.unstarted = nil
		}
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}

// taskNumbers offers the numbers of what runs.
func taskNumbers(c *Call) []Completion {
	t, err := c.tasks()
	if err != nil {
		return nil
	}
	var list []Completion
	for _, task := range t.Running() {
		list = append(list, Completion{Text: strconv.Itoa(task.ID), Hint: task.Source, Ends: true})
	}
	return list
}
