package lower

import (
	"fmt"
	"go/token"
	"go/types"
	"strings"

	"github.com/mrepl/mrepl/interp/dyn"
)

// This file writes what interface values need at run time: the identities of
// types and interfaces, the adapters through which methods are found, and the
// small functions that assert and convert.

// typeVar returns the variable that holds the identity of a type.
func (l *Lowerer) typeVar(t types.Type) string {
	id, renewed := l.identity(t)
	name, known := l.bound[id]
	if known && !renewed {
		return name
	}
	if !known {
		name = l.unique(fmt.Sprintf("t__%d", id))
		set(l, l.bound, id, name)
		l.unit.types.ln(token.NoPos, "var %s *%s", name, l.dyn("Type"))
		l.unit.binds.ln(token.NoPos, "%s = %s(%d, new(%s))", name, l.host("Bind"), id, l.typ(t))
	}
	if !l.interpreted(t) || types.IsInterface(t) {
		return name
	}
	for sel := range types.NewMethodSet(t).Methods() {
		if m := sel.Obj(); m.Exported() || l.ours(m) {
			l.later(func() { l.adapter(t, name, sel) })
		}
	}
	l.inner(t)
	return name
}

// identity returns the number of a type, and whether the type has been declared
// anew since it was given that.
func (l *Lowerer) identity(t types.Type) (id int, renewed bool) {
	if id, ok := l.table.Known(t); ok {
		return id, false
	}
	key, keyed := l.keyed(t)
	if id, ok := l.ids[key]; keyed && ok {
		l.table.Take(id, t)
		return id, true
	}
	_, id = l.table.Type(t)
	if keyed {
		set(l, l.ids, key, id)
	}
	return id, false
}

// inner gives identities to the types with methods inside a type, so that
// printers find them.
func (l *Lowerer) inner(t types.Type) {
	visit := func(e types.Type) {
		if l.interpreted(e) && !types.IsInterface(e) {
			l.later(func() { l.typeVar(e) })
		}
	}
	switch u := t.Underlying().(type) {
	case *types.Pointer:
		visit(u.Elem())
	case *types.Slice:
		visit(u.Elem())
	case *types.Array:
		visit(u.Elem())
	case *types.Map:
		visit(u.Key())
		visit(u.Elem())
	case *types.Struct:
		for i := range u.NumFields() {
			visit(u.Field(i).Type())
		}
	}
}

// adapter writes the function through which method sel of t is found, its
// receiver an any.
func (l *Lowerer) adapter(t types.Type, typeVar string, sel *types.Selection) {
	sig := sel.Type().(*types.Signature)
	params, args := l.parameters(sig, "a")
	call := l.selected("v", t, sel.Index(), sel.Obj().(*types.Func)).call(args)
	text := fmt.Sprintf("(%s)%s { var v %s; %s(%s, r, &v); %s%s }", strings.Join(append([]string{"r any"}, params...), ", "), l.results(sig),
		l.typ(t), l.dyn("Into"), typeVar, returning(sig), call)
	key := "adapter " + typeVar + text
	if _, known := l.keys[key]; !known {
		set(l, l.keys, key, l.unique("m__"+strings.TrimPrefix(typeVar, "t__")+"_"+sel.Obj().Name()))
		l.unit.shared.ln(sel.Obj().Pos(), "func %s%s", l.keys[key], text)
	}
	l.unit.binds.ln(token.NoPos, "%s.Method(%q, %s)", typeVar, sel.Obj().Name(), l.keys[key])
}

// parameters names the parameters of a signature, and writes them and the
// arguments that pass them on.
func (l *Lowerer) parameters(sig *types.Signature, prefix string) (params, args []string) {
	for i := range sig.Params().Len() {
		name := fmt.Sprintf("%s%d", prefix, i)
		params = append(params, name+" "+l.param(sig, i))
		if sig.Variadic() && i == sig.Params().Len()-1 {
			name += "..."
		}
		args = append(args, name)
	}
	return params, args
}

// results writes the results of a signature.
func (l *Lowerer) results(sig *types.Signature) string {
	var out []string
	for i := range sig.Results().Len() {
		out = append(out, l.typ(sig.Results().At(i).Type()))
	}
	return resultList(out)
}

func returning(sig *types.Signature) string {
	if sig.Results().Len() > 0 {
		return "return "
	}
	return ""
}

// helper writes a function that belongs to no other once for each key, and
// returns its name.
func (l *Lowerer) helper(kind, key string, write func(name string)) string {
	if name, ok := l.helpers[kind+key]; ok {
		return name
	}
	name := l.unique(kind + "__")
	set(l, l.helpers, kind+key, name)
	defer l.writing(&l.unit.shared)()
	write(name)
	return name
}

// assertion returns a function that takes a t out of an interface value.
func (l *Lowerer) assertion(t types.Type) string {
	code := l.typ(t)
	return l.helper("as", l.typeVar(t), func(name string) {
		l.unit.funcs.ln(token.NoPos, "func %s(x any) %s { var v %s; %s(%s, x, &v); return v }", name, code, code, l.dyn("Into"), l.typeVar(t))
	})
}

