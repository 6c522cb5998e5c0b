package lower

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"strconv"
	"strings"
)

// to writes an expression converted to a type, as assigning it would.
func (f *fn) to(e ast.Expr, t types.Type) string {
	if f.isNil(e) {
		return f.nilOf(t)
	}
	if code, ok := f.asWriter(e, t); ok {
		return code
	}
	return f.convert(f.expr(e), f.typeOf(e), t)
}

func (f *fn) isNil(e ast.Expr) bool { return f.pkg.Info.Types[e].IsNil() }

// expr writes the value of an expression, of its own type.
func (f *fn) expr(e ast.Expr) string {
	if tv := f.pkg.Info.Types[e]; tv.Value != nil {
		return f.constant(tv.Value, f.typeOf(e))
	}
	switch e := e.(type) {
	case *ast.ParenExpr:
		return f.expr(e.X)
	case *ast.Ident:
		return f.ident(e)
	case *ast.SelectorExpr:
		return f.selector(e)
	case *ast.CallExpr:
		return f.call(e)
	case *ast.FuncLit:
		return f.closure(e)
	case *ast.CompositeLit:
		return f.composite(e, f.typeOf(e))
	case *ast.StarExpr:
		return "(*" + f.under(e.X) + ")"
	case *ast.UnaryExpr:
		return f.unary(e)
	case *ast.BinaryExpr:
		return f.binary(e)
	case *ast.IndexExpr:
		return f.index(e)
	case *ast.IndexListExpr:
		return f.genericValue(e)
	case *ast.SliceExpr:
		return f.slice(e)
	case *ast.TypeAssertExpr:
		return f.assert(e)
	}
	f.refuse(e.Pos(), "this expression (%T) is not supported yet", e)
	return "nil"
}

// ident writes a name.
func (f *fn) ident(e *ast.Ident) string {
	obj := f.pkg.Info.ObjectOf(e)
	switch obj := obj.(type) {
	case *types.Nil:
		return "nil"
	case *types.Var:
		if v, ok := f.lookup(obj); ok {
			return v.use()
		}
		f.known(e.Pos(), obj)
		return f.variable(obj)
	case *types.Func:
		return f.forward(f.funcName(e, obj), obj, f.typeOf(e))
	}
	f.refuse(e.Pos(), "%s cannot be used here", e.Name)
	return "nil"
}

// variable writes a package-level variable, or the value of the state that the
// name stands for at a prompt.
func (f *fn) variable(obj *types.Var) string {
	if s, ok := f.states[obj]; ok {
		return f.takeOut(s.Type) + "(" + f.object(s.Var) + ".Get())"
	}
	f.openStream(obj)
	return f.object(obj)
}

// forward writes a declared function as a value. It is a function of its own
// that calls the other: the interpreter does not take a declared one everywhere.
func (f *fn) forward(name string, obj *types.Func, t types.Type) string {
	sig, ok := t.Underlying().(*types.Signature)
	if !ok || strings.Contains(name, ".") || name == "nil" {
		return name
	}
	return f.helper("value", name, func(helper string) {
		params, args := f.parameters(sig, "a")
		f.unit.funcs.ln(token.NoPos, "func %s() func%s { return func(%s)%s { %s%s%s } }", helper, f.signature(sig),
			strings.Join(params, ", "), f.results(sig), f.passing(obj), returning(sig), callee{code: name}.call(args))
	}) + "()"
}

// funcName writes a declared function, or the instance of a generic one that is
// used at id.
func (f *fn) funcName(id *ast.Ident, obj *types.Func) string {
	inst, generic := f.pkg.Info.Instances[id]
	if !f.ours(obj) {
		if generic {
			return f.borrowFunc(id.Pos(), obj, f.typeArgs(inst))
		}
		f.known(id.Pos(), obj)
		return f.object(obj)
	}
	if !generic {
		return f.object(obj)
	}
	return f.instance(obj.Origin(), f.typeArgs(inst))
}

