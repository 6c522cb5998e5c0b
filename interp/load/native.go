package load

import (
	"context"
	"fmt"
	goimporter "go/importer"
	"go/token"
	"go/types"
	"io"
	"os"
)

// natives is the importer of native packages. It keeps what it has read: a
// native package is the same *types.Package for as long as the loader lives.
type natives struct {
	cfg    Config
	export map[string]string // import path -> file of export data
	gc     types.Importer
}

// newNatives returns an importer that knows no package yet.
func newNatives(fset *token.FileSet, cfg Config) *natives {
	n := &natives{cfg: cfg, export: map[string]string{}}
	n.gc = goimporter.ForCompiler(fset, "gc", n.open)
	return n
}

// open opens the export data of a package, for the importer.
func (n *natives) open(path string) (io.ReadCloser, error) {
	file := n.export[path]
	if file == "" {
		return nil, fmt.Errorf("no export data for %s", path)
	}
	return os.Open(file)
}

// need finds the export data of the packages; the go command compiles what is
// not in its cache.
func (n *natives) need(ctx context.Context, paths []string) error {
	var missing []string
	for _, path := range paths {
		if n.export[path] == "" {
			missing = append(missing, path)
		}
	}
	if len(missing) == 0 {
		return nil
	}
	pkgs, err := goList(ctx, n.cfg.Dir, n.cfg.Env, append([]string{"-export", "--"}, missing...)...)
	if err != nil {
		return err
	}
	var errs Errors
	for _, p := range pkgs {
		if p.Error != nil {
			errs = append(errs, fromList(p, n.cfg.Dir))
			continue
		}
		n.export[p.ImportPath] = p.Export
	}
	if len(errs) > 0 {
		return errs.sorted()
	}
	return nil
}

// Import returns the types of a native package.
func (n *natives) Import(path string) (*types.Package, error) {
	if path == "unsafe" {
		return types.Unsafe, nil
	}
	if n.export[path] == "" {
		if err := n.need(context.Background(), []string{path}); err != nil {
			return nil, err
		}
	}
	return n.gc.Import(path)
}
