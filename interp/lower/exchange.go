package lower

import (
	"fmt"
	"go/token"
	"go/types"
	"strings"
)

// Compiled code has the reflect.Value of the standard library, and interpreted code one of
// its own. Where one goes over to the other side it is made the other, within functions and
// lists too. Defined types of compiled packages are what they are there.

// exchanged reports whether a type, or one within it that has no name, is one of package
// reflect that interpreted code has of its own.
func (l *Lowerer) exchanged(t types.Type) bool {
	switch t := types.Unalias(t).(type) {
	case *types.Named:
		switch ofReflect(t) {
		case "Value", "Method", "MapIter", "SelectCase":
			return true
		}
	case *types.Pointer:
		return l.exchanged(t.Elem())
	case *types.Slice:
		return l.exchanged(t.Elem())
	case *types.Array:
		return l.exchanged(t.Elem())
	case *types.Chan:
		return l.exchanged(t.Elem())
	case *types.Map:
		return l.exchanged(t.Key()) || l.exchanged(t.Elem())
	case *types.Signature:
		return l.exchanged(t.Params()) || l.exchanged(t.Results())
	case *types.Tuple:
		for v := range t.Variables() {
			if l.exchanged(v.Type()) {
				return true
			}
		}
	}
	return false
}

// compiledField reports whether a field is one of a compiled package, other than reflect.
func (l *Lowerer) compiledField(field types.Object) bool {
	p := field.Pkg()
	return p != nil && !l.ours(field) && l.borrowed[p] == nil && p.Path() != "reflect"
}

// forCompiled writes code, of type t, for compiled code.
func (l *Lowerer) forCompiled(code string, t types.Type) string {
	switch {
	case ofReflect(t) == "Type" && code != "nil":
		return l.native("reflect") + ".HeldAs(" + code + ")"
	case ofReflect(t) == "Value":
		return code + ".Native()"
	case l.exchanged(t):
		return l.exchange(code, l.typ(t), l.compiledTyp(t))
	}
	return code
}

// fromCompiled writes the one result, of type t, of compiled code.
func (l *Lowerer) fromCompiled(code string, t types.Type) string {
	switch {
	case ofReflect(t) == "Value":
		return l.native("reflect") + ".FromNative(" + code + ")"
	case l.exchanged(t):
		return l.exchange(code, l.compiledTyp(t), l.typ(t))
	}
	return code
}

// fromCall writes a call of compiled code.
func (f *fn) fromCall(sig *types.Signature, code string) string {
	if sig.Results().Len() == 1 {
		return f.fromCompiled(code, sig.Results().At(0).Type())
	}
	if f.exchanged(sig.Results()) {
		return f.exchangeResults(sig.Results()) + "(" + code + ")"
	}
	return code
}

// exchangeResults returns the function that takes several results of compiled code, and returns them as interpreted
// code has them.
func (l *Lowerer) exchangeResults(results *types.Tuple) string {
	var params, types, out []string
	for i := range results.Len() {
		t, name := results.At(i).Type(), fmt.Sprint("x", i)
		params, types, out = append(params, name+" "+l.compiledTyp(t)), append(types, l.typ(t)), append(out, l.fromCompiled(name, t))
	}
	head := "(" + strings.Join(params, ", ") + ") (" + strings.Join(types, ", ") + ")"
	return l.helper("exchangeResults", head, func(name string) {
		l.unit.funcs.ln(token.NoPos, "func %s%s { return %s }", name, head, strings.Join(out, ", "))
	})
}

// exchange writes a conversion between two types, as they are written, that are the same but
// for whose types of package reflect are in them.
func (l *Lowerer) exchange(code, from, to string) string {
	name := l.helper("exchange", from+" "+to, func(name string) {
		l.unit.funcs.ln(token.NoPos, "func %s(x %s) %s { var v %s; %s.Exchange(x, &v); return v }", name, from, to, to, l.native("reflect"))
	})
	return name + "(" + code + ")"
}

// compiledTyp writes a type as compiled code has it.
func (l *Lowerer) compiledTyp(t types.Type) string {
	defer func(was bool) { l.standard = was }(l.standard)
	l.standard = true
	return l.typ(t)
}

// definedByExchanged reports whether t is a type of a compiled package that is defined by one
// which has to be exchanged.
func (l *Lowerer) definedByExchanged(t types.Type) bool {
	n, ok := types.Unalias(t).(*types.Named)
	return ok && ofReflect(n) == "" && !l.ours(n.Obj()) && l.exchanged(n.Underlying())
}
