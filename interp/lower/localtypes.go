package lower

import (
	"fmt"
	"go/types"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/mrepl/mrepl/interp/dyn"
)

// A type that is declared in a generic function is another one in each instance of the
// function, even if no type parameter is mentioned in it.

// declaredInFunc reports whether a type is declared in a function.
func declaredInFunc(obj *types.TypeName) bool {
	return obj.Pkg() != nil && obj.Parent() != nil && obj.Parent() != obj.Pkg().Scope()
}

// localInstance returns what a type that a generic function declares is in the
// instance for these type arguments.
func (l *Lowerer) localInstance(t *types.Named, s substitution, args []types.Type) types.Type {
	obj := t.Obj()
	m := l.localTypes[obj]
	if m == nil {
		m = new(typeutil.Map)
		set(l, l.localTypes, obj, m)
	}
	key := argsKey(args)
	if inst, ok := m.At(key).(*types.Named); ok {
		return inst
	}
	own := types.NewTypeName(obj.Pos(), obj.Pkg(), dyn.InstanceName(obj.Name(), args), nil)
	inst := types.NewNamed(own, nil, nil)
	put(l, m, key, inst) // before what it is made of, which may mention it
	if name, ok := l.layouts.locals[obj]; ok {
		set(l, l.layouts.locals, own, fmt.Sprintf("%s=%d[%s]", name, l.layouts.editions[name], l.typeKey(key)))
	}
	inst.SetUnderlying(s.apply(t.Underlying()))
	return inst
}
