package lower

import (
	"fmt"
	"go/token"
	"go/types"
	"strings"
)

// adapter writes the function through which method sel of t is found, its
// receiver an any.
func (l *Lowerer) adapter(id int, t types.Type, typeVar string, sel *types.Selection) {
	sig := sel.Type().(*types.Signature)
	params, args := l.parameters(sig, "a")
	c := l.selected("v", t, sel.Index(), sel.Obj().(*types.Func))
	l.reach(id, t, sel, c, args)
	text := fmt.Sprintf("(%s)%s { var v %s; %s(%s, r, &v); %s%s%s }", strings.Join(append([]string{"r any"}, params...), ", "), l.results(sig),
		l.typ(t), l.dyn("Into"), typeVar, l.refusesNil(t, sel), returning(sig), c.call(args))
	key := "adapter " + typeVar + text
	if _, known := l.keys[key]; !known {
		set(l, l.keys, key, l.unique("m__"+strings.TrimPrefix(typeVar, "t__")+"_"+sel.Obj().Name()))
		l.unit.shared.ln(sel.Obj().Pos(), "func %s%s", l.keys[key], text)
	}
	l.unit.methods.ln(token.NoPos, "%s.Method(%q, %s)", typeVar, sel.Obj().Name(), l.keys[key])
}

// refusesNil writes the statement that refuses a nil pointer in the variable v, where it is called a method of what it points to.
func (l *Lowerer) refusesNil(t types.Type, sel *types.Selection) string {
	m := sel.Obj().(*types.Func)
	p, ok := types.Unalias(t).(*types.Pointer)
	if !ok || len(sel.Index()) > 1 || !l.ours(m) || isPointer(m.Signature().Recv().Type()) {
		return ""
	}
	n, ok := types.Unalias(p.Elem()).(*types.Named)
	if !ok || n.Obj().Pkg() == nil {
		return ""
	}
	return fmt.Sprintf("if v == nil { %s(%q, %q, %q) }; ", l.dyn("NilReceiver"), symbolPath(n.Obj().Pkg()), n.Obj().Name(), m.Name())
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

// returning begins a call whose results are returned, if there are any.
func returning(sig *types.Signature) string {
	if sig.Results().Len() > 0 {
		return "return "
	}
	return ""
}
