package lower

import (
	"fmt"
	"go/token"
	"go/types"
	"strings"
)

// faceVar returns the variable that holds the identity of an interface.
func (l *Lowerer) faceVar(t types.Type) string {
	id := l.faceIdentity(t)
	if name, ok := l.faces[id]; ok {
		return name
	}
	name := l.unique(fmt.Sprintf("i__%d", id))
	set(l, l.faces, id, name)
	l.unit.types.ln(token.NoPos, "var %s *%s", name, l.dyn("Iface"))
	if l.nativeInterface(t) {
		n := types.Unalias(t).(*types.Named)
		path := ""
		if n.Obj().Pkg() != nil {
			path = n.Obj().Pkg().Path()
		}
		l.unit.binds.ln(token.NoPos, "%s = %s(%d, new(%s), %q, %q)", name, l.host("BindFace"), id, l.typ(t), path, n.Obj().Name())
	} else {
		l.unit.binds.ln(token.NoPos, "%s = %s(%d)", name, l.host("Face"), id)
	}
	return name
}

// faceIdentity returns the number of an interface.
func (l *Lowerer) faceIdentity(t types.Type) int {
	if id, ok := l.table.KnownFace(t); ok {
		return id
	}
	key, keyed := l.keyed(t)
	if id, ok := l.faceIDs[key]; keyed && ok {
		l.table.TakeFace(id, t)
		return id
	}
	_, id := l.table.Iface(t)
	if keyed {
		set(l, l.faceIDs, key, id)
	}
	return id
}

// interfaceMethod returns a function that calls a method of an interface value
// of interpreted code.
func (l *Lowerer) interfaceMethod(m *types.Func, sig *types.Signature) string {
	params, args := l.parameters(sig, "a")
	proto := l.callProto(sig)
	key := dispatchKey(m, proto)
	return l.helper("call", key, func(name string) {
		l.unit.types.ln(token.NoPos, "var %s_proto *%s", name, proto)
		l.unit.binds.ln(token.NoPos, "%s_proto = new(%s)", name, proto)
		x := "x"
		if mayAsk(m.Name()) {
			x = l.host("Standing") + "(x)"
		}
		l.dispatch(key, dispatcher{
			name: name, pos: m.Pos(), proto: proto, void: sig.Results().Len() == 0,
			sig: "(" + strings.Join(append([]string{"x any"}, params...), ", ") + ")" + l.results(sig),
			rest: fmt.Sprintf("%s%s(%s, %q, %s_proto).(%s)(%s)", returning(sig), l.dyn("Find"), x, m.Name(), name, proto,
				strings.Join(append([]string{x}, args...), ", ")),
		})
	})
}

// prepend adds a first parameter to a written signature.
func prepend(param, signature string) string {
	if strings.HasPrefix(signature, "()") {
		return "(" + param + ")" + signature[2:]
	}
	return "(" + param + ", " + signature[1:]
}

// nativeInterface reports whether t is an interface with methods that native
// code defined: such values are held as native code holds them.
func (l *Lowerer) nativeInterface(t types.Type) bool {
	n, ok := types.Unalias(t).(*types.Named)
	if !ok || !types.IsInterface(n) || isEmptyInterface(n) {
		return false
	}
	return !l.ours(n.Obj())
}

// toNative returns a function that converts an interface value to a native
// interface.
func (l *Lowerer) toNative(t types.Type) string {
	code := l.typ(t)
	return l.helper("to", l.faceVar(t), func(name string) {
		l.unit.funcs.ln(token.NoPos, "func %s(x any) %s { var v %s; %s(%s, x, &v); return v }", name, code, code, l.host("ToNative"), l.faceVar(t))
	})
}

// isEmptyInterface reports whether a type is an interface that any value has.
func isEmptyInterface(t types.Type) bool {
	i, ok := t.Underlying().(*types.Interface)
	return ok && i.NumMethods() == 0
}
