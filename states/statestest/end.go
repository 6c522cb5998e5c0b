package statestest

import (
	"context"
	"reflect"

	"github.com/mrepl/mrepl/states"
)

// end brings the registry back to where it was, and fails the test if that does not
// work or leaves something behind.
func (run *Run) end() {
	run.tb.Helper()
	ctx, cancel := run.bounded()
	defer cancel()
	report, err := run.Stop(ctx, run.begun()...)
	if err != nil {
		run.tb.Errorf("the states did not stop: %v\n%s", err, report)
	}
	run.takeBack(ctx)
	for _, leak := range run.leaks.end() {
		run.tb.Errorf("%s", leak)
	}
}

// begun returns the states that run, or have just failed to stop, and did not run before.
// It is not nil: an empty list is no state, not every state.
func (run *Run) begun() []states.Ref {
	refs := []states.Ref{}
	for _, info := range run.Status() {
		if _, ran := run.before[info.Name]; !ran {
			refs = append(refs, states.Name(info.Name))
		}
	}
	return refs
}

// takeBack undoes swaps of states that ran before, and arguments.
func (run *Run) takeBack(ctx context.Context) {
	run.tb.Helper()
	swapped := []states.Ref{}
	for _, info := range run.Status() {
		if was, ran := run.before[info.Name]; ran && info.Substitute != was.Substitute {
			swapped = append(swapped, states.Name(info.Name))
		}
	}
	if report, err := run.Unswap(ctx, swapped...); err != nil {
		run.tb.Errorf("the states that were swapped did not come back: %v\n%s", err, report)
	}
	if reflect.DeepEqual(run.args, run.Args()) {
		return
	}
	if _, err := run.Registry.Only().WithArgs(run.args).Start(ctx); err != nil {
		run.tb.Errorf("the arguments did not come back: %v", err)
	}
}
