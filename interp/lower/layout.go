package lower

import (
	"fmt"
	"go/types"
	"slices"
	"strings"

	"github.com/mrepl/mrepl/interp/load"
)

// layouts knows the declared types of a program by name, over reloads. A type
// whose declaration is another, or that is made of such a type, is a new type: it gets a
// new edition. All others stay what they are, although the checker, which has looked
// at their packages anew, takes them for other objects.
type layouts struct {
	texts    map[string]string          // type -> its declaration
	editions map[string]int             // type -> how often it has changed
	locals   map[*types.TypeName]string // types declared in functions -> their names
}

// note takes in the types of a package and returns those that have changed.
func (l *Lowerer) noteTypes(pkg *load.Package) (changed map[string]bool, uses map[string][]string) {
	changed, uses = map[string]bool{}, map[string][]string{}
	for _, obj := range typeNames(pkg) {
		if obj.Parent() != pkg.Types.Scope() {
			l.layouts.locals[obj] = l.localName(obj, pkg)
		}
	}
	for _, obj := range typeNames(pkg) {
		name := l.plainName(obj)
		text := types.TypeString(resolved(obj.Type().Underlying()), nil)
		if n, ok := obj.Type().(*types.Named); ok {
			text += typeParams(n.TypeParams())
		}
		if old, known := l.layouts.texts[name]; known && old != text {
			changed[name] = true
		}
		set(l, l.layouts.texts, name, text)
		uses[name] = l.mentioned(obj.Type().Underlying())
	}
	return changed, uses
}

// typeNames returns the types that a package declares, those in functions too.
func typeNames(pkg *load.Package) []*types.TypeName {
	var out []*types.TypeName
	for _, obj := range pkg.Info.Defs {
		if t, ok := obj.(*types.TypeName); ok {
			if _, param := t.Type().(*types.TypeParam); !param {
				out = append(out, t)
			}
		}
	}
	slices.SortFunc(out, func(a, b *types.TypeName) int { return int(a.Pos() - b.Pos()) })
	return out
}

// typeParams writes type parameters with their constraints.
func typeParams(list *types.TypeParamList) string {
	text := ""
	for p := range list.TypeParams() {
		text += " " + p.Obj().Name() + " " + types.TypeString(p.Constraint(), nil)
	}
	return text
}

// localName names a type that is declared in a function: by the function as
// far as it is known, and its number among those of its name.
func (l *Lowerer) localName(obj *types.TypeName, pkg *load.Package) string {
	base := fmt.Sprintf("%s.%s@", pkg.Path, obj.Name())
	taken := map[string]bool{}
	for other, name := range l.layouts.locals {
		if other.Pkg() == obj.Pkg() {
			taken[name] = true
		}
	}
	for n := 1; ; n++ {
		if name := fmt.Sprintf("%s%d", base, n); !taken[name] {
			return name
		}
	}
}

// plainName is the name of a declared type, without its edition.
func (l *Lowerer) plainName(obj *types.TypeName) string {
	if name, ok := l.layouts.locals[obj]; ok {
		return name
	}
	if obj.Pkg() == nil {
		return obj.Name()
	}
	return obj.Pkg().Path() + "." + obj.Name()
}

// mentioned returns the declared types of the program in a type.
func (l *Lowerer) mentioned(t types.Type) []string {
	var out []string
	walkNamed(t, func(n *types.Named) {
		if n.Obj().Pkg() != nil {
			out = append(out, l.plainName(n.Obj()))
		}
	})
	return out
}

// walkNamed visits the defined types that a type is written with.
func walkNamed(t types.Type, visit func(*types.Named)) {
	seen := map[types.Type]bool{}
	mapping(func(t types.Type) (types.Type, bool) {
		if seen[t] {
			return t, true
		}
		seen[t] = true
		if n, ok := t.(*types.Named); ok {
			visit(n)
		}
		return nil, false
	}).apply(t)
}

// newEditions gives new editions to the types that have changed, and to those
// made of such.
func (l *Lowerer) newEditions(changed map[string]bool, uses map[string][]string) {
	for grown := true; grown; {
		grown = false
		for name, list := range uses {
			if !changed[name] && slices.ContainsFunc(list, func(used string) bool { return changed[used] }) {
				changed[name], grown = true, true
			}
		}
	}
	for name := range changed {
		set(l, l.layouts.editions, name, l.layouts.editions[name]+1)
	}
}

// typeKey names a type over reloads: the same text is the same type.
func (l *Lowerer) typeKey(t types.Type) string {
	text := types.TypeString(resolved(t), nil)
	var editions []string
	walkNamed(t, func(n *types.Named) {
		name := l.plainName(n.Obj())
		if e := l.layouts.editions[name]; e > 0 || strings.Contains(name, "@") {
			editions = append(editions, fmt.Sprintf("%s=%d", name, e))
		}
	})
	slices.Sort(editions)
	return text + " " + strings.Join(slices.Compact(editions), " ")
}

// resolved returns a type without aliases.
func resolved(t types.Type) types.Type {
	return mapping(func(types.Type) (types.Type, bool) { return nil, false }).apply(t)
}

// keyed returns the name of a type over reloads, unless it is of a prompt, where
// each line declares types of its own.
func (l *Lowerer) keyed(t types.Type) (key string, ok bool) {
	ok = l.live
	walkNamed(t, func(n *types.Named) { ok = ok && !l.prompt(n.Obj().Pkg()) })
	if !ok {
		return "", false
	}
	return l.typeKey(t), true
}

// keeps reports whether the names given to what a package declares are the
// same over reloads: a prompt's are not, where each line is a package.
func (l *Lowerer) keeps(p *types.Package) bool {
	return l.live && p != nil && l.source[p] != nil && !l.prompt(p)
}