// typeArgs returns the type arguments of an instance, type parameters replaced.
func (f *fn) typeArgs(inst types.Instance) []types.Type {
	args := typeArgs(inst.TypeArgs)
	for i := range args {
		args[i] = f.subst.apply(args[i])
	}
	return args
}

// namedFunc returns the name and the object of a declared function, with or
// without type arguments.
func (f *fn) namedFunc(x ast.Expr) (*ast.Ident, *types.Func) {
	switch x := ast.Unparen(x).(type) {
	case *ast.Ident:
		obj, _ := f.pkg.Info.Uses[x].(*types.Func)
		return x, obj
	case *ast.SelectorExpr:
		if f.pkg.Info.Selections[x] == nil {
			obj, _ := f.pkg.Info.Uses[x.Sel].(*types.Func)
			return x.Sel, obj
		}
	case *ast.IndexExpr:
		return f.namedFunc(x.X)
	case *ast.IndexListExpr:
		return f.namedFunc(x.X)
	}
	return nil, nil
}

// genericValue writes an instantiated function as a value.
func (f *fn) genericValue(e ast.Expr) string {
	if id, obj := f.namedFunc(e); obj != nil {
		return f.forward(f.funcName(id, obj), obj, f.typeOf(e))
	}
	f.refuse(e.Pos(), "this instantiation is not supported yet")
	return "nil"
}

// selector writes x.f: a name of a package, a field, or a method as a value.
func (f *fn) selector(e *ast.SelectorExpr) string {
	sel := f.pkg.Info.Selections[e]
	if sel == nil {
		switch obj := f.pkg.Info.Uses[e.Sel].(type) {
		case *types.Func:
			return f.forward(f.funcName(e.Sel, obj), obj, f.typeOf(e))
		case *types.Var:
			f.known(e.Sel.Pos(), obj)
			return f.variable(obj)
		}
		f.refuse(e.Pos(), "%s cannot be used here", e.Sel.Name)
		return "nil"
	}
	switch sel.Kind() {
	case types.FieldVal:
		code, _ := f.steps(f.expr(e.X), f.typeOf(e.X), sel.Index())
		return code
	case types.MethodVal:
		return f.methodValue(e, sel)
	}
	name, m := f.methodExpr(e, sel)
	return f.forward(name, m, f.typeOf(e))
}

// find looks a method up again on the type it is called on, which differs from
// what the checker saw where type parameters have been replaced.
func (f *fn) find(recv types.Type, sel *types.Selection) ([]int, *types.Func) {
	if len(f.subst) == 0 {
		return sel.Index(), sel.Obj().(*types.Func)
	}
	obj, index, _ := types.LookupFieldOrMethod(recv, true, sel.Obj().Pkg(), sel.Obj().Name())
	if m, ok := obj.(*types.Func); ok {
		return index, m
	}
	return sel.Index(), sel.Obj().(*types.Func)
}

// methodValue writes x.M as a value: a function that has x already.
func (f *fn) methodValue(e *ast.SelectorExpr, sel *types.Selection) string {
	recv := f.typeOf(e.X)
	index, m := f.find(recv, sel)
	if f.generic(m) {
		f.refuse(e.Pos(), "%s as a value is not supported yet: put the call into a function literal", m.Name())
	}
	c := f.selected(f.expr(e.X), recv, index, m)
	if c.method != "" {
		c = callee{code: "x." + c.method, recv: []string{c.on}, held: []string{c.onType}, method: c.method}
	}
	sig := f.typeOf(e).(*types.Signature)
	params, args := f.parameters(sig, "a")
	name := f.fresh("bound")
	check := ""
	if types.IsInterface(m.Signature().Recv().Type()) { // which must not be nil already
		check = f.dyn("NotNil") + "(x); "
	}
	f.unit.funcs.ln(e.Pos(), "func %s(x %s) func%s { %sreturn func(%s)%s { %s%s%s } }", name, c.held[0], f.signature(sig), check,
		strings.Join(params, ", "), f.results(sig), f.passing(m), returning(sig), c.bound().call(f.forNative(m, sig, args)))
	return name + "(" + c.recv[0] + ")"
}

