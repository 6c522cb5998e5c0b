package interp

import (
	"crypto/sha256"
	"fmt"
	"go/ast"
	"go/types"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/mrepl/mrepl/interp/load"
	"github.com/mrepl/mrepl/states"
)

// calling is who calls the functions of a program, as far as that is seen: what each package
// has to say to it.
type calling []*packageCalls

// packageCalls is what the source of a package calls and mentions, when it had a sum.
type packageCalls struct {
	sum     [sha256.Size]byte
	starts  map[types.Object]string                // start function, or variable of a state -> the state
	callers map[types.Object]map[types.Object]bool // function -> what calls it where it stands
	others  map[types.Object]bool                  // functions that may be called at any time
}

// atNextStart tells of functions that have changed and that nothing calls but the starts of
// states, which are over: what runs was made by the code before.
func (c *change) atNextStart(report *states.Report) (notes []string) {
	changed := map[string]bool{}
	for _, p := range c.program.unit.Patches {
		if !p.New && !literalSlot.MatchString(p.Slot) {
			changed[c.gen.lower.SourceName(p.Slot)] = true
		}
	}
	if len(changed) == 0 {
		return nil
	}
	calls := c.gen.calls(c.Program)
	late := map[string][]string{} // state -> functions
	for _, pkg := range c.Program.Packages {
		for _, name := range pkg.Types.Scope().Names() {
			if f, ok := pkg.Types.Scope().Lookup(name).(*types.Func); ok && changed[pkg.Name+"."+name] {
				for state := range calls.startsOnly(f, map[types.Object]bool{}) {
					late[state] = append(late[state], pkg.Name+"."+name)
				}
			}
		}
	}
	for _, st := range c.gen.scope.states {
		info, err := c.gen.cfg.Registry.Info(states.Name(st.Name))
		running := err == nil && info.Status == states.StatusRunning
		if names := late[st.Name]; running && len(names) > 0 && !slices.Contains(report.Started(), st.Name) {
			slices.Sort(names)
			notes = append(notes, fmt.Sprintf("%s calls %s only while it starts: restart %s shows the change", st.Name, strings.Join(names, " and "), st.Name))
		}
	}
	return notes
}

// literalSlot is the slot of a function literal, which is called where it was handed.
var literalSlot = regexp.MustCompile(`__lit_\w+$`)

// calls reads who calls whom, in the packages that have changed since it was read last.
func (g *generation) calls(prog *load.Program) calling {
	variables := map[types.Object]string{}
	for _, st := range g.scope.states {
		variables[st.Var] = st.Name
	}
	now := make(map[*load.Package]*packageCalls, len(prog.Packages))
	var all calling
	for _, pkg := range prog.Packages {
		known := g.called[pkg]
		if known == nil || known.sum != pkg.Sum {
			known = callsIn(pkg, variables)
		}
		now[pkg], all = known, append(all, known)
	}
	g.called = now
	return all
}

// callsIn reads one package. main does not count: it is not called here.
func callsIn(pkg *load.Package, variables map[types.Object]string) *packageCalls {
	c := &packageCalls{
		sum: pkg.Sum, starts: map[types.Object]string{},
		callers: map[types.Object]map[types.Object]bool{}, others: map[types.Object]bool{},
	}
	for _, file := range pkg.Files {
		for _, decl := range file.Decls {
			switch d := decl.(type) {
			case *ast.FuncDecl:
				if d.Body != nil && (d.Name.Name != "main" || d.Recv != nil) {
					c.read(pkg, pkg.Info.Defs[d.Name], d.Body, "")
				}
			case *ast.GenDecl:
				for _, spec := range d.Specs {
					c.readVariable(pkg, spec, variables)
				}
			}
		}
	}
	return c
}

// readVariable reads the initialisers of variables, among which are the definitions of states.
func (c *packageCalls) readVariable(pkg *load.Package, spec ast.Spec, variables map[types.Object]string) {
	v, ok := spec.(*ast.ValueSpec)
	if !ok || len(v.Names) == 0 {
		return
	}
	obj := pkg.Info.Defs[v.Names[0]]
	for _, value := range v.Values {
		c.read(pkg, obj, value, variables[obj])
	}
}

// read notes what a piece of source, which belongs to an object, calls and mentions. For the
// definition of a state, its name is given.
func (c *packageCalls) read(pkg *load.Package, from types.Object, n ast.Node, state string) {
	start := startOf(n, state)
	if start != nil {
		c.starts[from] = state
	}
	called := map[*ast.Ident]bool{}
	ast.Inspect(n, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			if n == start {
				c.read(pkg, from, n.Body, "")
			} else {
				c.later(pkg, n)
			}
			return false
		case *ast.GoStmt:
			c.later(pkg, n)
			return false
		case *ast.CallExpr:
			if id := nameOf(n.Fun); id != nil {
				called[id] = true
			}
		case *ast.Ident:
			f, ok := pkg.Info.Uses[n].(*types.Func)
			switch {
			case !ok:
			case start != nil && nameOf(start) == n:
				c.starts[f] = state
			case called[n] && state == "":
				c.call(f, from)
			default:
				c.others[f] = true
			}
		}
		return true
	})
}

// later notes that what a piece of source mentions may be called at any time.
func (c *packageCalls) later(pkg *load.Package, n ast.Node) {
	ast.Inspect(n, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			if f, ok := pkg.Info.Uses[id].(*types.Func); ok {
				c.others[f] = true
			}
		}
		return true
	})
}

func (c *packageCalls) call(f, from types.Object) {
	if c.callers[f] == nil {
		c.callers[f] = map[types.Object]bool{}
	}
	c.callers[f][from] = true
}

// startsOnly returns the states whose starts call a function, nothing if anything else may.
func (c calling) startsOnly(f types.Object, seen map[types.Object]bool) map[string]bool {
	seen[f] = true
	if fn, ok := f.(*types.Func); ok && fn.Signature().Recv() != nil {
		return nil // an interface may lead to it
	}
	found := map[string]bool{}
	for _, pkg := range c {
		if pkg.others[f] {
			return nil
		}
		if state, ok := pkg.starts[f]; ok {
			found[state] = true
		}
	}
	for _, pkg := range c {
		for caller := range pkg.callers[f] {
			if seen[caller] {
				continue
			}
			more := c.startsOnly(caller, seen)
			if len(more) == 0 {
				return nil
			}
			maps.Copy(found, more)
		}
	}
	return found
}

// startOf returns the start function in states.New("name", start).OnStop(...), if n is the
// definition of a state.
func startOf(n ast.Node, state string) ast.Expr {
	e, ok := n.(ast.Expr)
	for ok && state != "" {
		call, isCall := ast.Unparen(e).(*ast.CallExpr)
		if !isCall {
			return nil
		}
		if len(call.Args) == 2 {
			if lit, isLit := call.Args[0].(*ast.BasicLit); isLit && strings.Contains(lit.Value, state[strings.LastIndexByte(state, '/')+1:]) {
				return ast.Unparen(call.Args[1])
			}
		}
		sel, isSel := ast.Unparen(call.Fun).(*ast.SelectorExpr)
		if !isSel {
			return nil
		}
		e = sel.X
	}
	return nil
}

// nameOf returns the last name of f, pkg.f and (f), or nil.
func nameOf(e ast.Expr) *ast.Ident {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		return e
	case *ast.SelectorExpr:
		return e.Sel
	}
	return nil
}
