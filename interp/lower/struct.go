package lower

import (
	"fmt"
	"go/token"
	"go/types"
	"strings"
)

// hidden is the tag that keeps a field out of encoders: reflect sees the
// fields of interpreted structs as exported, also those that are not.
const hidden = "`json:\"-\" yaml:\"-\" xml:\"-\" toml:\"-\" db:\"-\"`"

// structure writes a struct type.
func (l *Lowerer) structure(t *types.Struct) string {
	fields := make([]string, t.NumFields())
	for i := range fields {
		fields[i] = l.field(t, i)
	}
	return "struct{ " + strings.Join(fields, "; ") + " }"
}

// field writes field i of a struct type, with its tag.
func (l *Lowerer) field(t *types.Struct, i int) string {
	f := t.Field(i)
	var decl string
	switch name := l.fieldName(t, i); {
	case f.Embedded() && l.embeds(f.Type()) && l.heldAs(f.Type()) == nil:
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

// heldAs returns the type of an embedded field that is held as the compiled type by which it
// is defined, whose name is no name of a field; nil for any other.
func (l *Lowerer) heldAs(t types.Type) *types.Named {
	if n, ok := types.Unalias(deref(t)).(*types.Named); ok && l.ours(n.Obj()) && l.compiledStruct(n) != nil {
		return n
	}
	return nil
}

// fieldName returns the name of field i.
func (l *Lowerer) fieldName(t *types.Struct, i int) string {
	f := t.Field(i)
	switch {
	case f.Name() == "_":
		return fmt.Sprintf("_%d", i)
	case f.Embedded() && l.embeds(f.Type()):
		if n := l.heldAs(f.Type()); n != nil {
			return l.pkgName(n.Obj().Pkg()) + "__" + n.Obj().Name()
		}
		return strings.TrimPrefix(l.typ(f.Type()), "*")
	case !f.Exported() && hasField(t, "X"+f.Name()): // which is what the interpreter calls this one
		return fmt.Sprintf("%s_%d", f.Name(), i)
	}
	return f.Name()
}

// hasField reports whether a struct has a field of that name.
func hasField(t *types.Struct, name string) bool {
	for f := range t.Fields() {
		if f.Name() == name {
			return true
		}
	}
	return false
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
