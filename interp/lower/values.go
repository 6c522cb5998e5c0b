package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/mrepl/mrepl/interp/dyn"
)

// valueCall writes the call of a function value that takes an any. The value may
// be one of native code, such as the function that a decoder passes to the code that
// says what to decode into: then it gets plain values.
func (f *fn) valueCall(fun ast.Expr, c callee, sig *types.Signature, args []string) (string, bool) {
	if c.fixed || c.method != "" || isName(c.code) && f.calledFunc(fun) != nil || !slices.Contains(opened(sig), true) {
		return "", false
	}
	typ := "func" + f.signature(sig)
	name := f.helper("callValue", typ, func(name string) {
		params, plain := f.parameters(sig, "a")
		f.unit.funcs.ln(token.NoPos, "func %s(%s)%s { if %s(f) { %sf(%s)%s }; %sf(%s) }", name, strings.Join(append([]string{"f " + typ}, params...), ", "), f.results(sig),
			f.dyn("Inside"), returning(sig), strings.Join(f.raws(sig, plain, opening{"Raw", "Raws", ""}), ", "), ending(sig), returning(sig), strings.Join(plain, ", "))
	})
	return callee{code: name, recv: append([]string{c.code}, c.recv...)}.call(args), true
}

// ending ends a branch of a function that has no results.
func ending(sig *types.Signature) string {
	if sig.Results().Len() > 0 {
		return ""
	}
	return "; return"
}

// opened says which parameters are of type any, or lists of any at the end.
func opened(sig *types.Signature) []bool {
	out := make([]bool, sig.Params().Len())
	for i := range out {
		t := sig.Params().At(i).Type()
		if sig.Variadic() && i == len(out)-1 {
			if s, ok := t.Underlying().(*types.Slice); ok {
				t = s.Elem()
			}
		}
		out[i] = isEmptyInterface(t)
	}
	return out
}

// opening is what opens an argument, and a list of them: functions of dyn, and what they get besides.
type opening struct{ one, list, more string }

// raws opens the arguments of a call of native code that looks into them.
func (l *Lowerer) raws(sig *types.Signature, args []string, how opening) []string {
	one, list := l.dyn(how.one), l.dyn(how.list)
	out := slices.Clone(args)
	for i, open := range opened(sig) {
		switch {
		case !open:
		case sig.Variadic() && i == len(out)-1:
			out[i] = list + "(" + strings.TrimSuffix(args[i], "...") + how.more + ")..."
		default:
			out[i] = one + "(" + args[i] + how.more + ")"
		}
	}
	return out
}

// forNative opens the arguments that a function value passes on to a method of
// native code.
func (l *Lowerer) forNative(m *types.Func, sig *types.Signature, args []string) []string {
	if m.Pkg() == nil || l.ours(m) || l.coder(m) != "" || !dyn.LooksInside(m.Pkg().Path()) || dyn.NamesElements(m.Pkg().Path(), m.FullName()) || prints(m) {
		return args
	}
	how := opening{"Raw", "Raws", ""}
	if methods := sought(m.Pkg().Path(), m.Name()); len(methods) > 0 {
		how = opening{"Sought", "Soughts", quoted(methods)}
	} else if dyn.TakesColumns(m.Pkg().Path()) {
		how = opening{"Column", "Columns", ""}
	}
	return l.raws(sig, args, how)
}

// isFuncMap reports whether t is the type of the functions of a template.
func (l *Lowerer) isFuncMap(t types.Type) bool {
	n, ok := types.Unalias(t).(*types.Named)
	return ok && !l.ours(n.Obj()) && n.Obj().Pkg() != nil && n.Obj().Pkg().Path() == "text/template" && n.Obj().Name() == "FuncMap"
}

// templateFunc writes a function of a template, which calls it by reflection: so it
// is no box, whatever its parameters are.
func (f *fn) templateFunc(e ast.Expr, t types.Type) string {
	from := f.typeOf(e)
	if _, ok := from.Underlying().(*types.Signature); ok && (f.interpreted(from) || f.exchanged(from)) {
		return f.dyn("Any") + "(" + f.forCompiled(f.expr(e), from) + ")"
	}
	return f.element(e, t)
}