// bound returns a method with its receiver in the variable x.
func (c callee) bound() callee {
	if c.method != "" {
		return callee{code: c.code}
	}
	return callee{code: c.code, recv: []string{"x"}}
}

// methodExpr writes T.M: a function that takes the receiver first.
func (f *fn) methodExpr(e *ast.SelectorExpr, sel *types.Selection) (string, *types.Func) {
	recv := f.typeOf(e.X)
	index, m := f.find(recv, sel)
	sig := f.typeOf(e).(*types.Signature)
	params, args := f.parameters(sig, "a")
	c := f.selected("a0", recv, index, m)
	name := f.helper("expr", f.typ(recv)+"."+m.Name()+" "+c.code, func(name string) {
		f.unit.funcs.ln(e.Pos(), "func %s(%s)%s { %s%s%s }", name, strings.Join(params, ", "), f.results(sig), f.passing(m), returning(sig), c.call(f.forNative(m, sig, args)[1:]))
	})
	return name, m
}

// unary writes an operator with one operand.
func (f *fn) unary(e *ast.UnaryExpr) string {
	switch e.Op {
	case token.AND:
		return f.address(e)
	case token.ARROW:
		return "(<-" + f.under(e.X) + ")"
	}
	if b, ok := f.typeOf(e).Underlying().(*types.Basic); ok && e.Op == token.SUB && b.Info()&types.IsFloat != 0 {
		return "(" + f.cast(f.typeOf(e), "-1.0") + " * " + f.expr(e.X) + ")" // the interpreter subtracts from 0, which loses the sign of 0
	}
	return "(" + e.Op.String() + f.expr(e.X) + ")"
}

// address writes &x.
func (f *fn) address(e *ast.UnaryExpr) string {
	x := ast.Unparen(e.X)
	if lit, ok := x.(*ast.CompositeLit); ok {
		return "(&" + f.composite(lit, f.typeOf(lit)) + ")"
	}
	if i, ok := x.(*ast.IndexExpr); ok {
		if array, ok := f.arrayPointer(i.X); ok {
			return "(&(" + array + "[:])[" + f.expr(i.Index) + "])"
		}
	}
	code := addressOf(f.expr(x))
	if code[0] == '&' {
		code = "(" + code + ")"
	}
	return code
}

// arrayPointer writes a pointer to the array that x is or points to, when it
// is reached through a pointer: the interpreter takes the address of an element only
// through a slice then.
func (f *fn) arrayPointer(x ast.Expr) (string, bool) {
	t := f.typeOf(x).Underlying()
	if p, ok := t.(*types.Pointer); ok {
		_, ok := p.Elem().Underlying().(*types.Array)
		return f.expr(x), ok
	}
	if _, ok := t.(*types.Array); !ok {
		return "", false
	}
	inner, ok := strings.CutPrefix(f.expr(x), "(*")
	return strings.TrimSuffix(inner, ")"), ok && isIdent(strings.TrimSuffix(inner, ")"))
}

// binary writes an operator with two operands.
func (f *fn) binary(e *ast.BinaryExpr) string {
	switch e.Op {
	case token.LAND, token.LOR:
		return "(" + f.operandOf(e.X, f.cond(e.X)) + " " + e.Op.String() + " " + f.cond(e.Y) + ")"
	case token.EQL, token.NEQ:
		return f.equality(e)
	case token.SHL, token.SHR:
		return "(" + f.shifted(e.X) + " " + e.Op.String() + " " + f.shiftCount(e.Y) + ")"
	}
	return "(" + f.expr(e.X) + " " + e.Op.String() + " " + f.expr(e.Y) + ")"
}

// cond writes a condition. The interpreter fails where one is constant, so
// that is read from a variable.
func (f *fn) cond(e ast.Expr) string {
	v := f.pkg.Info.Types[e].Value
	if v == nil {
		return f.expr(e)
	}
	return f.constantBool(constant.BoolVal(v))
}

