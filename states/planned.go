package states

import "strings"

// A Plan is what an operation would do: which states, in order, and why.
type Plan struct {
	Op        Op
	Steps     []PlannedStep
	Unchanged []string // selected, and already as wanted
}

// A PlannedStep is what an operation would do to one state.
type PlannedStep struct {
	Name   string
	Action Action
	Why    string // "" if it was asked for
}

// String returns the plan as text, a line for each step.
func (p *Plan) String() string {
	var b strings.Builder
	for _, s := range p.Steps {
		b.WriteString(s.Action.String() + " " + s.Name)
		if s.Why != "" {
			b.WriteString(" (" + s.Why + ")")
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func (p *plan) publish(op Op) *Plan {
	out := &Plan{Op: op, Steps: make([]PlannedStep, len(p.steps))}
	for i := range p.steps {
		st := &p.steps[i]
		out.Steps[i] = PlannedStep{st.n.name, st.action, st.why.String()}
	}
	for _, n := range p.unchanged {
		out.Unchanged = append(out.Unchanged, n.name)
	}
	return out
}

// Plan returns what the operation would do to the selection now: [OpStart],
// [OpStop], [OpRestart], [OpSwap], [OpUnswap] or [OpCleanup]. It changes nothing, and its
// error is the one with which the operation would be refused.
func (s Selection) Plan(op Op) (*Plan, error) {
	r := s.registry()
	s = s.tried(r)
	r.mu.Lock()
	defer r.mu.Unlock()
	p, err := r.plan(op, s)
	if err != nil {
		return &Plan{Op: op}, err
	}
	return p.publish(op), nil
}
