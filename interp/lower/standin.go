package lower

import (
	"go/token"
	"go/types"
	"strings"

	"github.com/mrepl/mrepl/interp/symbols/gen"
)

// standIn returns the name of what stands for a generic function of the standard
// library whose source is about the insides of the runtime, or "".
func (l *Lowerer) standIn(obj *types.Func, args []types.Type) string {
	switch obj.FullName() {
	case "iter.Pull", "iter.Pull2":
		return l.pull(obj.Name(), args)
	case "unique.Make":
		return l.makeUnique(obj.Signature(), args)
	case "internal/abi.Escape":
		return l.copied(args[0])
	case "reflect.TypeFor":
		return l.typeFor(args[0])
	case "reflect.TypeAssert":
		return l.typeAssert(args[0])
	case "math/rand/v2.N":
		return l.randomN(args[0])
	case "runtime.AddCleanup":
		return l.addCleanup(args)
	case "crypto/hkdf.Key", "crypto/hkdf.Expand", "crypto/hkdf.Extract", "crypto/pbkdf2.Key":
		return l.compiledFor(obj, args[0], obj.Signature().TypeParams().At(0).Constraint())
	case "hash/maphash.Comparable", "hash/maphash.WriteComparable":
		return l.compiledFor(obj, args[0], anyType)
	}
	return ""
}

// bodiless are functions of the standard library that the runtime implements, or
// that are about reflection, and what stands for them here.
var bodiless = map[string]string{
	"maps.clone":                       "CloneMap",
	"database/sql.convertAssign":       "ConvertAssign",
	"database/sql.callValuerValue":     "CallValuer",
	"weak.runtime_registerWeakPointer": "RegisterWeak",
	"weak.runtime_makeStrongFromWeak":  "StrongFromWeak",
}

// precompiled returns the name in its package of an instance of a generic type of
// a native package that is compiled in, or "".
func (l *Lowerer) precompiled(t types.Type) string {
	n, ok := types.Unalias(t).(*types.Named)
	if !ok || n.TypeArgs().Len() == 0 || n.Obj().Pkg() == nil || l.symbols == nil || l.source[n.Obj().Pkg()] != nil {
		return ""
	}
	if name := gen.InstanceName(n); l.symbols.Has(n.Obj().Pkg().Path(), name) {
		return name
	}
	return ""
}

// makeUnique writes unique.Make.
func (l *Lowerer) makeUnique(sig *types.Signature, args []types.Type) string {
	t := l.typ(args[0])
	handle := l.typ(newSubstitution(sig.TypeParams(), args).apply(sig.Results().At(0).Type()))
	return l.helper("makeUnique", handle, func(name string) {
		l.unit.funcs.ln(token.NoPos, "func %s(v %s) %s { var h %s; p := new(%s); *p = v; %s(%s, %s, p, &h.value); return h }",
			name, t, handle, handle, t, l.dyn("Unique"), l.typeVar(args[0]), l.convert("v", args[0], anyType))
	})
}

// typeFor writes reflect.TypeFor, by a pointer.
func (l *Lowerer) typeFor(t types.Type) string {
	pointer := types.NewPointer(t)
	null := l.convert(l.cast(pointer, "nil"), pointer, anyType)
	return l.helper("typeFor", null, func(name string) {
		l.unit.funcs.ln(token.NoPos, "func %s() %s.Type { return %s.TypeOf(%s).Elem() }", name, l.native("reflect"), l.native("reflect"), null)
	})
}

// typeAssert writes reflect.TypeAssert, by an assertion of what the value holds.
func (l *Lowerer) typeAssert(t types.Type) string {
	asserted := l.assertOK("v.Interface()", t)
	return l.helper("typeAssert", asserted, func(name string) {
		l.unit.funcs.ln(token.NoPos, "func %s(v %s.Value) (%s, bool) { return %s }", name, l.native("reflect"), l.typ(t), asserted)
	})
}

// randomN writes rand.N.
func (l *Lowerer) randomN(t types.Type) string {
	code := l.typ(t)
	return l.helper("randomN", code, func(name string) {
		l.unit.funcs.ln(token.NoPos, "func %s(n %s) %s { if n <= 0 { panic(%q) }; return %s(%s.Uint64N(uint64(n))) }",
			name, code, code, "invalid argument to N", code, l.native("math/rand/v2"))
	})
}

// addCleanup writes runtime.AddCleanup. What is called is made where the pointer is not: the interpreter has a function hold all
// of that around it.
func (l *Lowerer) addCleanup(args []types.Type) string {
	t, s := l.typ(args[0]), l.typ(args[1])
	return l.helper("addCleanup", t+", "+s, func(name string) {
		l.unit.funcs.ln(token.NoPos, "func %s___call(cleanup func(%s), arg %s) func() { return func() { cleanup(arg) } }", name, s, s)
		l.unit.funcs.ln(token.NoPos, "func %s(p *%s, cleanup func(%s), arg %s) %s.Cleanup { return %s(p, %s___call(cleanup, arg)) }", name, t, s, s, l.native("runtime"), l.dyn("AddCleanup"), name)
	})
}

// compiledFor writes a function with one type parameter by its compiled instance
// for an interface.
func (l *Lowerer) compiledFor(obj *types.Func, t, face types.Type) string {
	sig := newSubstitution(obj.Signature().TypeParams(), []types.Type{t}).apply(obj.Signature()).(*types.Signature)
	return l.helper("compiled", obj.FullName()+l.typeVar(t), func(name string) {
		params, args := l.parameters(sig, "a")
		for i := range args {
			switch p := obj.Signature().Params().At(i).Type().(type) {
			case *types.TypeParam:
				args[i] = l.convert(args[i], t, face)
			case *types.Signature:
				if _, ok := p.Results().At(0).Type().(*types.TypeParam); ok {
					args[i] = "func() " + l.typ(face) + " { return " + l.convert(args[i]+"()", t, face) + " }"
				}
			}
		}
		l.unit.funcs.ln(token.NoPos, "func %s(%s)%s { %s%s.%s(%s) }", name, strings.Join(params, ", "), l.results(sig),
			returning(sig), l.native(obj.Pkg().Path()), obj.Name(), strings.Join(args, ", "))
	})
}