// constantBool returns a variable with that value.
func (l *Lowerer) constantBool(v bool) string {
	return l.helper("const", fmt.Sprint(v), func(name string) {
		l.unit.types.ln(token.NoPos, "var %s bool", name)
		l.unit.binds.ln(token.NoPos, "%s = %v", name, v)
	})
}

// operandOf writes code, which is the value of e, as the left operand of && or
// ||: the interpreter must not begin one with a composite literal.
func (f *fn) operandOf(e ast.Expr, code string) string {
	if !hasLiteral(e) {
		return code
	}
	return "(" + f.constantBool(true) + " && " + code + ")"
}

// hasLiteral reports whether an expression has a composite literal in it.
func hasLiteral(e ast.Expr) (found bool) {
	ast.Inspect(e, func(n ast.Node) bool {
		_, ok := n.(*ast.CompositeLit)
		found = found || ok
		return !found
	})
	return found
}

// equality writes == and !=. Interface values are compared at run time by what
// they hold.
func (f *fn) equality(e *ast.BinaryExpr) string {
	x, y := e.X, e.Y
	tx, ty := f.typeOf(x), f.typeOf(y)
	if _, ok := tx.Underlying().(*types.Chan); ok && !f.isNil(x) && !f.isNil(y) && !types.IsInterface(ty) {
		return f.not(e.Op) + f.dyn("Same") + "(" + f.expr(x) + ", " + f.expr(y) + ")"
	}
	if f.recursive(tx) && !f.isNil(x) && !f.isNil(y) {
		return f.not(e.Op) + f.equal(f.expr(x), f.expr(y))
	}
	if f.isNil(x) || f.isNil(y) || !types.IsInterface(tx) && !types.IsInterface(ty) {
		return "(" + f.expr(x) + " " + e.Op.String() + " " + f.expr(y) + ")"
	}
	return f.not(e.Op) + f.equal(f.to(x, anyType), f.to(y, anyType))
}

func (f *fn) not(op token.Token) string {
	if op == token.NEQ {
		return "!"
	}
	return ""
}

func (l *Lowerer) equal(x, y string) string { return l.dyn("Eq") + "(" + x + ", " + y + ")" }

var anyType = types.Universe.Lookup("any").Type()

// index writes x[i].
func (f *fn) index(e *ast.IndexExpr) string {
	tx := f.typeOf(e.X)
	if _, ok := tx.Underlying().(*types.Signature); ok {
		return f.genericValue(e)
	}
	if m, ok := tx.Underlying().(*types.Map); ok {
		return f.under(e.X) + "[" + f.to(e.Index, m.Key()) + "]"
	}
	return f.under(e.X) + "[" + f.expr(e.Index) + "]"
}

// slice writes x[i:j:k].
func (f *fn) slice(e *ast.SliceExpr) string {
	part := func(x ast.Expr) string {
		if x == nil {
			return ""
		}
		return f.expr(x)
	}
	code := f.under(e.X) + "[" + part(e.Low) + ":" + part(e.High)
	if e.Slice3 {
		code += ":" + part(e.Max)
	}
	return f.fold(code+"]", f.typeOf(e))
}

// assert writes x.(T).
func (f *fn) assert(e *ast.TypeAssertExpr) string {
	t := f.typeOf(e.Type)
	x := f.to(e.X, anyType)
	if !types.IsInterface(t) {
		return f.assertionFrom(f.typeOf(e.X), t) + "(" + x + ")"
	}
	code := f.dyn("Assert") + "(" + f.faceVar(t) + ", " + x + ")"
	if f.nativeInterface(t) {
		return f.toNative(t) + "(" + code + ")"
	}
	return code
}

