package lower

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// forLoop writes a for statement. Variables that outlive an iteration are
// allocated in each, as Go does since 1.22: the loop itself counts with a
// variable of its own, which the iteration copies in and out.
func (f *fn) forLoop(s *ast.ForStmt, label string) {
	f.countsFrom(s)
	f.ln(s, "{")
	defer f.out.ln(s.End(), "}")
	vars := f.loopVars(s)
	inner := map[types.Object]variable{}
	var enter, leave []string
	for _, obj := range vars {
		f.escapes[obj] = false
	}
	if s.Init != nil {
		f.stmt(s.Init)
	}
	for _, obj := range vars {
		f.escapes[obj] = true
		outer := f.names[obj]
		v := variable{f.local(obj.Name()), pointerVar}
		inner[obj] = v
		enter = append(enter, fmt.Sprintf("%s := new(%s)", v.name, f.typ(f.subst.apply(obj.Type()))), fmt.Sprintf("*%s = %s", v.name, outer.name))
		leave = append(leave, fmt.Sprintf("%s = *%s", outer.name, v.name))
	}
	f.forHeader(s, label)
	for obj, v := range inner {
		f.names[obj] = v
	}
	for _, line := range enter {
		f.ln(s, "%s", line)
	}
	f.enter(label, leave)
	f.stmts(s.Body.List)
	f.leave()
	if !ends(s.Body.List) {
		for _, line := range leave {
			f.out.ln(s.Body.Rbrace, "%s", line)
		}
	}
	f.out.ln(s.Body.Rbrace, "}")
}

// loopVars returns the variables of a for statement that outlive an iteration.
func (f *fn) loopVars(s *ast.ForStmt) []types.Object {
	init, ok := s.Init.(*ast.AssignStmt)
	if !ok || init.Tok != token.DEFINE {
		return nil
	}
	var out []types.Object
	for _, e := range init.Lhs {
		if obj, ok := f.defined(e, true); ok && f.escapes[obj] {
			out = append(out, obj)
		}
	}
	return out
}

// forHeader writes the clause of a for statement and opens the body. A post
// statement that takes several lines moves to the start of the body, from the
// second iteration on.
func (f *fn) forHeader(s *ast.ForStmt, label string) {
	cond := ""
	if s.Cond != nil {
		cond = f.cond(s.Cond)
	}
	post := &code{}
	if s.Post != nil {
		out := f.out
		f.out = post
		f.stmt(s.Post)
		f.out = out
	}
	if len(post.lines) <= 1 {
		f.labelLine(s, label)
		f.ln(s, "for ; %s; %s {", bareHead(cond), strings.TrimSuffix(post.text.String(), "\n"))
		return
	}
	again := f.local("again")
	f.ln(s, "var %s bool", again)
	f.labelLine(s, label)
	f.ln(s, "for ; ; %s = true {", again)
	f.ln(s, "if %s {", again)
	f.out.append(post)
	f.ln(s, "}")
	if cond != "" {
		f.ln(s, "if !(%s) { break }", cond)
	}
}

// ends reports whether control cannot reach the end of a list of statements.
func ends(list []ast.Stmt) bool {
	if len(list) == 0 {
		return false
	}
	switch s := list[len(list)-1].(type) {
	case *ast.ReturnStmt:
		return true
	case *ast.BranchStmt:
		return s.Tok != token.FALLTHROUGH
	}
	return false
}
