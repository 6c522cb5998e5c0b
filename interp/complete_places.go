package interp

import (
	"go/ast"
	"go/token"
	"go/types"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/mrepl/mrepl/interp/dyn"
)

// importOpen finds a path that is being typed in an import declaration.
var importOpen = regexp.MustCompile(`(?:^|[\n;])\s*import\s+(?:\([^)]*)?(?:[\pL_.][\pL\pN_]*\s+)?["` + "`]([^\"`\n]*)$")

// importPaths lists the packages that can be imported, if head ends in the middle of
// the path of an import.
func (s *scope) importPaths(head string) (out []Completion, ok bool) {
	m := importOpen.FindStringSubmatchIndex(head)
	if m == nil {
		return nil, false
	}
	from := m[2]
	seen := map[string]bool{}
	add := func(path, hint string) {
		if strings.HasPrefix(path, head[from:]) && !seen[path] && !strings.HasPrefix(path, "mrepl/") && !strings.Contains("/"+path, "/internal/") {
			seen[path] = true
			out = append(out, Completion{Text: path, From: from, Hint: hint})
		}
	}
	for _, p := range s.gen.prog.Packages {
		add(p.Path, "of the program")
	}
	for _, p := range s.gen.symbols.Paths() {
		add(p, "")
	}
	return out, true
}

// selected returns the selector whose member is being typed at the site, or nil.
func (st *site) selected() *ast.SelectorExpr {
	if sel, ok := st.up(1).(*ast.SelectorExpr); ok && sel.Sel == st.up(0) {
		return sel
	}
	return nil
}

// keys lists the fields that the struct literal at the site may yet set.
func (s *scope) keys(st *site, l *listing) {
	lit, ok := st.up(1).(*ast.CompositeLit)
	if !ok || lit.Type == st.up(0) {
		return
	}
	u := structType(st.info.TypeOf(lit))
	if u == nil {
		return
	}
	set := map[string]bool{}
	for _, elt := range lit.Elts {
		if kv, ok := elt.(*ast.KeyValueExpr); ok {
			if id, ok := kv.Key.(*ast.Ident); ok {
				set[id.Name] = true
			}
		}
	}
	for i := range u.NumFields() {
		if f := u.Field(i); s.shown(f, l) && !set[f.Name()] {
			l.add(f.Name()+": ", dyn.TypeName(f.Type()))
		}
	}
}

// structType returns the struct that t is, or points to, or nil.
func structType(t types.Type) *types.Struct {
	if t == nil {
		return nil
	}
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	u, _ := t.Underlying().(*types.Struct)
	return u
}

// expected lists the variables and states of the type that is expected at the site,
// nothing where any type would do.
func (s *scope) expected(st *site, l *listing) {
	want := st.want()
	if want == nil {
		return
	}
	if i, ok := want.Underlying().(*types.Interface); ok && i.Empty() {
		return
	}
	fit := func(obj types.Object) {
		if v, ok := obj.(*types.Var); ok && types.AssignableTo(v.Type(), want) {
			l.add(v.Name(), hint(v))
		}
	}
	st.locals(fit)
	for _, obj := range s.names {
		fit(obj)
	}
	for _, state := range s.states {
		if name := path.Base(state.Name); token.IsIdentifier(name) && types.AssignableTo(state.Type, want) {
			l.add(name, "state "+dyn.TypeName(state.Type))
		}
	}
}

// want returns the type that is expected at the site: of a parameter, of a field, or
// of what is assigned to. It is nil where that is not known.
func (st *site) want() types.Type {
	here, _ := st.up(0).(ast.Expr)
	switch n := st.up(1).(type) {
	case *ast.CallExpr:
		sig, ok := st.info.TypeOf(n.Fun).(*types.Signature)
		if i := slices.Index(n.Args, here); ok && i >= 0 {
			return parameter(sig, i)
		}
	case *ast.KeyValueExpr:
		lit, ok := st.up(2).(*ast.CompositeLit)
		if !ok || n.Value != here {
			return nil
		}
		u := structType(st.info.TypeOf(lit))
		key, ok := n.Key.(*ast.Ident)
		for i := 0; ok && u != nil && i < u.NumFields(); i++ {
			if u.Field(i).Name() == key.Name {
				return u.Field(i).Type()
			}
		}
	case *ast.AssignStmt:
		if i := slices.Index(n.Rhs, here); i >= 0 && i < len(n.Lhs) && n.Tok == token.ASSIGN {
			return st.info.TypeOf(n.Lhs[i])
		}
	}
	return nil
}

// parameter returns the type of the argument with that index, nil if there is none or
// it depends on type parameters.
func parameter(sig *types.Signature, i int) types.Type {
	last := sig.Params().Len() - 1
	switch {
	case sig.TypeParams() != nil:
		return nil
	case sig.Variadic() && i >= last:
		return sig.Params().At(last).Type().(*types.Slice).Elem()
	case i > last:
		return nil
	}
	return sig.Params().At(i).Type()
}
