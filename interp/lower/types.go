package lower

import (
	"fmt"
	"go/types"
	"strings"
)

// typ writes a type. Interfaces of interpreted code are all any: their values
// carry their types and methods themselves.
func (l *Lowerer) typ(t types.Type) string {
	switch t := types.Unalias(t).(type) {
	case *types.Basic:
		if t.Kind() == types.UnsafePointer {
			return l.native("unsafe") + ".Pointer"
		}
		return types.Default(t).(*types.Basic).Name()
	case *types.Named:
		return l.namedType(t)
	case *types.Pointer:
		return "*" + l.typ(t.Elem())
	case *types.Slice:
		return "[]" + l.typ(t.Elem())
	case *types.Array:
		return fmt.Sprintf("[%d]%s", t.Len(), l.typ(t.Elem()))
	case *types.Map:
		return "map[" + l.typ(t.Key()) + "]" + l.typ(t.Elem())
	case *types.Chan:
		return l.channel(t)
	case *types.Signature:
		return "func" + l.signature(t)
	case *types.Interface:
		return "any"
	case *types.Struct:
		return l.unnamedStruct(t)
	case *types.Tuple: // of an expression that may have a second value, used for one
		return l.typ(t.At(0).Type())
	}
	panic(fmt.Sprintf("lower: no type for %T", t))
}

// channel writes the type of a channel.
func (l *Lowerer) channel(t *types.Chan) string {
	elem := l.typ(t.Elem())
	switch t.Dir() {
	case types.SendOnly:
		return "chan<- " + elem
	case types.RecvOnly:
		return "<-chan " + elem
	}
	return "chan (" + elem + ")"
}

// signature writes parameters and results without names.
func (l *Lowerer) signature(t *types.Signature) string {
	params := make([]string, t.Params().Len())
	for i := range params {
		params[i] = l.param(t, i)
	}
	results := make([]string, t.Results().Len())
	for i := range results {
		results[i] = l.typ(t.Results().At(i).Type())
	}
	return "(" + strings.Join(params, ", ") + ")" + resultList(results)
}

// param writes the type of parameter i, with ... where it is variadic.
func (l *Lowerer) param(t *types.Signature, i int) string {
	pt := t.Params().At(i).Type()
	if t.Variadic() && i == t.Params().Len()-1 {
		if s, ok := pt.(*types.Slice); ok {
			return "..." + l.typ(s.Elem())
		}
	}
	return l.typ(pt)
}

// resultList writes results as they stand after the parameters.
func resultList(results []string) string {
	switch len(results) {
	case 0:
		return ""
	case 1:
		return " " + results[0]
	}
	return " (" + strings.Join(results, ", ") + ")"
}

// namedType writes a defined type.
func (l *Lowerer) namedType(t *types.Named) string {
	obj := t.Obj()
	if obj.Pkg() == nil { // error, comparable
		return obj.Name()
	}
	if name := l.precompiled(t); name != "" {
		return l.native(obj.Pkg().Path()) + "." + name
	}
	if l.ours(obj) {
		if types.IsInterface(t) || l.recursive(t) {
			return "any"
		}
		if n := l.compiledStruct(t); n != nil {
			return l.typ(n)
		}
		return l.typeName(t)
	}
	if l.erased(t) {
		return l.native(StatesPath) + "." + obj.Name()
	}
	if obj.Pkg().Path() == "runtime/cgo" && obj.Name() == "Incomplete" {
		return "struct{}" // a mark for the compiler
	}
	if t.TypeArgs().Len() > 0 {
		return l.foreignType(t)
	}
	if isEmptyInterface(t) {
		return "any"
	}
	if l.standard && l.exchanged(t) {
		return l.native("reflect") + ".Standard" + obj.Name()
	}
	return l.native(obj.Pkg().Path()) + "." + obj.Name()
}

// compiledStruct returns the compiled type that a type of interpreted code is
// defined by, as in type Date time.Time, or nil. It is held as that type: no
// other has the fields that are not exported.
func (l *Lowerer) compiledStruct(t *types.Named) *types.Named {
	s, ok := t.Underlying().(*types.Struct)
	if !ok || s.NumFields() == 0 || s.Field(0).Pkg() == t.Obj().Pkg() || l.ours(s.Field(0)) {
		return nil
	}
	scope := s.Field(0).Pkg().Scope()
	for _, name := range scope.Names() {
		obj, ok := scope.Lookup(name).(*types.TypeName)
		if !ok || !obj.Exported() || obj.IsAlias() {
			continue
		}
		if n, ok := obj.Type().(*types.Named); ok && n.TypeParams() == nil && n.Underlying() == s {
			return n
		}
	}
	return nil
}

// foreignType writes an instance of a generic type of a native package: what
// it is made of, or its source's form.
func (l *Lowerer) foreignType(t *types.Named) string {
	switch t.Underlying().(type) {
	case *types.Interface:
		return "any"
	case *types.Struct:
	default:
		return l.typ(t.Underlying())
	}
	if src, ok := l.borrowType(t); ok {
		return l.typeName(src)
	}
	l.refuse(l.at, "the generic type %s of a compiled package cannot be interpreted; put the code that needs it into a package marked //mrepl:native", types.TypeString(t, nil))
	return "any"
}

// typeName returns the name of a defined type of interpreted code and sees to
// it that it is declared.
func (l *Lowerer) typeName(t *types.Named) string {
	if name, ok := l.named.At(t).(string); ok {
		return name
	}
	name, _, _ := strings.Cut(t.Obj().Name(), "[") // of an instance's own type
	base := l.pkgName(t.Obj().Pkg()) + "__" + name
	key, ok := l.keyed(t)
	if name, known := l.keys["type "+key]; ok && known {
		put(l, &l.named, t, name)
		return name
	}
	name = l.unique(base)
	if ok {
		set(l, l.keys, "type "+key, name)
	}
	put(l, &l.named, t, name)
	if !l.recursive(t) && l.compiledStruct(t) == nil {
		l.unit.types.ln(t.Obj().Pos(), "type %s %s", name, l.typ(t.Underlying()))
		l.markEmbedded(name, t.Underlying())
	}
	return name
}
