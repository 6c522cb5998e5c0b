package load

import (
	"go/ast"
	"go/token"
	"go/types"
)

// imported returns the packages that a package imports, by path.
func imported(p *types.Package) map[string]*types.Package {
	out := map[string]*types.Package{}
	for _, imp := range p.Imports() {
		out[imp.Path()] = imp
	}
	return out
}

// imports reports whether a position is in an import declaration.
func (r *Revision) imports(pos token.Pos) bool {
	for _, spec := range r.New.Imports {
		if spec.Pos() <= pos && pos <= spec.End() {
			return true
		}
	}
	return false
}

// unusedImports reports imports that were used only in what the bodies were.
func (r *Revision) unusedImports(info *types.Info, fset *token.FileSet) (errs Errors) {
	used := map[string]bool{} // the names of packages
	note := func(info *types.Info, n ast.Node) {
		ast.Inspect(n, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok {
				if _, ok := info.Uses[id].(*types.PkgName); ok {
					used[id.Name] = true
				}
			}
			return true
		})
	}
	dots := false
	for i, old := range r.Old.Decls {
		if d, ok := old.(*ast.FuncDecl); ok && r.changed[d] != nil {
			note(info, r.New.Decls[i])
			note(r.Pkg.Info, d.Type)
			continue
		}
		note(r.Pkg.Info, old)
	}
	for i, spec := range r.New.Imports {
		name := ""
		switch obj := r.Pkg.Info.Implicits[r.Old.Imports[i]].(type) {
		case *types.PkgName:
			name = obj.Name()
		}
		if spec.Name != nil {
			name = spec.Name.Name
		}
		dots = dots || name == "."
		if name != "" && name != "_" && name != "." && !used[name] {
			errs = append(errs, Error{Pos: fset.Position(spec.Pos()), Msg: spec.Path.Value + " imported and not used"})
		}
	}
	return errs
}
