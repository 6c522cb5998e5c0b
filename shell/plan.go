package shell

import (
	"fmt"
	"strings"

	"github.com/mrepl/mrepl/states"
)

// showPlan prints what an operation would do.
func (s *Shell) showPlan(p *states.Plan) {
	steps := []fields{}
	var b strings.Builder
	for _, step := range p.Steps {
		f := fields{"name": step.Name, "action": step.Action}
		verb := step.Action.String()
		if step.Action == states.ActionCleanup {
			verb = "stop again what is left of"
		}
		fmt.Fprintf(&b, "would %s %s", verb, step.Name)
		if step.Why != "" {
			f["why"] = step.Why
			fmt.Fprintf(&b, " (%s)", step.Why)
		}
		b.WriteString("\n")
		steps = append(steps, f)
	}
	if len(steps) == 0 {
		b.WriteString("would do nothing")
	}
	s.view.result("plan", steps, b.String())
}
