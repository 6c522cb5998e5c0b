package parts

import (
	"context"
	"fmt"

	"github.com/mrepl/mrepl/states"
)

// Register makes the parts of s states of r, in start order: the part wildrank is the state
// prefix/wildrank. From then on it is r that starts and stops them; s itself never changes.
// Stop functions that hang, timeouts and leftovers are r's business too.
//
// Registered again under the same prefix, the states become those of the new system. A part
// that runs and whose kind or configuration is another than before is restarted, one
// that is gone is stopped and forgotten, and the others run on. The report is of that.
//
// It is an error, and nothing changes, if the system is not right, or has parts that
// run or have yet to be stopped: their states would be lost.
func (k Kinds) Register(ctx context.Context, r *states.Registry, prefix string, s System) (*states.Report, error) {
	unit := r.NewUnit("parts " + prefix)
	unit.Refuse(k.registrable(s))
	for _, name := range s.StartOrder {
		unit.Define(k.definition(prefix, name, s.Parts[name]))
	}
	return unit.Apply(ctx)
}

// registrable returns why a system cannot be registered.
func (k Kinds) registrable(s System) error {
	if err := k.Check(s); err != nil {
		return err
	}
	for _, name := range s.StartOrder {
		if s.Parts[name].held() {
			return &SystemError{name, "it has yet to be stopped before it can be registered"}
		}
	}
	return nil
}

// definition returns a part as a state.
func (k Kinds) definition(prefix, name string, p Part) states.Definition {
	kindName, kind := k.of(name, p)
	d := states.Definition{
		Name: prefix + "/" + name,
		Doc:  "the part " + name,
		Type: kind.Type,
		// The functions may have been compiled anew since; what runs need not know.
		Version: fmt.Sprintf("%s %#v", kindName, p.Config),
		Start: func(ctx context.Context) (any, error) {
			state, err := kind.Start(ctx, p.Config)
			if err == nil || state == nil || kind.Stop == nil {
				return state, err
			}
			if stop := kind.Stop(context.WithoutCancel(ctx), p.Config, state); stop != nil {
				err = &HalfStartedError{State: state, Err: err, Stop: stop}
			}
			return nil, err
		},
	}
	if kind.Stop != nil {
		d.Stop = func(ctx context.Context, state any) error { return kind.Stop(ctx, p.Config, state) }
	}
	return d
}
