package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"runtime"
	"strconv"
)

// unsafeBuiltin writes a function of package unsafe.
func (f *fn) unsafeBuiltin(e *ast.CallExpr, name string) string {
	switch name {
	case "Sizeof":
		return f.size(e, func(s types.Sizes) int64 { return s.Sizeof(f.typeOf(e.Args[0])) })
	case "Alignof":
		return f.size(e, func(s types.Sizes) int64 { return s.Alignof(f.typeOf(e.Args[0])) })
	case "Offsetof":
		return f.size(e, func(s types.Sizes) int64 { return f.offset(s, e.Args[0]) })
	case "SliceData":
		s := f.typeOf(e.Args[0])
		elem, code := f.typ(s.Underlying().(*types.Slice).Elem()), f.typ(s)
		fn := f.helper("sliceData", code, func(name string) {
			f.unit.funcs.ln(token.NoPos, "func %s(s %s) *%s { if cap(s) == 0 { if s == nil { return nil }; return new(%s) }; return &s[:1][0] }", name, code, elem, elem)
		})
		return fn + "(" + f.expr(e.Args[0]) + ")"
	case "Slice":
		p := f.typeOf(e.Args[0])
		elem, code := f.typ(p.Underlying().(*types.Pointer).Elem()), f.typ(p)
		fn := f.helper("unsafeSlice", code, func(name string) {
			f.unit.funcs.ln(token.NoPos, "func %s(p %s, n int) []%s { var s []%s; %s(&s, p, n); return s }", name, code, elem, elem, f.dyn("UnsafeSlice"))
		})
		return fn + "(" + f.expr(e.Args[0]) + ", int(" + f.expr(e.Args[1]) + "))"
	case "Add", "String":
		return f.dyn("Unsafe"+name) + "(" + f.expr(e.Args[0]) + ", int(" + f.expr(e.Args[1]) + "))"
	case "StringData":
		return f.dyn("UnsafeStringData") + "(" + f.expr(e.Args[0]) + ")"
	}
	f.refuse(e.Pos(), "unsafe.%s is not supported by interpreted code: put it into a package marked //mrepl:native", name)
	return "nil"
}

// size writes a size that is no constant, as it depends on a type parameter. It is none to
// the interpreter either, which would compute with it early, and fail where it divides by it.
func (f *fn) size(e *ast.CallExpr, of func(types.Sizes) int64) string {
	return f.copied(types.Typ[types.Uintptr]) + "(uintptr(" + strconv.FormatInt(of(types.SizesFor("gc", runtime.GOARCH)), 10) + "))"
}

// offset returns where a field lies in its struct.
func (f *fn) offset(sizes types.Sizes, e ast.Expr) int64 {
	sel, ok := ast.Unparen(e).(*ast.SelectorExpr)
	if !ok {
		return 0
	}
	t := f.typeOf(sel.X)
	var total int64
	for _, i := range f.pkg.Info.Selections[sel].Index() {
		if p, ok := t.Underlying().(*types.Pointer); ok {
			t = p.Elem()
		}
		s := t.Underlying().(*types.Struct)
		fields := make([]*types.Var, s.NumFields())
		for j := range fields {
			fields[j] = s.Field(j)
		}
		total += sizes.Offsetsof(fields)[i]
		t = s.Field(i).Type()
	}
	return total
}
