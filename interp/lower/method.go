package lower

import (
	"go/types"
	"strings"
)

// callee is something that can be called, with what has to be passed first.
type callee struct {
	code string
	recv []string
	held []string // the types of recv

	fixed bool // code names a function of the unit, not a variable

	method string // of a method of compiled code: its name, and what it is called on
	on     string
	onType string
}

// call writes a call.
func (c callee) call(args []string) string {
	return c.code + "(" + strings.Join(append(append([]string{}, c.recv...), args...), ", ") + ")"
}

// selected returns the method m of a value of type t, found along index.
func (l *Lowerer) selected(code string, t types.Type, index []int, m *types.Func) callee {
	code, t, hidden := l.visible(code, t, index[:len(index)-1])
	if hidden {
		return l.compiled(code, t, m)
	}
	if types.IsInterface(t) {
		if l.nativeInterface(t) {
			return callee{code: code + "." + m.Name(), method: m.Name(), on: code, onType: l.typ(t)}
		}
		return callee{code: l.interfaceMethod(m, m.Signature()), recv: []string{code}, held: []string{"any"}, fixed: true}
	}
	if l.precompiled(deref(t)) != "" {
		return l.compiled(code, t, m)
	}
	if n, ok := l.foreignGeneric(deref(t)); ok {
		if src, ok := l.borrowType(n); ok {
			_, pointer := types.Unalias(t).(*types.Pointer)
			if t = src; pointer {
				t = types.NewPointer(src)
			}
			obj, _, _ := types.LookupFieldOrMethod(t, true, src.Obj().Pkg(), m.Name())
			m, _ = obj.(*types.Func)
		}
	}
	if !l.ours(m) {
		return l.compiled(code, t, m)
	}
	p, have := types.Unalias(t).(*types.Pointer)
	if have {
		t = p.Elem()
	}
	_, want := types.Unalias(m.Signature().Recv().Type()).(*types.Pointer)
	held := l.typ(t)
	switch {
	case want && !have:
		code = addressOf(code)
	case have && !want:
		code = "*" + code
	}
	if want {
		held = "*" + held
	}
	return callee{code: l.methodName(m, t), recv: []string{code}, held: []string{held}, fixed: true}
}

// compiled returns a method of compiled code, called on a value of a type that
// is no interface.
func (l *Lowerer) compiled(code string, t types.Type, m *types.Func) callee {
	if name := l.coder(m); name != "" {
		if _, pointer := t.Underlying().(*types.Pointer); !pointer {
			code, t = addressOf(code), types.NewPointer(t)
		}
		return callee{code: name, recv: []string{code}, held: []string{l.typ(t)}, fixed: true}
	}
	if c, ok := l.located(code, t, m); ok {
		return c
	}
	c := callee{code: code + "." + m.Name(), method: m.Name(), on: code, onType: l.typ(t)}
	if recv := m.Signature().Recv(); recv != nil {
		_, want := types.Unalias(recv.Type()).(*types.Pointer)
		if _, have := t.Underlying().(*types.Pointer); want && !have {
			c.on, c.onType = addressOf(code), "*"+c.onType
		}
	}
	return c
}

// methodName returns the function that a method of a value of type t became.
func (l *Lowerer) methodName(m *types.Func, t types.Type) string {
	if n, ok := types.Unalias(t).(*types.Named); ok && n.TypeArgs().Len() > 0 {
		return l.instance(m.Origin(), typeArgs(n.TypeArgs()))
	}
	return l.method(m)
}
