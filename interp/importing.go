package interp

import (
	"go/types"
	"sync"
	"sync/atomic"

	"github.com/mrepl/mrepl/interp/load"
)

// importing finds the compiled packages that a program imports, also those that its
// packages import only through others. Running code asks for them.
type importing struct {
	find atomic.Pointer[func() map[string]*types.Package]
}

// program sets what is loaded.
func (g *generation) program(prog *load.Program) {
	g.prog = prog
	g.imports.of(prog)
	g.sentinels.of(g, prog)
}

// of has the packages of a program be found from now on.
func (i *importing) of(prog *load.Program) {
	find := sync.OnceValue(func() map[string]*types.Package {
		found := map[string]*types.Package{}
		for _, pkg := range prog.Packages {
			collectImports(pkg.Types, found)
		}
		return found
	})
	i.find.Store(&find)
}

// pkg returns the package of an import path, or nil.
func (i *importing) pkg(path string) *types.Package {
	find := i.find.Load()
	if find == nil {
		return nil
	}
	return (*find)()[path]
}

// collectImports adds a package and all that it imports to those found.
func collectImports(pkg *types.Package, found map[string]*types.Package) {
	if found[pkg.Path()] != nil {
		return
	}
	found[pkg.Path()] = pkg
	for _, dep := range pkg.Imports() {
		collectImports(dep, found)
	}
}
