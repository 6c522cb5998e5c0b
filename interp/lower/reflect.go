package lower

import (
	"go/ast"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"github.com/mrepl/mrepl/interp/dyn"
)

// reflection says what a function does with what it gets as any.
type reflection struct {
	look    look
	methods []string // that it looks for, at any depth
	typed   bool     // what stands for it wants boxes
	sought  []string // those of methods that it is known to look for in whatever it gets

	asked []types.Type // interfaces that it may ask for

	instead string // what has to be interpreted for it to see all methods

	native bool // it is compiled, and a reflect.Value to it one of the standard library
}

// look is a way to look into a value.
type look int

const (
	noReflection look = iota
	ofFields          // for methods, and else for fields
	ofMethods         // it calls methods by their names, as templates do
	ofNames           // as ofFields, but it needs the name of the type too, and finds the methods by that
	ofColumns         // it looks for the methods with which a value is stored in a database, or scanned
	ofEncoder         // it is an encoder of coders, or hands the value on to encoding/json
	ofDecoder         // it is a decoder of coders
)

// rawArgs says what a function does with what it gets.
func (f *fn) rawArgs(fun ast.Expr) reflection {
	var obj types.Object
	switch fun := fun.(type) {
	case *ast.Ident:
		obj = f.pkg.Info.Uses[fun]
	case *ast.SelectorExpr:
		obj = f.pkg.Info.Uses[fun.Sel]
	}
	fn, ok := obj.(*types.Func)
	if !ok || fn.Pkg() == nil || f.ours(fn) {
		return reflection{}
	}
	if path := fn.Pkg().Path(); path == "testing/quick" {
		f.refuse(fun.Pos(), "compiled code calls this function by reflection, and makes its arguments; put what makes this call into a package marked //mrepl:native")
		f.unit.errs[len(f.unit.errs)-1].Interpret = interpretable[path]
	}
	raw := f.looking(fn)
	sig := fn.Signature()
	raw.native = fn.Pkg().Path() != "reflect" && sig.TypeParams().Len() == 0 && sig.RecvTypeParams().Len() == 0
	return raw
}

// looking says how a compiled function looks into what it gets as any.
func (f *fn) looking(fn *types.Func) reflection {
	path := fn.Pkg().Path()
	switch {
	case path == "text/template" || path == "html/template":
		return reflection{look: ofMethods, typed: f.coder(fn) != "", instead: interpretable[path]}
	case path == "net/rpc" && strings.HasPrefix(fn.Name(), "Register"):
		return reflection{look: ofMethods}
	case f.coder(fn) != "" && decodes(fn.Name()):
		return reflection{look: ofDecoder}
	case f.coder(fn) != "":
		return reflection{look: ofEncoder}
	case dyn.NamesElements(path, fn.FullName()):
		return reflection{look: ofNames}
	case dyn.TakesColumns(path), path == "fmt" && strings.Contains(strings.ToLower(fn.Name()), "scan"):
		return reflection{look: ofColumns}
	case dyn.LooksInside(path) && strings.Contains(fn.Name(), "JSON") && !decodes(fn.Name()): // of a web framework
		return reflection{look: ofEncoder}
	case dyn.LooksInside(path) && prints(fn):
		return reflection{}
	case dyn.LooksInside(path):
		return reflection{look: ofFields, methods: unseen(path, fn.Name()), sought: sought(path, fn.Name()), asked: f.asksFor(fn), instead: interpretable[path]}
	}
	return reflection{}
}

// inspected writes an argument, for an any, of a function that looks into it. Most get
// a value without its type, and some the type with it.
func (f *fn) inspected(arg ast.Expr, t types.Type, raw reflection) string {
	from := f.typeOf(arg)
	face, ours := types.IsInterface(from), f.interpreted(from)
	switch {
	case f.column(from, raw):
		return f.dyn("Column") + "(" + f.to(arg, t) + ")"
	case raw.look == ofEncoder || raw.look == ofDecoder:
		return f.coded(arg, t, raw.look)
	case raw.look == ofMethods && raw.typed:
		if ours && !face {
			f.reflected(arg, from, raw)
		}
		f.template(from, raw.instead)
		return f.to(arg, t)
	case raw.look == ofMethods && (face || !ours):
		return f.dyn("Opened") + "(" + f.to(arg, t) + ")"
	case slices.Contains(raw.asked, from):
		return f.dyn("Any") + "(" + f.expr(arg) + ")"
	case face && len(raw.sought) > 0:
		return f.dyn("Sought") + "(" + f.to(arg, t) + quoted(raw.sought) + ")"
	case face && len(raw.asked) > 0 && !has(from, "Error"):
		return f.askable(raw.asked) + "(" + f.to(arg, t) + ")"
	case face && raw.look != ofNames && !has(from, "Error"):
		return f.dyn("Raw") + "(" + f.to(arg, t) + ")"
	case face || !ours || raw.look == ofNames: // the box knows its name, or is printed
		return f.to(arg, t)
	}
	if raw.look != ofColumns {
		f.reflected(arg, from, raw)
	}
	f.unasked(arg, from, raw.asked)
	if raw.look == ofMethods {
		return f.dyn("Opened") + "(" + f.expr(arg) + ")"
	}
	return f.plainArg(arg, from)
}

// column reports whether a value of that type may have the methods with which it is
// stored in a database, or scanned, and the function looks for them.
func (f *fn) column(t types.Type, raw reflection) bool {
	switch raw.look {
	case ofColumns:
		return types.IsInterface(t) || f.interpreted(t) && dyn.IsColumn(t)
	case ofFields:
		return slices.Contains(raw.methods, "Scan") && f.interpreted(t) && dyn.IsColumn(t)
	}
	return false
}

