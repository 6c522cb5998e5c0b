package lower

import (
	"fmt"
	"go/types"
	"slices"
	"strings"

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
	name := dyn.InstanceName(obj.Name(), args)
	if t.TypeArgs().Len() > 0 { // the type is generic, too
		own := typeArgs(t.TypeArgs())
		for i := range own {
			own[i] = s.apply(own[i])
		}
		name = strings.TrimSuffix(name, "]") + ";" + strings.TrimPrefix(dyn.InstanceName("", own), "[")
		args = slices.Concat(args, own)
	}
	key := argsKey(args)
	if inst, ok := m.At(key).(*types.Named); ok {
		return inst
	}
	own := types.NewTypeName(obj.Pos(), obj.Pkg(), name, nil)
	inst := types.NewNamed(own, nil, nil)
	put(l, m, key, inst) // before what it is made of, which may mention it
	if kept, ok := l.layouts.locals[obj]; ok {
		set(l, l.layouts.locals, own, fmt.Sprintf("%s=%d[%s]", kept, l.layouts.editions[kept], l.typeKey(key)))
	}
	inst.SetUnderlying(s.apply(t.Underlying()))
	return inst
}
