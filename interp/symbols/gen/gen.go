// Package gen writes symbol tables: Go source that stores what a compiled package exports into the map that the
// interpreter reads. The standard library's new names and the packages that are linked into a host get theirs from it.
package gen

import (
	"bytes"
	"fmt"
	"go/constant"
	"go/format"
	"go/token"
	"go/types"
	"maps"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A File says what a file with the symbol table of one package is to be.
type File struct {
	Package string                 // the name of the package that the file belongs to
	Path    string                 // its import path, which decides which internal packages the file may name
	Var     string                 // the map that the table goes to, by the key that [Key] returns
	Serial  int                    // sets the names of the wrapper types of one file apart from those of all others
	Header  string                 // a comment at the top, or ""
	Skip    func(name string) bool // says which names to leave out; nil leaves out none
}

// Write returns the Go source of the file: an init function that stores the exported constants, variables, functions
// and types of pkg, and the wrapper types that let interpreted values be its interfaces.
//
// Left out is what has no run-time value: generic functions and types, and interfaces that are constraints only. The
// instances of generic types that the others mention are there by names of their own.
// An interface gets a wrapper type unless no interpreted type could have its methods, or their types cannot be
// spelled outside the package.
func (c File) Write(pkg *types.Package) ([]byte, error) {
	f := &symbolFile{pkg: pkg, within: c.Path, serial: c.Serial, variable: c.Var, imports: map[string]string{"reflect": "reflect"}}

	var entries, wrapperEntries, wrappers bytes.Buffer
	for _, name := range pkg.Scope().Names() {
		obj := pkg.Scope().Lookup(name)
		if !obj.Exported() || c.Skip != nil && c.Skip(name) {
			continue
		}
		if value := f.value(obj); value != "" {
			fmt.Fprintf(&entries, "\t\t%q: reflect.ValueOf(%s,\n", name, value)
		}
		if wrapper := f.wrapper(obj); wrapper != "" {
			fmt.Fprintf(&wrapperEntries, "\t\t%q: reflect.ValueOf((*%s)(nil)),\n", "_"+name, f.wrapperName(name))
			wrappers.WriteString(wrapper)
		}
	}

	entries.WriteString(f.instances(c.Skip))
	if entries.Len() == 0 {
		f.imports[pkg.Path()] = "_" // nothing to name, yet it must be linked
	}
	var src bytes.Buffer
	src.WriteString(c.Header)
	fmt.Fprintf(&src, "package %s\n\nimport (\n", c.Package)
	for _, p := range slices.Sorted(maps.Keys(f.imports)) {
		fmt.Fprintf(&src, "\t%s %q\n", f.imports[p], p)
	}
	fmt.Fprintf(&src, ")\n\nfunc init() {\n\t%s[%q] = map[string]reflect.Value{\n", c.Var, Key(pkg))
	src.Write(entries.Bytes())
	src.Write(wrapperEntries.Bytes())
	src.WriteString("\t}\n}\n")
	src.Write(wrappers.Bytes())

	out, err := format.Source(src.Bytes())
	if err != nil {
		return nil, fmt.Errorf("symbols of %s: %w", pkg.Path(), err)
	}
	return out, nil
}

// Has reports whether an exported object has a value at run time, and so an entry in a table.
func Has(obj types.Object) bool {
	return (&symbolFile{pkg: obj.Pkg(), imports: map[string]string{}}).value(obj) != ""
}

// Key is the name of a package's table among the symbols: its import path, a slash, and its name.
func Key(pkg *types.Package) string { return path.Join(pkg.Path(), pkg.Name()) }

// A symbolFile is a file being written.
type symbolFile struct {
	pkg      *types.Package
	within   string
	serial   int
	variable string
	imports  map[string]string // import path -> the name it goes by in this file
}

// value returns the argument list of reflect.ValueOf that makes obj's entry, without the opening parenthesis,
// or "" when obj has none.
func (f *symbolFile) value(obj types.Object) string {
	switch obj := obj.(type) {
	case *types.Const:
		if basic, ok := obj.Type().(*types.Basic); ok && basic.Info()&types.IsUntyped != 0 {
			if exact := f.untyped(obj.Val()); exact != "" {
				return exact + ")"
			}
		}
		return f.name(obj) + ")"
	case *types.Var:
		return "&" + f.name(obj) + ").Elem()"
	case *types.Func:
		if obj.Signature().TypeParams().Len() > 0 {
			return ""
		}
		return f.name(obj) + ")"
	case *types.TypeName:
		if !isRuntimeType(obj) {
			return ""
		}
		return "(*" + f.name(obj) + ")(nil))"
	}
	return ""
}

// isRuntimeType reports whether the type can be the type of a value: it is not generic, and not a constraint.
func isRuntimeType(obj *types.TypeName) bool {
	switch t := obj.Type().(type) {
	case *types.Alias:
		if t.TypeParams().Len() > 0 {
			return false
		}
	case *types.Named:
		if t.TypeParams().Len() > 0 {
			return false
		}
	}
	iface, ok := obj.Type().Underlying().(*types.Interface)
	return !ok || iface.IsMethodSet()
}

// untyped returns an expression for the exact value of an untyped constant, which may be too large or too precise
// for any type, or "" for a kind that loses nothing in its default type.
func (f *symbolFile) untyped(v constant.Value) string {
	literal := func(text, kind string) string {
		return fmt.Sprintf("%s.MakeFromLiteral(%q, %s.%s, 0)", f.use("go/constant", "constant"), text, f.use("go/token", "token"), kind)
	}
	switch v.Kind() {
	case constant.String:
		return literal(v.ExactString(), "STRING")
	case constant.Int:
		return literal(v.ExactString(), "INT")
	case constant.Float:
		num, denom := constant.Num(v), constant.Denom(v)
		if num.Kind() != constant.Int || denom.Kind() != constant.Int {
			return literal(v.ExactString(), "FLOAT") // beyond the range of fractions: already rounded
		}
		n, d := literal(num.ExactString(), "INT"), literal(denom.ExactString(), "INT")
		return fmt.Sprintf("%s.BinaryOp(%s, %s.QUO, %s)", f.use("go/constant", "constant"), n, f.use("go/token", "token"), d)
	}
	return ""
}

// wrapperName is the name of the wrapper type of the interface called name. Its shape, but not its name, is
// yaegi's convention.
func (f *symbolFile) wrapperName(name string) string {
	return fmt.Sprintf("_%s_%d_%s", f.pkg.Name(), f.serial, name)
}

// wrapper returns the declaration of the struct type that stands for an interpreted value where compiled code
// wants the interface obj: a field W<Method> for each method, and a method that calls it. It returns "" where obj
// is no interface, or one that cannot be implemented outside its package.
func (f *symbolFile) wrapper(obj types.Object) string {
	name, ok := obj.(*types.TypeName)
	if !ok || !isRuntimeType(name) {
		return ""
	}
	iface, ok := name.Type().Underlying().(*types.Interface)
	if !ok {
		return ""
	}
	for m := range iface.Methods() {
		if !m.Exported() || !f.spellable(m.Signature()) {
			return ""
		}
	}

	typ := f.wrapperName(name.Name())
	var fields, methods bytes.Buffer
	for m := range iface.Methods() {
		params, args := f.parameters(m.Signature())
		results := f.results(m.Signature())
		fmt.Fprintf(&fields, "\tW%s func(%s) %s\n", m.Name(), params, results)
		fmt.Fprintf(&methods, "\nfunc (w %s) %s(%s) %s {\n", typ, m.Name(), params, results)
		if m.Name() == "String" && results == "(string)" {
			fmt.Fprintf(&methods, "\tif w.WString == nil {\n\t\treturn \"\"\n\t}\n")
		}
		if results != "()" {
			methods.WriteString("\treturn")
		}
		fmt.Fprintf(&methods, "\tw.W%s(%s)\n}\n", m.Name(), args)
	}
	return fmt.Sprintf("\n// %s lets an interpreted value be a %s.%s.\ntype %s struct {\n\tIValue any\n%s}\n%s",
		typ, f.pkg.Name(), name.Name(), typ, fields.Bytes(), methods.Bytes())
}

// parameters returns the parameter list of sig with names of its own, and the arguments that pass them on.
func (f *symbolFile) parameters(sig *types.Signature) (params, args string) {
	var ps, as []string
	for i := range sig.Params().Len() {
		name := "a" + strconv.Itoa(i)
		typ := sig.Params().At(i).Type()
		if slice, ok := typ.(*types.Slice); ok && sig.Variadic() && i == sig.Params().Len()-1 {
			ps = append(ps, name+" ..."+f.spell(slice.Elem()))
			as = append(as, name+"...")
			continue
		}
		ps = append(ps, name+" "+f.spell(typ))
		as = append(as, name)
	}
	return strings.Join(ps, ", "), strings.Join(as, ", ")
}

// results returns the parenthesised result types of sig.
func (f *symbolFile) results(sig *types.Signature) string {
	var rs []string
	for v := range sig.Results().Variables() {
		rs = append(rs, f.spell(v.Type()))
	}
	return "(" + strings.Join(rs, ", ") + ")"
}

// spell returns t as it is written in this file.
func (f *symbolFile) spell(t types.Type) string {
	return types.TypeString(t, func(p *types.Package) string { return f.use(p.Path(), p.Name()) })
}

// name returns the qualified name of an object of the package.
func (f *symbolFile) name(obj types.Object) string {
	return f.use(f.pkg.Path(), f.pkg.Name()) + "." + obj.Name()
}

// use imports a package into the file and returns the name it goes by there.
func (f *symbolFile) use(importPath, name string) string {
	if used, ok := f.imports[importPath]; ok {
		return used
	}
	unique := name
	for n := 2; f.taken(unique); n++ {
		unique = name + "_" + strconv.Itoa(n)
	}
	f.imports[importPath] = unique
	return unique
}

// ownName matches the names of the parameters and receivers of wrapper methods.
var ownName = regexp.MustCompile(`^(w|a[0-9]+)$`)

// taken reports whether name means something else in the file already, or would hide something that it mentions.
func (f *symbolFile) taken(name string) bool {
	switch name {
	case "main", "init", f.variable, "_":
		return true
	}
	if token.IsKeyword(name) || types.Universe.Lookup(name) != nil || ownName.MatchString(name) {
		return true
	}
	for _, used := range f.imports {
		if used == name {
			return true
		}
	}
	return false
}
