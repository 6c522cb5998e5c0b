package lower

import (
	"fmt"
	"go/token"
	"go/types"
	"strings"

	"github.com/mrepl/mrepl/interp/load"
)

// Sources gives the source of native packages.
type Sources interface {
	// Source returns a native package, parsed and checked.
	Source(path string) (*load.Package, error)
}

// Borrow says where the source of native packages is found. Generic functions
// and types of compiled packages are written out from it like those of the program;
// whatever else they mention stays compiled as long as it is exported.
func (l *Lowerer) Borrow(s Sources) { l.sources = s }

// ours reports whether an object is interpreted: declared by the program, or
// borrowed from the source of a native package.
func (l *Lowerer) ours(obj types.Object) bool {
	p := obj.Pkg()
	switch {
	case p == nil:
		return false
	case l.source[p] != nil:
		return true
	case l.borrowed[p] == nil:
		return false
	}
	switch obj := obj.(type) {
	case *types.TypeName:
		n, ok := obj.Type().(*types.Named)
		return ok && n.TypeParams().Len() > 0 || !obj.Exported()
	case *types.Func:
		if recv := obj.Signature().Recv(); recv != nil {
			n, ok := deref(recv.Type()).(*types.Named)
			return ok && l.ours(n.Obj())
		}
		return obj.Signature().TypeParams().Len() > 0 || !l.reachable(obj)
	}
	return false
}

// reachable reports whether interpreted code can name an object of a native
// package.
func (l *Lowerer) reachable(obj types.Object) bool {
	return obj.Exported() && (l.symbols == nil || l.symbols.Has(obj.Pkg().Path(), obj.Name()))
}

// inBorrowed reports whether pos is in the source of a native package.
func (l *Lowerer) inBorrowed(pos token.Pos) bool {
	for _, pkg := range l.borrowed {
		for _, file := range pkg.Files {
			if file.FileStart <= pos && pos < file.FileEnd {
				return true
			}
		}
	}
	return false
}

// deref returns what a pointer type points to, and other types as they are.
func deref(t types.Type) types.Type {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	return types.Unalias(t)
}

// borrow returns the source of a native package.
func (l *Lowerer) borrow(path string) (*load.Package, error) {
	if l.sources == nil {
		return nil, fmt.Errorf("there is no source of %s", path)
	}
	pkg, err := l.sources.Source(path)
	if err != nil {
		return nil, err
	}
	if l.borrowed[pkg.Types] == nil {
		l.borrowed[pkg.Types] = pkg
		l.collect(pkg)
	}
	return pkg, nil
}

// borrowFunc returns the name of a generic function of a native package for
// these type arguments.
func (l *Lowerer) borrowFunc(pos token.Pos, obj *types.Func, args []types.Type) string {
	if name := l.standIn(obj, args); name != "" {
		return name
	}
	pkg, err := l.borrow(obj.Pkg().Path())
	if err == nil {
		if src, ok := pkg.Types.Scope().Lookup(obj.Name()).(*types.Func); ok && l.decls[src].decl != nil && l.decls[src].decl.Body != nil {
			return l.instance(src, args)
		}
	}
	l.refuse(pos, "the generic function %s.%s of a compiled package cannot be interpreted; put the code that needs it into a package marked //mrepl:native", obj.Pkg().Name(), obj.Name())
	return "nil"
}

// pull writes iter.Pull and iter.Pull2 by the compiled ones for any.
func (l *Lowerer) pull(which string, args []types.Type) string {
	var params, list, boxed, taken, held []string
	for i, t := range args {
		v := fmt.Sprintf("v%d", i)
		params = append(params, v+" "+l.typ(t))
		list = append(list, l.typ(t))
		boxed = append(boxed, l.convert(v, t, anyType))
		taken = append(taken, l.takeOutAny(t)+"(x"+v+")")
		held = append(held, "x"+v)
	}
	values, anys := strings.Join(list, ", "), strings.Join(strings.Fields(strings.Repeat("any ", len(args))), ", ")
	return l.helper("pull", which+values, func(name string) {
		next := "func() (" + values + ", bool)"
		l.unit.funcs.ln(token.NoPos, "func %s(seq func(func(%s) bool)) (%s, func()) { next, stop := %s(func(yield func(%s) bool) { seq(func(%s) bool { return yield(%s) }) }); return %s { %s, ok := next(); return %s, ok }, stop }",
			name, values, next, l.dyn(which), anys, strings.Join(params, ", "), strings.Join(boxed, ", "), next, strings.Join(held, ", "), strings.Join(taken, ", "))
	})
}

// takeOutAny returns a function that takes a t out of an any, or its zero
// value out of nil.
func (l *Lowerer) takeOutAny(t types.Type) string {
	if types.IsInterface(t) {
		if l.nativeInterface(t) {
			return l.toNative(t)
		}
		return l.dyn("Any")
	}
	code := l.typ(t)
	return l.helper("zeroOr", l.typeVar(t), func(name string) {
		l.unit.funcs.ln(token.NoPos, "func %s(x any) %s { var v %s; %s(%s, x, &v); return v }", name, code, code, l.dyn("IntoOK"), l.typeVar(t))
	})
}

// borrowType returns the source's form of a generic type of a native package.
func (l *Lowerer) borrowType(t *types.Named) (*types.Named, bool) {
	if l.ours(t.Obj()) {
		return t, true
	}
	pkg, err := l.borrow(t.Obj().Pkg().Path())
	if err != nil {
		return nil, false
	}
	obj, ok := pkg.Types.Scope().Lookup(t.Obj().Name()).(*types.TypeName)
	if !ok {
		return nil, false
	}
	inst, err := types.Instantiate(nil, obj.Type(), typeArgs(t.TypeArgs()), false)
	if err != nil {
		return nil, false
	}
	return inst.(*types.Named), true
}

// foreignGeneric reports whether t is an instance of a generic struct type of
// a native package, which is borrowed.
func (l *Lowerer) foreignGeneric(t types.Type) (*types.Named, bool) {
	n, ok := types.Unalias(t).(*types.Named)
	if !ok || n.TypeArgs().Len() == 0 || n.Obj().Pkg() == nil || l.erasing(n.Obj().Pkg().Path()) || l.source[n.Obj().Pkg()] != nil {
		return nil, false
	}
	return n, true
}

// borrowBody queues the body of a borrowed function that is not generic.
func (l *Lowerer) borrowBody(obj *types.Func, name string) {
	if l.source[obj.Pkg()] != nil {
		return
	}
	d, ok := l.decls[obj]
	if native, known := bodiless[obj.FullName()]; known {
		params, args := l.parameters(obj.Signature(), "a")
		l.unit.shared.ln(token.NoPos, "func %s(%s)%s { %s%s(%s) }", name, strings.Join(params, ", "), l.results(obj.Signature()),
			returning(obj.Signature()), l.dyn(native), strings.Join(args, ", "))
		return
	}
	if !ok || d.decl.Body == nil {
		l.refuse(l.at, "%s.%s has no body to interpret: put the code that needs it into a package marked //mrepl:native", obj.Pkg().Name(), obj.Name())
		return
	}
	l.later(func() { l.function(name, d, obj.Signature(), substitution{}) })
}
