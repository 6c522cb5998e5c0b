package interp

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/mrepl/mrepl/interp/load"
)

// The prompt may look inside what it talks to: the fields and methods that a package of the program
// keeps to itself can be named there. What is not exported belongs to an import path. So a snippet
// that mentions such names is checked as part of the package whose they are, in a package of its own.

// checkInside type-checks a snippet, where it has to as part of a package into which it looks.
func (s *scope) checkInside(file *ast.File, body *ast.BlockStmt, imports map[string]string, t types.Type) (*snippet, error) {
	sn, errs, err := s.checkAs(promptPath, file, body, imports, t)
	if err != nil {
		return nil, err
	}
	if len(errs) == 0 {
		return sn, nil
	}
	if slices.ContainsFunc(errs, notExported) && !declaresTypes(file) {
		for _, path := range s.lookedInto(sn.Pkg.Info) {
			inside, problems, err := s.checkAs(path, file, body, imports, t)
			if err == nil && !slices.ContainsFunc(problems, notExported) {
				sn, errs = inside, problems
				break
			}
			errs = s.further(errs, problems)
		}
	}
	if len(errs) > 0 {
		return nil, errs
	}
	return sn, nil
}

// further returns the problems that are left of those of a snippet where it was checked as part of a package. If they
// come later, some were of that package: the others are of another one.
func (s *scope) further(errs, problems load.Errors) load.Errors {
	if len(problems) == 0 || len(errs) == 0 || !after(problems[0].Pos, errs[0].Pos) || !notExported(problems[0]) {
		return errs
	}
	left := slices.Clone(problems)
	if sel, _, ok := strings.Cut(left[0].Msg, " undefined ("); ok && strings.Contains(sel, ".") {
		left[0].Msg += "; a line looks inside of one package only: give " + toName(sel) + " a name first"
	}
	return left
}

// toName returns what is to have a name before a line that looks inside of several packages can be split: what stands before
// the last dot of a selector, where that is a look inside itself, else the selector.
func toName(sel string) string {
	expr, err := parser.ParseExpr(sel)
	if err != nil {
		return sel[:strings.LastIndexByte(sel, '.')]
	}
	inside := false
	ast.Inspect(expr, func(n ast.Node) bool {
		inner, ok := n.(*ast.SelectorExpr)
		inside = inside || ok && inner != expr && !inner.Sel.IsExported()
		return !inside
	})
	if inside {
		return sel[:strings.LastIndexByte(sel, '.')]
	}
	return sel
}

// after reports whether a position comes after another one.
func after(a, b token.Position) bool {
	return a.Line > b.Line || a.Line == b.Line && a.Column > b.Column
}

// notExported reports whether a problem is that a field or method is not exported.
func notExported(e load.Error) bool {
	return strings.Contains(e.Msg, notExportedText)
}

// notExportedText is how the checker says so.
const notExportedText = "cannot refer to unexported "

// declaresTypes reports whether a snippet declares types. These belong to the prompt, and their fields
// can be named there later.
func declaresTypes(file *ast.File) (found bool) {
	ast.Inspect(file, func(n ast.Node) bool {
		d, ok := n.(*ast.GenDecl)
		found = found || ok && d.Tok == token.TYPE
		return !found
	})
	return found
}

// lookedInto returns the import paths of the packages of the program whose types a snippet uses, as far as
// it could be checked, sorted.
func (s *scope) lookedInto(info *types.Info) (paths []string) {
	for _, tv := range info.Types {
		t := tv.Type
		if p, ok := t.Underlying().(*types.Pointer); ok {
			t = p.Elem()
		}
		named, ok := types.Unalias(t).(*types.Named)
		if ok && named.Obj().Pkg() != nil && s.gen.prog.Package(named.Obj().Pkg().Path()) != nil {
			paths = append(paths, named.Obj().Pkg().Path())
		}
	}
	slices.Sort(paths)
	return slices.Compact(paths)
}