// coded writes an argument of an encoder or a decoder.
func (f *fn) coded(arg ast.Expr, t types.Type, how look) string {
	from := f.typeOf(arg)
	if bad := f.undecodable(from); how == ofDecoder && bad != nil {
		f.refuse(arg.Pos(), "compiled code cannot decode into %s, which contains itself otherwise than in a struct; put that type into a package marked //mrepl:native, or make it a struct with one field", types.TypeString(bad, types.RelativeTo(f.pkg.Types)))
	}
	if f.interpreted(from) && !f.codes(from, how) {
		return f.plainArg(arg, from)
	}
	return f.to(arg, t)
}

// plainArg writes an argument of an interpreted type as a value without its type.
func (f *fn) plainArg(arg ast.Expr, t types.Type) string {
	if _, ok := t.Underlying().(*types.Signature); ok {
		return f.dyn("Any") + "(" + f.expr(arg) + ")"
	}
	return f.expr(arg)
}

// decodes reports whether a function decodes, by its name.
func decodes(name string) bool {
	for _, part := range []string{"Unmarshal", "Decode", "Scan", "Read", "Parse", "Load", "Bind"} {
		if strings.Contains(name, part) {
			return true
		}
	}
	return false
}

// unseen returns the methods that a function of a package looks for with reflection
// in the values it is given and in what they hold.
func unseen(path, function string) []string {
	var in, out []string
	switch path {
	case "encoding/xml":
		in = []string{"UnmarshalXML", "UnmarshalXMLAttr", "UnmarshalText"}
	case "encoding/gob", "net/rpc":
		in, out = []string{"GobDecode", "UnmarshalBinary"}, []string{"GobEncode", "MarshalBinary"}
	case "sort", "flag", "runtime", "unsafe", "os/signal", "encoding/json", "encoding/binary", "encoding/asn1", "encoding/csv":
		return nil
	default:
		in = []string{"UnmarshalJSON", "UnmarshalText", "UnmarshalYAML", "UnmarshalXML", "Scan", "GobDecode"}
		out = []string{"MarshalJSON", "MarshalText", "MarshalYAML", "MarshalXML", "Value", "GobEncode"}
	}
	if decodes(function) {
		return append(in, out...)
	}
	return append(out, in...)
}

// sought returns those of the methods that a function of a package, which is for nothing else, looks
// for in whatever it is given.
func sought(path, function string) []string {
	in, out := []string{"GobDecode", "UnmarshalBinary"}, []string{"GobEncode", "MarshalBinary"}
	switch {
	case path == "encoding/gob" || path == "net/rpc":
	case path == "encoding/xml":
		in, out = []string{"UnmarshalXML", "UnmarshalXMLAttr", "UnmarshalText"}, nil
	case strings.Contains(strings.ToLower(path), "yaml"):
		in, out = []string{"UnmarshalYAML", "UnmarshalText"}, []string{"MarshalYAML", "MarshalText"}
	default:
		return nil
	}
	if decodes(function) {
		return in
	}
	return out
}

// quoted writes strings as further arguments.
func quoted(list []string) string {
	out := ""
	for _, s := range list {
		out += ", " + strconv.Quote(s)
	}
	return out
}

// interpretable says of packages of the standard library what has to be interpreted so that
// they see all methods. They are compiled in programs that do not need it, as they are some 200
// times as slow when they are interpreted.
var interpretable = map[string]string{
	"text/template": "text/template html/template internal/fmtsort",
	"html/template": "text/template html/template internal/fmtsort",
	"encoding/xml":  "encoding/xml",
	"encoding/gob":  "encoding/gob internal/saferio",
	"testing/quick": "testing/quick",
}

// reflected refuses to hand a value to reflection when it holds a type whose
// methods would be looked for and not seen.
func (f *fn) reflected(arg ast.Expr, t types.Type, raw reflection) {
	seen := map[types.Type]bool{}
	var visit func(t types.Type) (types.Type, string)
	visit = func(t types.Type) (types.Type, string) {
		if seen[t] || !f.interpreted(t) || types.IsInterface(t) {
			return nil, ""
		}
		seen[t] = true
		if n, ok := types.Unalias(t).(*types.Named); ok {
			set := types.NewMethodSet(types.NewPointer(n))
			if raw.look == ofMethods && set.Len() > 0 && f.ours(set.At(0).Obj()) {
				return t, set.At(0).Obj().Name()
			}
			for _, name := range raw.methods {
				if sel := set.Lookup(n.Obj().Pkg(), name); sel != nil && f.ours(sel.Obj()) {
					return t, name
				}
			}
		}
		for _, inner := range components(t) {
			if bad, name := visit(inner); bad != nil {
				return bad, name
			}
		}
		return nil, ""
	}
	if bad, name := visit(t); bad != nil {
		f.refuse(arg.Pos(), "compiled code looks into this value with reflection, which does not see the method %s of %s; put that type into a package marked //mrepl:native", name, types.TypeString(bad, types.RelativeTo(f.pkg.Types)))
		f.unit.errs[len(f.unit.errs)-1].Interpret = raw.instead
	}
}

// components returns the types directly inside a type.
func components(t types.Type) []types.Type {
	switch u := t.Underlying().(type) {
	case *types.Pointer:
		return []types.Type{u.Elem()}
	case *types.Slice:
		return []types.Type{u.Elem()}
	case *types.Array:
		return []types.Type{u.Elem()}
	case *types.Map:
		return []types.Type{u.Key(), u.Elem()}
	case *types.Struct:
		var out []types.Type
		for i := range u.NumFields() {
			out = append(out, u.Field(i).Type())
		}
		return out
	}
	return nil
}