// assertOK writes the two values of x.(T).
func (f *fn) assertOK(x string, t types.Type) string {
	if !types.IsInterface(t) {
		return f.commaOK(t) + "(" + x + ")"
	}
	code := f.typ(t)
	name := f.helper("implements", f.faceVar(t), func(name string) {
		conv := "x"
		if f.nativeInterface(t) {
			conv = f.toNative(t) + "(x)"
		}
		f.unit.funcs.ln(token.NoPos, "func %s(x any) (%s, bool) { if %s(%s, x) { return %s, true }; return nil, false }",
			name, code, f.dyn("Implements"), f.faceVar(t), conv)
	})
	return name + "(" + x + ")"
}

// composite writes a composite literal of type t.
func (f *fn) composite(e *ast.CompositeLit, t types.Type) string {
	var parts []string
	switch u := t.Underlying().(type) {
	case *types.Pointer: // &T left out in an element of a literal
		return "&" + f.composite(e, u.Elem())
	case *types.Struct:
		parts = f.structParts(e, t, u)
	case *types.Array:
		parts = f.listParts(e, u.Elem())
	case *types.Slice:
		parts = f.listParts(e, u.Elem())
	case *types.Map:
		for _, elt := range e.Elts {
			kv := elt.(*ast.KeyValueExpr)
			key := f.element(kv.Key, u.Key())
			if types.IsInterface(u.Key()) { // equal constants may be different keys
				key = f.dyn("Any") + "(" + key + ")"
			}
			value := f.element
			if isFuncMap(t) {
				value = f.templateFunc
			}
			parts = append(parts, key+": "+f.intoMap(kv.Value, u.Elem(), value(kv.Value, u.Elem())))
		}
	default:
		f.refuse(e.Pos(), "this composite literal is not supported yet")
	}
	return f.fold(f.underType(t)+"{"+strings.Join(parts, ", ")+"}", t)
}

func (f *fn) structParts(e *ast.CompositeLit, t types.Type, u *types.Struct) []string {
	var parts []string
	for i, elt := range e.Elts {
		value := elt
		if kv, ok := elt.(*ast.KeyValueExpr); ok {
			value = kv.Value
			i = fieldIndex(u, kv.Key.(*ast.Ident).Name)
		}
		parts = append(parts, f.fieldOf(t, u, i)+": "+f.to(value, u.Field(i).Type()))
	}
	return parts
}

func fieldIndex(u *types.Struct, name string) int {
	for i := range u.NumFields() {
		if u.Field(i).Name() == name {
			return i
		}
	}
	return 0
}

func (f *fn) listParts(e *ast.CompositeLit, elem types.Type) []string {
	var parts []string
	index, plain := int64(0), true
	for _, elt := range e.Elts {
		if kv, ok := elt.(*ast.KeyValueExpr); ok {
			elt, plain = kv.Value, false
			index, _ = constant.Int64Val(f.pkg.Info.Types[kv.Key].Value)
		}
		code := f.element(elt, elem)
		if !isSimple(code) {
			plain = false
		}
		if !plain { // without an index the interpreter takes some expressions for types
			code = fmt.Sprintf("%d: %s", index, code)
		}
		parts = append(parts, code)
		index++
	}
	return parts
}

// intoMap writes code, which is the value of e, for an element of a map: what a nil
// pointer points to is no value to the interpreter, and would delete the key.
func (f *fn) intoMap(e ast.Expr, t types.Type, code string) string {
	if _, ok := ast.Unparen(e).(*ast.StarExpr); !ok {
		return code
	}
	return f.copied(t) + "(" + code + ")"
}

// isSimple reports whether code is a literal or a name.
func isSimple(code string) bool {
	_, err := strconv.ParseFloat(code, 64)
	return err == nil || isIdent(code) || strings.HasPrefix(code, `"`)
}

// element writes an element of a literal, whose own type may be left out.
func (f *fn) element(e ast.Expr, t types.Type) string {
	if lit, ok := e.(*ast.CompositeLit); ok && lit.Type == nil {
		return f.composite(lit, t)
	}
	return f.to(e, t)
}
