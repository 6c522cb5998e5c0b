package dyn

import (
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"
)

// TypeName prints a type as Go does: packages by their name, any for the empty
// interface. What is declared at the prompt is called what it is called there.
func TypeName(t types.Type) string {
	return types.TypeString(t, func(p *types.Package) string {
		if p.Path() == PromptPath {
			return ""
		}
		return p.Name()
	})
}

// PromptPath is the import path of what is declared at the prompt.
const PromptPath = "prompt"

// RuntimeName prints a type as reflect does, who has no aliases, writes structs and
// interfaces with spaces, and type arguments without, by the paths of their packages.
func RuntimeName(t types.Type) string {
	var w nameWriter
	w.write(t, (*types.Package).Name)
	return w.String()
}

// InstanceName prints the name of an instance of a generic type, or of a type that an
// instance of a generic function declares, as reflect does.
func InstanceName(name string, args []types.Type) string {
	var w nameWriter
	w.WriteString(name)
	w.args(args)
	return w.String()
}

// LinkedPath is how a package is called in the names of instances: by its path,
// and a program by main.
func LinkedPath(p *types.Package) string {
	if p.Name() == "main" {
		return "main"
	}
	return p.Path()
}

type nameWriter struct {
	strings.Builder
	argument bool // what is written is an argument of an instance
}

// write prints a type, whose packages are called as given.
func (w *nameWriter) write(t types.Type, pkg func(*types.Package) string) {
	switch t := types.Unalias(t).(type) {
	case *types.Basic:
		w.WriteString(types.TypeString(types.Typ[t.Kind()], nil))
	case *types.Named:
		w.named(t, pkg)
	case *types.Pointer:
		w.WriteString("*")
		w.write(t.Elem(), pkg)
	case *types.Slice:
		w.WriteString("[]")
		w.write(t.Elem(), pkg)
	case *types.Array:
		w.WriteString("[" + strconv.FormatInt(t.Len(), 10) + "]")
		w.write(t.Elem(), pkg)
	case *types.Map:
		w.WriteString("map[")
		w.write(t.Key(), pkg)
		w.WriteString("]")
		w.write(t.Elem(), pkg)
	case *types.Chan:
		w.channel(t, pkg)
	case *types.Signature:
		w.WriteString("func")
		w.signature(t, pkg)
	case *types.Struct:
		w.structure(t, pkg)
	case *types.Interface:
		w.iface(t, pkg)
	default:
		w.WriteString(types.TypeString(t, types.Qualifier(pkg)))
	}
}

// named prints a defined type.
func (w *nameWriter) named(t *types.Named, pkg func(*types.Package) string) {
	if t.Obj().Pkg() != nil {
		w.WriteString(pkg(t.Obj().Pkg()) + ".")
	}
	w.WriteString(t.Obj().Name())
	if t.TypeArgs().Len() > 0 {
		w.args(slices.Collect(t.TypeArgs().Types()))
	}
	if w.argument {
		if n := localNumber(t.Obj()); n > 0 {
			w.WriteString("·" + strconv.Itoa(n))
		}
	}
}

// localNumber returns the number that the compiler gives to a type which a function declares: it counts them in the
// package. Other types have none.
func localNumber(obj *types.TypeName) int {
	if obj.Pkg() == nil || obj.Parent() == obj.Pkg().Scope() {
		return 0
	}
	n, at := 0, 0
	for file := range obj.Pkg().Scope().Children() {
		var list []token.Pos
		for s := range file.Children() {
			list = declaredIn(s, list)
		}
		slices.Sort(list)
		if i, ok := slices.BinarySearch(list, obj.Pos()); ok {
			at = n + i + 1
		}
		n += len(list)
	}
	return at
}

// declaredIn adds where a scope, or one within it, declares types that are no aliases.
func declaredIn(s *types.Scope, list []token.Pos) []token.Pos {
	for _, name := range s.Names() {
		if obj, ok := s.Lookup(name).(*types.TypeName); ok && !obj.IsAlias() {
			if _, param := obj.Type().(*types.TypeParam); !param {
				list = append(list, obj.Pos())
			}
		}
	}
	for inner := range s.Children() {
		list = declaredIn(inner, list)
	}
	return list
}

// args prints the type arguments of an instance.
func (w *nameWriter) args(list []types.Type) {
	defer func(was bool) { w.argument = was }(w.argument)
	w.argument = true
	for i, t := range list {
		w.WriteString(map[bool]string{true: "[", false: ","}[i == 0])
		w.write(t, LinkedPath)
	}
	w.WriteString("]")
}

func (w *nameWriter) channel(t *types.Chan, pkg func(*types.Package) string) {
	elem, _ := types.Unalias(t.Elem()).(*types.Chan)
	switch {
	case t.Dir() == types.SendOnly:
		w.WriteString("chan<- ")
	case t.Dir() == types.RecvOnly:
		w.WriteString("<-chan ")
	case elem != nil && elem.Dir() == types.RecvOnly:
		w.WriteString("chan (")
		w.write(elem, pkg)
		w.WriteString(")")
		return
	default:
		w.WriteString("chan ")
	}
	w.write(t.Elem(), pkg)
}

// signature prints parameters and results without their names.
func (w *nameWriter) signature(t *types.Signature, pkg func(*types.Package) string) {
	w.WriteString("(")
	last := t.Params().Len() - 1
	for i := range last + 1 {
		p := t.Params().At(i).Type()
		if i > 0 {
			w.WriteString(", ")
		}
		if s, ok := p.(*types.Slice); ok && t.Variadic() && i == last {
			w.WriteString("...")
			p = s.Elem()
		}
		w.write(p, pkg)
	}
	w.WriteString(")")
	switch t.Results().Len() {
	case 0:
		return
	case 1:
		w.WriteString(" ")
		w.write(t.Results().At(0).Type(), pkg)
		return
	}
	for i := range t.Results().Len() {
		w.WriteString(map[bool]string{true: " (", false: ", "}[i == 0])
		w.write(t.Results().At(i).Type(), pkg)
	}
	w.WriteString(")")
}

func (w *nameWriter) structure(t *types.Struct, pkg func(*types.Package) string) {
	w.WriteString("struct {")
	for i := range t.NumFields() {
		if i > 0 {
			w.WriteString(";")
		}
		w.WriteString(" ")
		if f := t.Field(i); !f.Embedded() {
			w.WriteString(f.Name() + " ")
		}
		w.write(t.Field(i).Type(), pkg)
		if t.Tag(i) != "" {
			w.WriteString(" " + strconv.Quote(t.Tag(i)))
		}
	}
	if t.NumFields() > 0 {
		w.WriteString(" ")
	}
	w.WriteString("}")
}

func (w *nameWriter) iface(t *types.Interface, pkg func(*types.Package) string) {
	w.WriteString("interface {")
	for i := range t.NumMethods() {
		m := t.Method(i)
		if i > 0 {
			w.WriteString(";")
		}
		w.WriteString(" ")
		if !m.Exported() {
			w.WriteString(pkg(m.Pkg()) + ".")
		}
		w.WriteString(m.Name())
		w.signature(m.Signature(), pkg)
	}
	if t.NumMethods() > 0 {
		w.WriteString(" ")
	}
	w.WriteString("}")
}
