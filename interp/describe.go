package interp

import (
	"fmt"
	"go/token"
	"go/types"
	"path"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/mrepl/mrepl/interp/dyn"
	"github.com/mrepl/mrepl/interp/load"
	"github.com/mrepl/mrepl/interp/lower"
)

// Description is what the checker knows about the type of an expression.
type Description struct {
	Type       string
	Underlying string   // where the type, or what it points to, has a name
	Methods    []string // exported, with their signatures, sorted
}

// TypeOf describes the type of an expression, or a type, without evaluating anything.
func (s *Session) TypeOf(src string) (Description, error) {
	t, err := s.exprType(nil, src)
	if err != nil {
		var e error
		if t, e = s.exprType(nil, "*new("+src+")"); e != nil {
			return Description{}, err
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return describe(types.Default(t), s.gen.prog), nil
}

func describe(t types.Type, prog *load.Program) Description {
	d := Description{Type: dyn.TypeName(t), Methods: methods(t)}
	if p, ok := t.(*types.Pointer); ok {
		t = p.Elem()
	}
	if named, ok := types.Unalias(t).(*types.Named); ok {
		pkg := named.Obj().Pkg()
		own := pkg == nil || pkg.Path() == promptPath || prog.Package(pkg.Path()) != nil
		d.Underlying = layout(named.Underlying(), own)
	}
	return d
}

// methods lists the exported methods of a type and of a pointer to it.
func methods(t types.Type) []string {
	recv := t
	if _, ok := t.Underlying().(*types.Pointer); !ok && !types.IsInterface(t) {
		recv = types.NewPointer(t)
	}
	var out []string
	set := types.NewMethodSet(recv)
	for i := range set.Len() {
		if m := set.At(i).Obj(); m.Exported() {
			out = append(out, m.Name()+strings.TrimPrefix(dyn.TypeName(m.Type()), "func"))
		}
	}
	slices.Sort(out)
	return out
}

// layout writes a type, a struct with a line for each field: of a package that is not the program's, for each that is
// exported.
func layout(t types.Type, own bool) string {
	u, ok := t.(*types.Struct)
	if !ok || u.NumFields() == 0 {
		return dyn.TypeName(t)
	}
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 1, 1, ' ', 0)
	hidden := 0
	fmt.Fprintln(w, "struct {")
	for i := range u.NumFields() {
		f := u.Field(i)
		if !own && !f.Exported() {
			hidden++
			continue
		}
		line := "\x00" + f.Name() + "\t" + dyn.TypeName(f.Type())
		if tag := u.Tag(i); tag != "" {
			line += "\t`" + tag + "`"
		}
		fmt.Fprintln(w, line)
	}
	if hidden > 0 {
		fmt.Fprintf(w, "\x00// %d unexported\n", hidden)
	}
	_ = w.Flush() // to a Builder, which does not fail
	return strings.ReplaceAll(b.String(), "\x00", "\t") + "}"
}

// Variable returns how Go names the variable of the state with that full name, "www.NyseApp"; "" if it has none.
func (s *Session) Variable(state string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if st, ok := s.gen.scope.variable(state); ok {
		return st.Pkg.Name + "." + st.Var.Name()
	}
	return ""
}

func (s *scope) variable(state string) (lower.StateVar, bool) {
	i := slices.IndexFunc(s.states, func(st lower.StateVar) bool { return st.Name == state })
	if i < 0 {
		return lower.StateVar{}, false
	}
	return s.states[i], true
}

// Names lists what a person can name at the prompt: what was declared there, states, and the exported names of the
// program's packages as package.Name.
func (s *Session) Names() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []string
	for name := range s.gen.scope.names {
		out = append(out, name)
	}
	for _, st := range s.gen.scope.states {
		if name := path.Base(st.Name); token.IsIdentifier(name) {
			out = append(out, name)
		}
	}
	for _, p := range s.gen.prog.Packages {
		out = append(out, p.Name)
		for _, name := range p.Types.Scope().Names() {
			if token.IsExported(name) {
				out = append(out, p.Name+"."+name)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Fits lists expressions that can stand in for the value of the state with that full name: variables of the prompt, and
// variables and functions of the program. Nothing is evaluated.
func (s *Session) Fits(state string) []Completion {
	s.mu.Lock()
	defer s.mu.Unlock()
	scope := s.gen.scope
	st, ok := scope.variable(state)
	if !ok {
		return nil
	}
	var out []Completion
	for name, obj := range scope.names {
		if v, ok := obj.(*types.Var); ok && types.AssignableTo(v.Type(), st.Type) {
			out = append(out, Completion{Text: name, Hint: hint(obj)})
		}
	}
	for _, p := range s.gen.prog.Packages {
		for _, name := range p.Types.Scope().Names() {
			if text, ok := fits(p.Types.Scope().Lookup(name), st.Type); ok {
				out = append(out, Completion{Text: p.Name + "." + text, Hint: hint(p.Types.Scope().Lookup(name))})
			}
		}
	}
	if text, ok := literal(st.Type); ok {
		out = append(out, Completion{Text: text, Hint: "literal"})
	}
	slices.SortFunc(out, func(a, b Completion) int { return strings.Compare(a.Text, b.Text) })
	return out
}

// fits writes the use of an exported object that gives a value for type t: a variable, or a call.
func fits(obj types.Object, t types.Type) (text string, ok bool) {
	if !obj.Exported() {
		return "", false
	}
	switch obj := obj.(type) {
	case *types.Var:
		return obj.Name(), types.AssignableTo(obj.Type(), t)
	case *types.Func:
		sig := obj.Signature()
		if sig.TypeParams() != nil || sig.Results().Len() != 1 || !types.AssignableTo(sig.Results().At(0).Type(), t) {
			return "", false
		}
		if sig.Params().Len() == 0 {
			return obj.Name() + "()", true
		}
		return obj.Name() + "(", true
	}
	return "", false
}

// literal writes how a literal of a named struct, or of a pointer to one, begins.
func literal(t types.Type) (text string, ok bool) {
	prefix := ""
	if p, isPtr := t.(*types.Pointer); isPtr {
		prefix, t = "&", p.Elem()
	}
	if _, ok := types.Unalias(t).(*types.Named); !ok {
		return "", false
	}
	u, ok := t.Underlying().(*types.Struct)
	if !ok {
		return "", false
	}
	for i := range u.NumFields() {
		if u.Field(i).Exported() {
			return prefix + dyn.TypeName(t) + "{", true
		}
	}
	return "", false
}
