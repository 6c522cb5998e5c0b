package lower

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// loop is a loop around the statement at hand.
type loop struct {
	label string
	copy  []string // what to do at the end of each iteration
	loop  bool     // else it is a switch or select statement
}

func (f *fn) enter(label string, copy []string) {
	f.loops = append(f.loops, loop{label, copy, true})
	f.breathe(f.at)
}

func (f *fn) enterSwitch(label string) { f.loops = append(f.loops, loop{label: label}) }
func (f *fn) leave()                   { f.loops = f.loops[:len(f.loops)-1] }

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
		f.ln(s, "for ; %s; %s {", cond, strings.TrimSuffix(post.text.String(), "\n"))
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

// rangeLoop writes a for statement with a range clause.
func (f *fn) rangeLoop(s *ast.RangeStmt, label string) {
	if f.rangesUp(s) {
		f.counts(s.Key, s.Body)
	}
	switch u := f.typeOf(s.X).Underlying().(type) {
	case *types.Basic:
		if u.Info()&types.IsInteger != 0 {
			f.rangeInt(s, label)
			return
		}
		f.rangeString(s, label)
	case *types.Slice:
		f.rangeOver(s, label, types.Typ[types.Int], u.Elem())
	case *types.Array:
		if id, ok := s.Value.(*ast.Ident); (s.Value == nil || ok && id.Name == "_") && !hasCall(s.X) { // which is not evaluated
			f.rangeTimes(s, label, types.Typ[types.Int], fmt.Sprint(u.Len()))
			return
		}
		f.rangeOver(s, label, types.Typ[types.Int], u.Elem())
	case *types.Pointer:
		f.rangeArrayPointer(s, label, u.Elem().Underlying().(*types.Array))
	case *types.Map:
		f.rangeOver(s, label, u.Key(), u.Elem())
	case *types.Chan:
		f.rangeOver(s, label, u.Elem(), nil)
	default:
		f.rangeFunc(s, label)
	}
}

// rangeInt writes range over an integer: a loop that counts with a variable
// that the body cannot reach.
func (f *fn) rangeInt(s *ast.RangeStmt, label string) {
	t := f.typeOf(s.X)
	if b, ok := t.(*types.Basic); ok && b.Info()&types.IsUntyped != 0 {
		t = types.Typ[types.Int]
		if s.Key != nil {
			t = f.typeOf(s.Key)
		}
	}
	f.rangeTimes(s, label, t, f.to(s.X, t))
}

// rangeTimes writes a loop that counts to times in type t.
func (f *fn) rangeTimes(s *ast.RangeStmt, label string, t types.Type, times string) {
	code, n, i := f.typ(t), f.local("n"), f.local("i")
	f.ln(s, "{")
	f.ln(s, "var %s %s = %s", n, code, times)
	f.ln(s, "var %s %s", i, code)
	f.labelLine(s, label)
	f.ln(s, "for ; %s < %s; %s++ {", i, n, i)
	f.rangeVars(s, [2]string{i, "_"}, [2]types.Type{t, nil})
	f.enter(label, nil)
	f.stmts(s.Body.List)
	f.leave()
	f.out.ln(s.Body.Rbrace, "}")
	f.out.ln(s.Body.Rbrace, "}")
}

// rangeArrayPointer writes range over a pointer to an array, which may be nil
// as long as no element is asked for.
func (f *fn) rangeArrayPointer(s *ast.RangeStmt, label string, array *types.Array) {
	p, i := f.local("p"), f.local("i")
	f.ln(s, "{")
	f.ln(s, "var %s %s = %s", p, f.typ(f.typeOf(s.X)), f.expr(s.X))
	f.ln(s, "_ = %s", p)
	f.ln(s, "var %s int", i)
	f.labelLine(s, label)
	f.ln(s, "for ; %s < %d; %s++ {", i, array.Len(), i)
	values := [2]string{i, "_"}
	if v := f.rangeTemp(s.Value); v != "_" {
		f.ln(s, "var %s %s = (*%s)[%s]", v, f.typ(array.Elem()), p, i)
		values[1] = v
	}
	f.rangeVars(s, values, [2]types.Type{types.Typ[types.Int], array.Elem()})
	f.enter(label, nil)
	f.stmts(s.Body.List)
	f.leave()
	f.out.ln(s.Body.Rbrace, "}")
	f.out.ln(s.Body.Rbrace, "}")
}

