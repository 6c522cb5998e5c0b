package show

import (
	"fmt"
	"go/types"
	"reflect"
	"slices"

	"github.com/mrepl/mrepl/interp/dyn"
)

// foreign reports whether a type has a name and is compiled code's: what it does
// not export is nobody's business.
func (p *printer) foreign(t types.Type) bool {
	named, ok := types.Unalias(t).(*types.Named)
	return ok && named.Obj().Pkg() != nil && !p.program.Types.Interpreted(t)
}

func (p *printer) structure(v reflect.Value, t types.Type, u *types.Struct, at place, depth int) {
	head := at.head(dyn.TypeName(t))
	if p.elided(head, u.NumFields(), depth) {
		return
	}
	p.open(head)
	shown := p.fields(t, u)
	all := len(shown)
	if p.sparse(all) {
		shown = slices.DeleteFunc(shown, func(i int) bool { return v.Field(i).IsZero() })
	}
	for n, i := range shown {
		if n > 0 {
			p.divide()
		}
		p.text(u.Field(i).Name() + ": ")
		p.value(v.Field(i), u.Field(i).Type(), inField, depth+1)
	}
	p.zeros(all-len(shown), all)
	p.closing()
}

// zeros says how many of all fields were left out as they are zero. {} says so itself.
func (p *printer) zeros(n, all int) {
	if n > 0 && n < all {
		p.divide()
		p.text(fmt.Sprintf("... %d zero", n))
	}
}

// fields returns which fields of a struct are shown.
func (p *printer) fields(t types.Type, u *types.Struct) []int {
	foreign := p.foreign(t)
	shown := make([]int, 0, u.NumFields())
	for i := range u.NumFields() {
		if f := u.Field(i); f.Name() != "_" && (f.Exported() || !foreign) {
			shown = append(shown, i)
		}
	}
	return shown
}

// sparse reports whether a struct of n fields is printed without those that are zero,
// which is how one would write it.
func (p *printer) sparse(n int) bool { return p.limits.Fields > 0 && n > p.limits.Fields }

// another begins element i of n, and reports whether it is to be printed: where there
// are too many it says how many more there are.
func (p *printer) another(i, n int) bool {
	if i > 0 {
		p.divide()
	}
	if p.limits.Items > 0 && i >= p.limits.Items {
		p.text(fmt.Sprintf("... %d more", n-i))
		return false
	}
	return true
}

func (p *printer) slice(v reflect.Value, t, elem types.Type, at place, depth int) {
	if v.IsNil() {
		p.null(dyn.TypeName(t), v.Kind(), at)
		return
	}
	if b, ok := elem.Underlying().(*types.Basic); ok && b.Kind() == types.Byte {
		p.bytes(v.Bytes(), dyn.TypeName(t), depth)
		return
	}
	if v.Len() > 0 && p.loop(v.Pointer()) {
		return
	}
	p.list(v, t, elem, at, depth)
	if v.Len() > 0 {
		delete(p.seen, v.Pointer())
	}
}

func (p *printer) list(v reflect.Value, t, elem types.Type, at place, depth int) {
	if b, ok := elem.Underlying().(*types.Basic); ok && b.Kind() == types.Byte && v.Kind() == reflect.Array {
		p.bytes(arrayBytes(v), dyn.TypeName(t), depth)
		return
	}
	head := at.head(dyn.TypeName(t))
	if p.elided(head, v.Len(), depth) {
		return
	}
	p.open(head)
	for i := range v.Len() {
		if !p.another(i, v.Len()) {
			break
		}
		p.value(v.Index(i), elem, inList, depth+1)
	}
	p.closing()
}

func (p *printer) mapping(v reflect.Value, t types.Type, u *types.Map, at place, depth int) {
	if v.IsNil() {
		p.null(dyn.TypeName(t), v.Kind(), at)
		return
	}
	head := at.head(dyn.TypeName(t))
	if p.elided(head, v.Len(), depth) {
		return
	}
	if p.loop(v.Pointer()) {
		return
	}
	p.open(head)
	keys := smallest(v, p.limits.Items)
	for i := range v.Len() {
		if !p.another(i, v.Len()) {
			break
		}
		key := keys[i]
		p.value(key, u.Key(), inList, depth+1)
		p.text(": ")
		p.value(v.MapIndex(key), u.Elem(), inList, depth+1)
	}
	p.closing()
	delete(p.seen, v.Pointer())
}

// loop reports whether a pointer is being printed already.
func (p *printer) loop(ptr uintptr) bool {
	if p.seen[ptr] {
		p.text("...")
		return true
	}
	p.seen[ptr] = true
	return false
}

func (p *printer) pointer(v reflect.Value, t, elem types.Type, at place, depth int) {
	switch {
	case v.IsNil():
		p.null(dyn.TypeName(t), v.Kind(), at)
		return
	case p.opaqueStruct(elem) && !Internal(elem):
		p.text("(" + dyn.TypeName(t) + ")")
		return
	case p.loop(v.Pointer()):
		return
	}
	if at = at.pointedTo(v.Elem().Kind()); at != inList {
		p.text("&")
	}
	p.value(v.Elem(), elem, at, depth)
	delete(p.seen, v.Pointer())
}