// knownFlag writes flag.Int in a package of the standard library, which is compiled in too, and has defined its flags.
func (f *fn) knownFlag(e *ast.CallExpr) (string, bool) {
	if f.pkg.Path != "testing/quick" {
		return "", false
	}
	return f.dyn("KnownFlag") + "(" + strings.Join(f.args(e, f.typeOf(e.Fun).Underlying().(*types.Signature), reflection{}), ", ") + ")", true
}

// flagVar writes flag.Var and flag.TextVar, which look at the types of values that are
// wrapped for them.
func (f *fn) flagVar(e *ast.CallExpr, fun ast.Expr, name string) (string, bool) {
	if _, tuple := f.spread(e); tuple {
		return "", false
	}
	set := f.native("flag") + ".CommandLine"
	if sel, ok := fun.(*ast.SelectorExpr); ok && f.pkg.Info.Selections[sel] != nil {
		if set, ok = f.receiver(fun, "flag", "CommandLine"); !ok {
			return "", false
		}
	}
	args := f.args(e, f.typeOf(fun).Underlying().(*types.Signature), reflection{})
	return f.dyn(name) + "(" + strings.Join(append([]string{set}, args...), ", ") + ")", true
}

// Code of other modules asks what it gets as any for interfaces of its own, and looks into it with reflection. It gets
// values without their types, in which it sees no methods. So what has an interface of the package, which such a function may
// ask for, is refused, where its type is known, or when it is handed over.

// asksFor returns the interfaces of a function's package, if it is one of another module.
func (l *Lowerer) asksFor(fn *types.Func) []types.Type {
	first, _, _ := strings.Cut(fn.Pkg().Path(), "/")
	if !strings.Contains(first, ".") {
		return nil
	}
	var out []types.Type
	scope := fn.Pkg().Scope()
	for _, name := range scope.Names() {
		obj, ok := scope.Lookup(name).(*types.TypeName)
		if !ok || !obj.Exported() || obj.IsAlias() || l.symbols != nil && !l.symbols.Has(fn.Pkg().Path(), name) {
			continue
		}
		n, ok := obj.Type().(*types.Named)
		if !ok || n.TypeParams().Len() > 0 {
			continue
		}
		if i, ok := n.Underlying().(*types.Interface); ok && i.NumMethods() > 0 && i.IsMethodSet() {
			out = append(out, n)
		}
	}
	return out
}

// unasked refuses to hand over a value of a type that has an interface which is asked for.
func (f *fn) unasked(arg ast.Expr, t types.Type, asked []types.Type) {
	for _, face := range asked {
		if types.Implements(t, face.Underlying().(*types.Interface)) {
			name := types.TypeString(face, (*types.Package).Name)
			f.refuse(arg.Pos(), "compiled code may ask this value for %s, and does not see the methods of %s; convert it to %s first, or put the type into a package marked //mrepl:native",
				name, types.TypeString(t, types.RelativeTo(f.pkg.Types)), name)
			return
		}
	}
}

// askable writes the value of an interface for a function that asks for some.
func (l *Lowerer) askable(asked []types.Type) string {
	var faces []string
	for _, face := range asked {
		faces = append(faces, l.faceVar(face))
	}
	list := strings.Join(faces, ", ")
	return l.helper("askable", list, func(name string) {
		l.unit.funcs.ln(token.NoPos, "func %s(x any) any { return %s(x, %s) }", name, l.dyn("Unasked"), list)
	})
}

// prints reports whether a function of another module hands what it gets on to package fmt, as loggers do: that asks the box.
func prints(fn *types.Func) bool {
	sig := fn.Signature()
	if !dyn.Prints(fn.Pkg().Path(), fn.Name()) || !sig.Variadic() {
		return false
	}
	last, ok := sig.Params().At(sig.Params().Len() - 1).Type().(*types.Slice)
	return ok && isEmptyInterface(last.Elem())
}
