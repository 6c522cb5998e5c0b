package lower

import (
	"fmt"
	"go/token"
	"go/types"
	"path"
	"slices"
	"strings"
	"unicode"
)

// dynPath and hostPath are the import paths under which lowered code finds its
// run-time support.
const (
	DynPath  = "mrepl/dyn"
	HostPath = "mrepl/host"
)

// unique returns name, or name with a number when it is in use.
func (l *Lowerer) unique(name string) string {
	l.taken[name]++
	if n := l.taken[name]; n > 1 {
		return l.unique(fmt.Sprintf("%s_%d", name, n))
	}
	return name
}

// stable returns the name for what a key describes: the same for the same key.
func (l *Lowerer) stable(key, base string) string {
	name, ok := l.keys[key]
	if !ok {
		name = l.unique(base)
		set(l, l.keys, key, name)
	}
	return name
}

// prompt reports whether a package is one that a snippet is checked in.
func (l *Lowerer) prompt(p *types.Package) bool { return l.pkgs[p] == "prompt" }

// path returns the import path of a package. A snippet can have that of another one, into which it may look.
func (l *Lowerer) path(p *types.Package) string {
	if l.prompt(p) {
		return "prompt"
	}
	return p.Path()
}

// pkgName returns the prefix of the names of an interpreted package.
func (l *Lowerer) pkgName(p *types.Package) string {
	name, ok := l.pkgs[p]
	if !ok {
		name = l.stable("package "+p.Path(), p.Name())
		set(l, l.pkgs, p, name)
	}
	return name
}

// object returns the name of a package-level function or variable.
func (l *Lowerer) object(obj types.Object) string {
	if name, ok := l.objects[obj]; ok {
		return name
	}
	if !l.ours(obj) {
		return l.native(obj.Pkg().Path()) + "." + obj.Name()
	}
	base := l.pkgName(obj.Pkg()) + "__" + obj.Name()
	var name string
	switch fn, ok := obj.(*types.Func); {
	case ok:
		name = l.stable("func "+l.path(obj.Pkg())+"."+obj.Name()+l.signature(fn.Signature()), base)
		set(l, l.objects, obj, name)
		l.borrowBody(fn, name)
	case l.prompt(obj.Pkg()):
		name = l.unique(base)
	default:
		key, _ := l.keyed(obj.Type())
		name = l.stable("var "+obj.Pkg().Path()+"."+obj.Name()+" "+key, base)
	}
	set(l, l.objects, obj, name)
	l.called.Store(name, sourceName(obj))
	return name
}

// Lowered returns the name of a package variable in the units, if it has one by now.
func (l *Lowerer) Lowered(v *types.Var) (name string, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	name, ok = l.objects[v]
	return name, ok
}

// sourceName is what the source calls a variable, a function or a method, with
// the package.
func sourceName(obj types.Object) string {
	name := obj.Pkg().Name() + "."
	if f, ok := obj.(*types.Func); ok && f.Signature().Recv() != nil {
		if recv, ok := types.Unalias(deref(f.Signature().Recv().Type())).(*types.Named); ok {
			name += recv.Obj().Name() + "."
		}
	}
	return name + obj.Name()
}

// method returns the name of the function that a method becomes.
func (l *Lowerer) method(f *types.Func) string {
	if name, ok := l.objects[f]; ok {
		return name
	}
	recv := f.Signature().Recv().Type()
	if p, ok := types.Unalias(recv).(*types.Pointer); ok {
		recv = p.Elem()
	}
	base := l.typeName(types.Unalias(recv).(*types.Named)) + "__" + f.Name()
	name := l.stable("method "+base+" "+l.signature(withReceiver(f.Signature())), base)
	set(l, l.objects, types.Object(f), name)
	l.called.Store(name, sourceName(f))
	l.borrowBody(f, name)
	return name
}

// native returns the name under which the unit imports a native package.
func (l *Lowerer) native(importPath string) string {
	if importPath == "reflect" {
		l.reflects()
	}
	if !slices.Contains(l.unit.order, importPath) {
		l.unit.order = append(l.unit.order, importPath)
	}
	if name, ok := l.imports[importPath]; ok {
		return name
	}
	base := strings.Map(func(r rune) rune {
		if r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return '_'
	}, path.Base(importPath))
	name := l.unique("p_" + base)
	set(l, l.imports, importPath, name)
	return name
}

// dyn returns a name of the run-time support.
func (l *Lowerer) dyn(name string) string { return l.native(DynPath) + "." + name }

// host returns a name of what the session offers to lowered code.
func (l *Lowerer) host(name string) string { return l.native(HostPath) + "." + name }

// known refuses a name of a native package that the interpreter has no symbol for.
func (l *Lowerer) known(pos token.Pos, obj types.Object) {
	p := obj.Pkg()
	if p == nil || l.ours(obj) || l.symbols == nil || obj.Parent() != p.Scope() {
		return
	}
	if !l.symbols.Has(p.Path(), obj.Name()) {
		l.refuse(pos, "%s.%s is not available to interpreted code; put the code that needs it into a package marked //mrepl:native", p.Name(), obj.Name())
	}
}

// local makes a name for a local object that no other in the same function has.
func (f *fn) local(name string) string {
	if name == "_" || name == "" {
		name = "v"
	}
	name = strings.ReplaceAll(name, "__", "_u")
	if types.Universe.Lookup(name) != nil || strings.HasPrefix(name, "p_") || name == "init" || name == "main" {
		name += "_v"
	}
	f.used[name]++
	if n := f.used[name]; n > 1 {
		return f.local(fmt.Sprintf("%s_%d", name, n))
	}
	return name
}

// helper writes a function that belongs to no other once for each key, and
// returns its name.
func (l *Lowerer) helper(kind, key string, write func(name string)) string {
	if name, ok := l.helpers[kind+key]; ok {
		return name
	}
	name := l.unique(kind + "__")
	set(l, l.helpers, kind+key, name)
	defer l.writing(&l.unit.shared)()
	write(name)
	return name
}
