package lower

import (
	"go/ast"
	"go/token"
	"strings"
)

// goes writes a go statement. A panic in the goroutine is reported instead of
// ending the process.
func (f *fn) goes(s *ast.GoStmt) {
	b := f.bindCall(s.Call)
	name := f.fresh("spawn")
	f.standsFor(name, symbol{name: f.symbol, spawns: true})
	f.unit.funcs.ln(s.Pos(), "func %s(%s) { defer %s(); %s%s }", name, strings.Join(b.params, ", "), f.guard(), f.began(s.Pos()), b.run)
	f.ln(s, "go %s(%s)", name, strings.Join(b.args, ", "))
}

// guard returns the function that every goroutine defers.
func (f *fn) guard() string {
	ended := ""
	if f.live && f.prompt(f.pkg.Types) {
		ended = f.host("Ended") + "(); "
	}
	return f.helper("guard", ended, func(name string) {
		f.unit.funcs.ln(token.NoPos, "func %s() { r := recover(); %sif r != nil { %s(r) } }", name, ended, f.host("GoPanic"))
	})
}

// began writes that a goroutine of the prompt has begun.
func (f *fn) began(pos token.Pos) string {
	if !f.live || !f.prompt(f.pkg.Types) {
		return ""
	}
	return f.host("Began") + "(" + f.mark(pos) + "); "
}
