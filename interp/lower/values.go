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
	if m.Pkg() == nil || l.ours(m) || l.coder(m) != "" || !dyn.LooksInside(m.Pkg().Path()) || dyn.NamesElements(m.Pkg().Path(), m.FullName()) {
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