// rangeString writes range over a string: over its runes as native code finds
// them, as the interpreter counts invalid bytes wrongly.
func (f *fn) rangeString(s *ast.RangeStmt, label string) {
	e := f.local("e")
	x := f.dyn("Runes") + "(" + f.to(s.X, types.Typ[types.String]) + ")"
	f.labelLine(s, label)
	f.ln(s, "for _, %s := range %s {", e, x)
	f.rangeVars(s, [2]string{e + ".Index", e + ".Rune"}, [2]types.Type{types.Typ[types.Int], types.Typ[types.Rune]})
	f.enter(label, nil)
	f.stmts(s.Body.List)
	f.leave()
	f.out.ln(s.Body.Rbrace, "}")
}

// rangeOver writes range over everything that the interpreter can range over
// itself. Key and value go to variables of the iteration.
func (f *fn) rangeOver(s *ast.RangeStmt, label string, key, value types.Type) {
	k, v := f.rangeTemp(s.Key), f.rangeTemp(s.Value)
	x := f.under(s.X)
	fetch := ""
	if v != "_" && isChan(value) { // the interpreter takes this for a range over a channel
		over, key := f.local("over"), f.local("k")
		f.ln(s, "{")
		defer f.out.ln(s.End(), "}")
		f.ln(s, "var %s %s = %s", over, f.underType(f.typeOf(s.X)), x)
		fetch = fmt.Sprintf("var %s %s = %s[%s]", v, f.typ(value), over, key)
		x, k = over, key
	}
	f.labelLine(s, label)
	switch {
	case k == "_" && v == "_":
		f.ln(s, "for range %s {", x)
	case v == "_" || value == nil || fetch != "":
		f.ln(s, "for %s := range %s {", k, x)
	default:
		f.ln(s, "for %s, %s := range %s {", k, v, x)
	}
	if fetch != "" {
		f.ln(s, "%s", fetch)
	}
	f.rangeVars(s, [2]string{k, v}, [2]types.Type{key, value})
	f.enter(label, nil)
	f.stmts(s.Body.List)
	f.leave()
	f.out.ln(s.Body.Rbrace, "}")
}

// hasCall reports whether evaluating an expression calls or receives something.
func hasCall(e ast.Expr) (found bool) {
	ast.Inspect(e, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.CallExpr:
			found = true
		case *ast.UnaryExpr:
			found = found || n.Op == token.ARROW
		}
		return !found
	})
	return found
}

func isChan(t types.Type) bool {
	if t == nil {
		return false
	}
	_, ok := t.Underlying().(*types.Chan)
	return ok
}

func (f *fn) rangeTemp(e ast.Expr) string {
	if id, ok := e.(*ast.Ident); e == nil || ok && id.Name == "_" {
		return "_"
	}
	return f.local("e")
}

// rangeVars gives the variables of a range clause their values.
func (f *fn) rangeVars(s *ast.RangeStmt, values [2]string, list [2]types.Type) {
	exprs := [2]ast.Expr{s.Key, s.Value}
	var targets [2]string
	for i, e := range exprs {
		if _, ok := f.defined(e, s.Tok == token.DEFINE); e != nil && !ok {
			targets[i] = f.operands(e)
		}
	}
	for i, e := range exprs {
		if values[i] == "_" || e == nil || list[i] == nil {
			continue
		}
		if obj, ok := f.defined(e, s.Tok == token.DEFINE); ok {
			to := f.subst.apply(obj.Type())
			f.define(e, obj, to, f.convert(values[i], list[i], to))
		} else if targets[i] != "_" {
			f.ln(e, "%s = %s", targets[i], f.convert(values[i], list[i], f.typeOf(e)))
		}
	}
}
