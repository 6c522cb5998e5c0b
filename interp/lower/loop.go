package lower

import (
	"go/ast"
	"go/token"
	"strings"
)

// loop is a loop around the statement at hand.
type loop struct {
	label string
	copy  []string // what to do at the end of each iteration
	loop  bool     // else it is a switch or select statement
}

// enter notes that what is written next is in a loop, and leave that it is no more.
func (f *fn) enter(label string, copy []string) {
	f.loops = append(f.loops, loop{label, copy, true})
	f.breathe(f.at)
}

// enterSwitch is enter for a switch or select statement.
func (f *fn) enterSwitch(label string) { f.loops = append(f.loops, loop{label: label}) }

func (f *fn) leave() { f.loops = f.loops[:len(f.loops)-1] }

// continueTo writes continue, after what its loop does at the end of each
// iteration.
func (f *fn) continueTo(n ast.Node, label string) {
	if f.rangeBody != nil && !f.within(label, true) {
		f.exit(n, token.CONTINUE, label)
		return
	}
	var target loop
	for _, l := range f.loops {
		if l.loop && (label == "" || l.label == label) {
			target = l
		}
	}
	for _, line := range target.copy {
		f.ln(n, "%s", line)
	}
	f.ln(n, "%s", strings.TrimSpace("continue "+labelName(label)))
}

// within reports whether a break or continue stays inside the function at hand.
func (f *fn) within(label string, loopsOnly bool) bool {
	for _, l := range f.loops {
		if (label == "" || l.label == label) && (l.loop || !loopsOnly) {
			return true
		}
	}
	return false
}
