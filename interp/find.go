package interp

import (
	"errors"
	"fmt"
	"go/ast"
	"go/types"
	"strings"

	"github.com/mrepl/mrepl/interp/load"
)

// A declaration is where the program declares something.
type declaration struct {
	pkg  *load.Package
	file *ast.File
	node ast.Node // *ast.FuncDecl, *ast.GenDecl, or one spec of a *ast.GenDecl
	doc  *ast.CommentGroup
}

// find resolves a name. It returns the declaration of what the program declares, what go doc is to be asked about, or
// neither for a package of the program.
func (s *scope) find(name string) (found *declaration, native string, err error) {
	if st, ok := s.variable(name); ok {
		return s.declared(st.Pkg, st.Var.Name(), ""), "", nil
	}
	parts := strings.Split(name, ".")
	if obj, ok := s.names[parts[0]]; ok {
		return nil, "", fmt.Errorf("%s is a %s of the prompt: %s", parts[0], kindOf(obj), hint(obj))
	}
	if s.root(parts[0]) != nil && len(parts) <= 2 {
		root := s.gen.prog.Package(s.gen.prog.Roots[0])
		return s.member(root, parts)
	}
	pkg, err := s.pkg(parts[0])
	if err != nil || pkg == nil || len(parts) > 3 {
		return nil, "", errors.Join(err, s.unknown(name))
	}
	own := s.gen.prog.Package(pkg.Path())
	if own == nil {
		return nil, strings.Join(append([]string{pkg.Path()}, parts[1:]...), "."), nil
	}
	if len(parts) == 1 {
		return nil, "", nil
	}
	return s.member(own, parts[1:])
}

// member finds what a package declares by that name, or by that name and that of a method.
func (s *scope) member(pkg *load.Package, parts []string) (found *declaration, native string, err error) {
	method := strings.Join(parts[1:], "")
	if found = s.declared(pkg, parts[0], method); found == nil {
		return nil, "", fmt.Errorf("the package %s declares no %s", pkg.Path, strings.Join(parts, "."))
	}
	return found, "", nil
}

// unknown is the error for a name that nothing has.
func (s *scope) unknown(name string) error {
	for _, p := range s.gen.prog.Packages {
		if p.Types.Scope().Lookup(name) != nil {
			return fmt.Errorf("nothing is named %s; did you mean %s.%s?", name, p.Name, name)
		}
	}
	return fmt.Errorf("nothing is named %s", name)
}

func kindOf(obj types.Object) string {
	switch obj.(type) {
	case *types.Var:
		return "variable"
	case *types.Const:
		return "constant"
	case *types.TypeName:
		return "type"
	}
	return "function"
}

// declared finds the declaration of a name in a package, and of a method or field of it if that is not "".
func (s *scope) declared(pkg *load.Package, name, member string) *declaration {
	for _, file := range pkg.Files {
		for _, d := range file.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if receiver(d) == name && d.Name.Name == member || d.Recv == nil && d.Name.Name == name && member == "" {
					return &declaration{pkg, file, d, d.Doc}
				}
			case *ast.GenDecl:
				if found := inGroup(pkg, file, d, name); found != nil && member == "" {
					return found
				}
			}
		}
	}
	return nil
}

// receiver returns the name of the type that a method belongs to.
func receiver(d *ast.FuncDecl) string {
	if d.Recv == nil || len(d.Recv.List) == 0 {
		return ""
	}
	t := d.Recv.List[0].Type
	for {
		switch x := t.(type) {
		case *ast.StarExpr:
			t = x.X
		case *ast.IndexExpr:
			t = x.X
		case *ast.IndexListExpr:
			t = x.X
		case *ast.Ident:
			return x.Name
		default:
			return ""
		}
	}
}

// inGroup finds a name among the specs of a declaration.
func inGroup(pkg *load.Package, file *ast.File, d *ast.GenDecl, name string) *declaration {
	for _, spec := range d.Specs {
		doc, names := d.Doc, []*ast.Ident(nil)
		switch spec := spec.(type) {
		case *ast.TypeSpec:
			names = []*ast.Ident{spec.Name}
			if spec.Doc != nil {
				doc = spec.Doc
			}
		case *ast.ValueSpec:
			names = spec.Names
			if spec.Doc != nil {
				doc = spec.Doc
			}
		}
		for _, id := range names {
			if id.Name != name {
				continue
			}
			if len(d.Specs) == 1 {
				return &declaration{pkg, file, d, doc}
			}
			one := &ast.GenDecl{TokPos: spec.Pos(), Tok: d.Tok, Specs: []ast.Spec{spec}}
			return &declaration{pkg, file, one, doc}
		}
	}
	return nil
}
