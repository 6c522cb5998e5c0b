package lower

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/types"
	"strconv"
	"strings"
)

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
			switch { // equal constants may be different keys
			case f.nativeInterface(u.Key()):
				key = f.copied(u.Key()) + "(" + key + ")"
			case types.IsInterface(u.Key()):
				key = f.dyn("Any") + "(" + key + ")"
			}
			value := f.element
			if f.isFuncMap(t) {
				value = f.templateFunc
			}
			parts = append(parts, key+": "+f.intoMap(kv.Value, u.Elem(), value(kv.Value, u.Elem())))
		}
	default:
		f.refuse(e.Pos(), "this composite literal is not supported yet")
	}
	return f.fold(f.underType(t)+"{"+strings.Join(parts, ", ")+"}", t)
}

// structParts writes the elements of a literal of a struct, each with its field.
func (f *fn) structParts(e *ast.CompositeLit, t types.Type, u *types.Struct) []string {
	var parts []string
	for i, elt := range e.Elts {
		value := elt
		if kv, ok := elt.(*ast.KeyValueExpr); ok {
			value = kv.Value
			i = fieldIndex(u, kv.Key.(*ast.Ident).Name)
		}
		code := f.to(value, u.Field(i).Type())
		if f.compiledField(u.Field(i)) && f.exchanged(u.Field(i).Type()) {
			code = f.forCompiled(code, u.Field(i).Type())
		}
		if u.Field(i).Name() == "_" {
			code = f.dropped(u.Field(i).Type()) + "(" + code + ")"
		}
		parts = append(parts, f.fieldOf(t, u, i)+": "+code)
	}
	return parts
}

// fieldIndex returns the number of the field of that name, which there is.
func fieldIndex(u *types.Struct, name string) int {
	for i := range u.NumFields() {
		if u.Field(i).Name() == name {
			return i
		}
	}
	return 0
}

// listParts writes the elements of a literal of an array or a slice.
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

// element writes an element of a literal, whose own type may be left out.
func (f *fn) element(e ast.Expr, t types.Type) string {
	if lit, ok := e.(*ast.CompositeLit); ok && lit.Type == nil {
		return f.composite(lit, t)
	}
	return f.to(e, t)
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
