package lower

import (
	"fmt"
	"go/token"
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

// cast writes a conversion. Only types that need it stand in parentheses: the
// interpreter goes wrong on others that do.
func (l *Lowerer) cast(t types.Type, code string) string {
	if l.recursive(t) {
		return l.fold(code, t)
	}
	text := l.typ(t)
	switch text[0] {
	case '*', '<':
		text = "(" + text + ")"
	default:
		if strings.HasPrefix(text, "func") || strings.HasPrefix(text, "chan") {
			text = "(" + text + ")"
		}
	}
	return text + "(" + code + ")"
}

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

func resultList(results []string) string {
	switch len(results) {
	case 0:
		return ""
	case 1:
		return " " + results[0]
	}
	return " (" + strings.Join(results, ", ") + ")"
}

// hidden is the tag that keeps a field out of encoders: reflect sees the
// fields of interpreted structs as exported, also those that are not.
const hidden = "`json:\"-\" yaml:\"-\" xml:\"-\" toml:\"-\" db:\"-\"`"

func (l *Lowerer) structure(t *types.Struct) string {
	fields := make([]string, t.NumFields())
	for i := range fields {
		fields[i] = l.field(t, i)
	}
	return "struct{ " + strings.Join(fields, "; ") + " }"
}

func (l *Lowerer) field(t *types.Struct, i int) string {
	f := t.Field(i)
	var decl string
	switch name := l.fieldName(t, i); {
	case f.Embedded() && l.embeds(f.Type()):
		decl = l.typ(f.Type())
	default:
		decl = name + " " + l.typ(f.Type())
	}
	switch {
	case t.Tag(i) != "":
		return fmt.Sprintf("%s %q", decl, t.Tag(i))
	case !f.Exported() && !f.Embedded():
		return decl + " " + hidden
	}
	return decl
}

// embeds reports whether an embedded field stays embedded: structs of
// interpreted code do, so that encoders flatten them.
func (l *Lowerer) embeds(t types.Type) bool {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	n, ok := types.Unalias(t).(*types.Named)
	if !ok || !l.ours(n.Obj()) {
		return false
	}
	_, ok = n.Underlying().(*types.Struct)
	return ok
}

// fieldName returns the name of field i.
func (l *Lowerer) fieldName(t *types.Struct, i int) string {
	f := t.Field(i)
	switch {
	case f.Name() == "_":
		return fmt.Sprintf("_%d", i)
	case f.Embedded() && l.embeds(f.Type()):
		return strings.TrimPrefix(l.typ(f.Type()), "*")
	}
	return f.Name()
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
	return l.native(obj.Pkg().Path()) + "." + obj.Name()
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
	base := l.pkgName(t.Obj().Pkg()) + "__" + t.Obj().Name()
	key, ok := l.keyed(t)
	if name, known := l.keys["type "+key]; ok && known {
		put(l, &l.named, t, name)
		return name
	}
	name := l.unique(base)
	if ok {
		set(l, l.keys, "type "+key, name)
	}
	put(l, &l.named, t, name)
	if !l.recursive(t) {
		l.unit.types.ln(t.Obj().Pos(), "type %s %s", name, l.typ(t.Underlying()))
		l.markEmbedded(name, t.Underlying())
	}
	return name
}

// unnamedStruct writes a struct type that has no name.
func (l *Lowerer) unnamedStruct(t *types.Struct) string {
	code := l.structure(t)
	for i := range t.NumFields() {
		if f := t.Field(i); f.Embedded() && l.embeds(f.Type()) {
			l.helper("embed", code, func(string) { l.markEmbedded(code, t) })
		}
	}
	return code
}

// markEmbedded says at run time which fields of a struct are embedded.
func (l *Lowerer) markEmbedded(name string, t types.Type) {
	s, ok := t.(*types.Struct)
	if !ok {
		return
	}
	fields := ""
	for i := range s.NumFields() {
		if f := s.Field(i); f.Embedded() && l.embeds(f.Type()) {
			fields += fmt.Sprintf(", %d", i)
		}
	}
	if fields != "" {
		l.unit.binds.ln(token.NoPos, "%s(new(%s)%s)", l.dyn("Embed"), name, fields)
	}
}

func isEmptyInterface(t types.Type) bool {
	i, ok := t.Underlying().(*types.Interface)
	return ok && i.NumMethods() == 0
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

// interpreted reports whether a type is made of interpreted ones, so that its
// values need a box to keep their identity in an interface.
func (l *Lowerer) interpreted(t types.Type) bool {
	if known, ok := l.foreign.At(t).(bool); ok {
		return known
	}
	l.foreign.Set(t, false) // while recursing into itself
	answer := l.mentionsSource(t)
	l.foreign.Set(t, answer)
	return answer
}

func (l *Lowerer) mentionsSource(t types.Type) bool {
	switch t := types.Unalias(t).(type) {
	case *types.Named:
		if l.precompiled(t) != "" {
			return false
		}
		if l.ours(t.Obj()) {
			return true
		}
		if n, ok := l.foreignGeneric(t); ok {
			if _, isFunc := n.Underlying().(*types.Signature); !isFunc {
				return true
			}
		}
		if t.Obj().Pkg() == nil {
			return false
		}
		if l.erased(t) {
			return false
		}
		for i := range t.TypeArgs().Len() {
			if l.interpreted(t.TypeArgs().At(i)) {
				return true
			}
		}
		return false
	case *types.Pointer:
		return l.interpreted(t.Elem())
	case *types.Slice:
		return l.interpreted(t.Elem())
	case *types.Array:
		return l.interpreted(t.Elem())
	case *types.Map:
		return l.interpreted(t.Key()) || l.interpreted(t.Elem())
	case *types.Chan:
		return l.interpreted(t.Elem())
	case *types.Struct:
		for i := range t.NumFields() {
			f := t.Field(i)
			if !f.Exported() || f.Embedded() || l.interpreted(f.Type()) {
				return true
			}
		}
	case *types.Signature:
		return l.tupleInterpreted(t.Params()) || l.tupleInterpreted(t.Results())
	case *types.Interface:
		return t.NumMethods() > 0
	}
	return false
}

func (l *Lowerer) tupleInterpreted(t *types.Tuple) bool {
	for i := range t.Len() {
		if l.interpreted(t.At(i).Type()) {
			return true
		}
	}
	return false
}
