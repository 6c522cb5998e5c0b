package interp

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"strings"
)

// imports returns what a file has to import besides, on one line: the packages
// that the snippet names and the prompt knows.
func (r *redefinition) imports(file *ast.File) string {
	have := map[string]bool{}
	for _, spec := range file.Imports {
		if obj, ok := r.pkg.Info.Implicits[spec].(*types.PkgName); ok {
			have[obj.Name()] = true
		}
		if spec.Name != nil {
			have[spec.Name.Name] = true
		}
	}
	own := map[string]bool{}
	for _, id := range locals(r.file) {
		own[id] = true
	}
	text := ""
	for _, name := range qualifiers(r.file) {
		if have[name] || own[name] || r.pkg.Types.Scope().Lookup(name) != nil {
			continue
		}
		have[name] = true
		if path := r.imported(name); path != "" {
			text += fmt.Sprintf("; import %s %q", name, path)
		}
	}
	return text
}

// unused keeps imports that nothing of a file mentions any more for their
// effect alone.
func (r *redefinition) unused(file *ast.File, text string) (edits []splice) {
	fset := token.NewFileSet()
	now, err := parser.ParseFile(fset, "", text, parser.SkipObjectResolution)
	if err != nil {
		return nil
	}
	used := map[string]bool{}
	for _, name := range qualifiers(now) {
		used[name] = true
	}
	names := map[string]string{} // by import path
	for _, spec := range file.Imports {
		if obj, ok := r.pkg.Info.Implicits[spec].(*types.PkgName); ok {
			names[spec.Path.Value] = obj.Name()
		}
	}
	for _, spec := range now.Imports {
		name, from, to := names[spec.Path.Value], spec.Path.Pos(), spec.Path.Pos()
		if spec.Name != nil {
			name, from, to = spec.Name.Name, spec.Name.Pos(), spec.Name.End()
		}
		if name != "" && name != "." && !used[name] {
			edits = append(edits, splice{fset.PositionFor(from, false).Offset, fset.PositionFor(to, false).Offset, "_ "})
		}
	}
	return edits
}

// imported returns the path of the package that a name means in the snippet.
func (r *redefinition) imported(name string) string {
	for _, spec := range r.file.Imports {
		if spec.Name != nil && spec.Name.Name == name {
			return strings.Trim(spec.Path.Value, "`\"")
		}
	}
	p, err := r.scope.pkg(name)
	if err != nil || p == nil || p == r.pkg.Types {
		return ""
	}
	return p.Path()
}

// qualifiers returns the names before a dot.
func qualifiers(file *ast.File) (names []string) {
	ast.Inspect(file, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok {
			if id, ok := sel.X.(*ast.Ident); ok && ast.IsExported(sel.Sel.Name) {
				names = append(names, id.Name)
			}
		}
		return true
	})
	return names
}

// locals returns the names that are declared inside functions.
func locals(file *ast.File) (names []string) {
	add := func(e ast.Expr) {
		if id, ok := e.(*ast.Ident); ok {
			names = append(names, id.Name)
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Field:
			for _, id := range n.Names {
				add(id)
			}
		case *ast.AssignStmt:
			if n.Tok == token.DEFINE {
				for _, e := range n.Lhs {
					add(e)
				}
			}
		case *ast.RangeStmt:
			if n.Tok == token.DEFINE {
				add(n.Key)
				add(n.Value)
			}
		case *ast.ValueSpec:
			for _, id := range n.Names {
				add(id)
			}
		}
		return true
	})
	return names
}
