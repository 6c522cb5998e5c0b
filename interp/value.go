package interp

import (
	"fmt"
	"go/ast"
	"go/types"
	"path/filepath"
	"reflect"
	"strings"

	"github.com/mrepl/mrepl/interp/dyn"
	"github.com/mrepl/mrepl/interp/load"
	"github.com/mrepl/mrepl/interp/show"
)

// Value is the result of an evaluation.
type Value struct {
	GoType types.Type // as the checker knows it
	v      reflect.Value
	gen    *generation
	origin string // of a function that was named: its name, and where it is declared

	changes *Changes
}

// Changes returns what a declaration at the prompt has changed of the program; ok
// says whether that is what the value stands for, and not a value of Go.
func (v Value) Changes() (c Changes, ok bool) {
	if v.changes == nil {
		return Changes{}, false
	}
	return *v.changes, true
}

// originOf returns the name of the function that an expression names, and where it is
// declared; "" for anything else.
func (s *scope) originOf(info *types.Info, e ast.Expr) string {
	id := nameOf(e)
	if id == nil {
		return ""
	}
	f, ok := info.Uses[id].(*types.Func)
	if !ok || !f.Pos().IsValid() || f.Pkg() == nil {
		return ""
	}
	pos := s.gen.prog.Fset.Position(f.Pos())
	if _, typed := load.InputNumber(pos.Filename); typed {
		return f.Name() + ", typed at the prompt"
	}
	if s.gen.prog.Package(f.Pkg().Path()) == nil {
		return ""
	}
	name := f.Name()
	if recv := f.Signature().Recv(); recv != nil {
		name = strings.TrimPrefix(dyn.TypeName(recv.Type()), "*") + "." + name
	} else {
		name = f.Pkg().Name() + "." + name
	}
	return fmt.Sprintf("%s, %s:%d", name, filepath.Base(pos.Filename), pos.Line)
}

// TypeName returns the type as the source names it.
func (v Value) TypeName() string {
	if v.GoType == nil {
		return ""
	}
	return dyn.TypeName(v.GoType)
}

// Format prints the value in Go syntax, bounded.
func (v Value) Format(l show.Limits) string {
	if v.changes != nil {
		return v.changes.String()
	}
	if v.origin != "" {
		return v.TypeName() + " (" + v.origin + ")"
	}
	return v.gen.show().Value(v.v, v.GoType, l)
}

// Interface returns the value itself. A value of an interpreted type has the
// layout of that type and none of its methods.
func (v Value) Interface() any {
	if !v.v.IsValid() {
		return nil
	}
	return dyn.Raw(v.v.Interface())
}

// boxed returns the value as it is inside an interface, when its type is one.
func (v Value) boxed() any { return v.v.Interface() }