// assertionFrom is assertion for an interface value of a static type, which the
// panic of one that fails names.
func (l *Lowerer) assertionFrom(from, t types.Type) string {
	if isEmptyInterface(from) {
		return l.assertion(t)
	}
	code, face := l.typ(t), dyn.TypeName(from)
	return l.helper("asFrom", face+" "+l.typeVar(t), func(name string) {
		l.unit.funcs.ln(token.NoPos, "func %s(x any) %s { var v %s; %s(%q, %s, x, &v); return v }", name, code, code, l.dyn("IntoFrom"), face, l.typeVar(t))
	})
}

// commaOK returns a function that takes a t out of an interface value and
// reports whether it was one.
func (l *Lowerer) commaOK(t types.Type) string {
	code := l.typ(t)
	return l.helper("ok", l.typeVar(t), func(name string) {
		l.unit.funcs.ln(token.NoPos, "func %s(x any) (%s, bool) { var v %s; ok := %s(%s, x, &v); return v, ok }", name, code, code, l.dyn("IntoOK"), l.typeVar(t))
	})
}

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

// toNative returns a function that converts an interface value to a native
// interface.
func (l *Lowerer) toNative(t types.Type) string {
	code := l.typ(t)
	return l.helper("to", l.faceVar(t), func(name string) {
		l.unit.funcs.ln(token.NoPos, "func %s(x any) %s { var v %s; %s(%s, x, &v); return v }", name, code, code, l.host("ToNative"), l.faceVar(t))
	})
}

// interfaceMethod returns a function that calls a method of an interface value
// of interpreted code.
func (l *Lowerer) interfaceMethod(m *types.Func, sig *types.Signature) string {
	params, args := l.parameters(sig, "a")
	proto := "func" + prepend("any", l.signature(sig))
	return l.helper("call", m.Name()+proto, func(name string) {
		l.unit.types.ln(token.NoPos, "var %s_proto *%s", name, proto)
		l.unit.binds.ln(token.NoPos, "%s_proto = new(%s)", name, proto)
		l.unit.funcs.ln(m.Pos(), "func %s(%s)%s { %s%s(x, %q, %s_proto).(%s)(%s) }", name,
			strings.Join(append([]string{"x any"}, params...), ", "), l.results(sig), returning(sig),
			l.dyn("Find"), m.Name(), name, proto, strings.Join(append([]string{"x"}, args...), ", "))
	})
}

// prepend adds a first parameter to a written signature.
func prepend(param, signature string) string {
	if strings.HasPrefix(signature, "()") {
		return "(" + param + ")" + signature[2:]
	}
	return "(" + param + ", " + signature[1:]
}

// convert writes the conversion of a value to another type, as assignments,
// calls and returns do it implicitly.
func (l *Lowerer) convert(code string, from, to types.Type) string {
	if code == "nil" || isNil(from) {
		return l.nilOf(to)
	}
	if !types.IsInterface(to) {
		if types.Identical(from, to) || l.recursive(from) && l.recursive(to) {
			return code
		}
		return l.cast(to, l.unfold(code, from))
	}
	native := l.nativeInterface(to)
	switch {
	case !types.IsInterface(from):
		return l.toInterface(code, from, to, native)
	case native && l.nativeInterface(from):
		return code
	case native:
		return l.toNative(to) + "(" + code + ")"
	case l.nativeInterface(from):
		return l.dyn("Lift") + "(" + code + ")"
	}
	return code
}

// toInterface converts a value of a concrete type to an interface.
func (l *Lowerer) toInterface(code string, from, to types.Type, native bool) string {
	if !l.interpreted(from) {
		if native {
			return code
		}
		return l.plain(code, from)
	}
	boxed := l.dyn("Box") + "(" + l.typeVar(from) + ", " + code + ")"
	if native {
		return l.toNative(to) + "(" + boxed + ")"
	}
	return boxed
}

// plain makes an any of a value of a native type.
func (l *Lowerer) plain(code string, t types.Type) string {
	switch u := t.Underlying().(type) {
	case *types.Basic:
		if u.Info()&types.IsString == 0 && u.Info()&types.IsBoolean == 0 {
			return l.cast(t, code)
		}
	case *types.Signature:
		return l.dyn("Any") + "(" + code + ")"
	}
	return code
}

// nilOf writes nil as a value of a type.
func (l *Lowerer) nilOf(t types.Type) string {
	if types.IsInterface(t) {
		if l.nativeInterface(t) {
			return l.toNative(t) + "(nil)"
		}
		return l.dyn("Nil") + "()"
	}
	if l.recursive(t) {
		return l.dyn("Nil") + "()"
	}
	return l.cast(t, "nil")
}

func isNil(t types.Type) bool {
	b, ok := t.(*types.Basic)
	return ok && b.Kind() == types.UntypedNil
}
