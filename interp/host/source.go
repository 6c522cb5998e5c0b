package host

import (
	"fmt"
	"go/importer"
	"go/token"
	"go/types"
	"io"
	"os"
	"runtime"
	"strings"

	"github.com/mrepl/mrepl/interp/symbols/gen"
)

// tables returns the packages that get symbol tables: those asked for, and the neighbours of these, other than those
// of the standard library, whose tables the interpreter has.
func (b *build) tables(listed []*listedPackage, exports map[string]string) (asked, near []*types.Package, err error) {
	imp := importer.ForCompiler(token.NewFileSet(), "gc", func(path string) (io.ReadCloser, error) {
		file := exports[path]
		if file == "" {
			return nil, fmt.Errorf("%s has no export data", path)
		}
		return os.Open(file)
	})
	whole := func(path string) (*types.Package, error) {
		pkg, err := imp.Import(path)
		if err != nil {
			err = fmt.Errorf("%w\n(mrepl was built with %s, the module uses %s)", err, runtime.Version(), b.goEnv.GOVERSION)
		}
		return pkg, err
	}

	skip := map[string]bool{}
	for _, p := range listed {
		skip[p.ImportPath] = p.Standard || p.Name == "main"
	}
	for _, path := range b.packages {
		pkg, err := whole(path)
		if err != nil {
			return nil, nil, err
		}
		asked = append(asked, pkg)
		skip[path] = true
	}
	for _, pkg := range asked {
		for _, p := range neighbours(pkg) {
			if skip[p.Path()] || !gen.Importable(p.Path(), mainPath(listed)) {
				continue
			}
			skip[p.Path()] = true
			pkg, err := whole(p.Path()) // p knows only what is mentioned of it
			if err != nil {
				return nil, nil, err
			}
			near = append(near, pkg)
		}
	}
	return asked, near, nil
}

// mainSource returns the source of the host's main function. Packages linked for their effect have empty tables,
// so that an interpreted import of them finds one.
func mainSource(app string, blank []string, key map[string]string) []byte {
	var src strings.Builder
	src.WriteString("package main\n\nimport (\n\t\"os\"\n\t\"reflect\"\n\n")
	fmt.Fprintf(&src, "\tapp %q\n", app)
	for _, path := range blank {
		fmt.Fprintf(&src, "\t_ %q\n", path)
	}
	src.WriteString(")\n\nvar symbols = map[string]map[string]reflect.Value{\n")
	for _, path := range blank {
		fmt.Fprintf(&src, "\t%q: {},\n", key[path])
	}
	src.WriteString("}\n\nfunc main() { os.Exit(app.Main(symbols)) }\n")
	return []byte(src.String())
}

// importAll returns the source of a main package that imports what a host imports, for go list to look at.
func importAll(paths []string) []byte {
	var src strings.Builder
	src.WriteString("package main\n\nimport (\n")
	for _, path := range paths {
		fmt.Fprintf(&src, "\t_ %q\n", path)
	}
	src.WriteString(")\n\nfunc main() {}\n")
	return []byte(src.String())
}
