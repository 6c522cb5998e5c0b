package load

import (
	"go/ast"
	"go/build"
	"go/token"
	"go/types"
)

// check type-checks packages of a program, in its order; the others have been.
func (l *Loader) check(prog *Program, pkgs []*Package) Errors {
	done := map[string]*types.Package{}
	for _, pkg := range prog.Packages {
		if pkg.Types != nil {
			done[pkg.Path] = pkg.Types
		}
	}
	var errs Errors
	for _, pkg := range pkgs {
		imp := importer{native: l.native, source: done, imports: pkg.listed.ImportMap}
		perrs := checkPackage(pkg, l.fset, imp, goVersion(pkg.listed))
		for _, e := range pkg.Embeds {
			perrs = append(perrs, l.allowed(e, pkg.Info)...)
		}
		errs = append(errs, perrs...)
		done[pkg.Path] = pkg.Types
	}
	return errs
}

// goVersion returns the language version of a package, "" for the newest.
func goVersion(p *listed) string {
	if p.Module == nil || p.Module.GoVersion == "" {
		return ""
	}
	return "go" + p.Module.GoVersion
}

// checkPackage checks the types of a package, which are known afterwards as far as
// they can be.
func checkPackage(pkg *Package, fset *token.FileSet, imp types.ImporterFrom, version string) Errors {
	var errs Errors
	pkg.Info = NewInfo()
	pkg.Types, _ = config(imp, version, &errs).Check(pkg.Path, fset, pkg.Files, pkg.Info)
	return errs
}

// config is how packages are checked; what is wrong goes to errs.
func config(imp types.ImporterFrom, version string, errs *Errors) *types.Config {
	return &types.Config{
		Importer:  imp,
		GoVersion: version,
		Sizes:     types.SizesFor("gc", goarch),
		Error:     func(err error) { errs.Add(err) },
	}
}

// NewInfo returns a types.Info that records everything.
func NewInfo() *types.Info {
	return &types.Info{
		Types:        map[ast.Expr]types.TypeAndValue{},
		Instances:    map[*ast.Ident]types.Instance{},
		Defs:         map[*ast.Ident]types.Object{},
		Uses:         map[*ast.Ident]types.Object{},
		Implicits:    map[ast.Node]types.Object{},
		Selections:   map[*ast.SelectorExpr]*types.Selection{},
		Scopes:       map[ast.Node]*types.Scope{},
		FileVersions: map[*ast.File]string{},
	}
}

// importer resolves the imports of one source package: other source packages
// first, then native ones.
type importer struct {
	native  *natives
	source  map[string]*types.Package
	imports map[string]string // the go command's vendoring and such
}

func (i importer) Import(path string) (*types.Package, error) { return i.ImportFrom(path, "", 0) }

// ImportFrom returns a package, checked already or native.
func (i importer) ImportFrom(path, _ string, _ types.ImportMode) (*types.Package, error) {
	if mapped := i.imports[path]; mapped != "" {
		path = mapped
	}
	if pkg := i.source[path]; pkg != nil {
		return pkg, nil
	}
	return i.native.Import(path)
}

// goarch is the architecture as the process began: a program may write to build.Default.
var goarch = build.Default.GOARCH
