package lower

import "go/token"

// What is typed at a prompt can be stopped: it looks at a variable in each iteration
// of a loop and at each call of a function that is typed there.

// breathe writes where code of the prompt stops when it is told to.
func (f *fn) breathe(pos token.Pos) {
	if !f.live || !f.prompt(f.pkg.Types) {
		return
	}
	f.out.ln(pos, "if %s { %s() }", f.stopFlag(), f.host("Stop"))
}

// stopFlag returns the variable that says to look closer.
func (l *Lowerer) stopFlag() string {
	return l.helper("stop", "", func(name string) {
		l.unit.types.ln(token.NoPos, "var %s bool", name)
		l.unit.binds.ln(token.NoPos, "%s(&%s)", l.host("Watch"), name)
	})
}
