package host

import (
	"context"
	"encoding/json"
	"fmt"
	"go/importer"
	"go/token"
	"go/types"
	"io"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
)

// hostFolder is the folder of the host's main package, which exists in an overlay of the module's root only. Its
// leading dot keeps it out of patterns such as "./...".
const hostFolder = ".mrepl-host"

// A build is the making of one host.
type build struct {
	*target
	goTool   *goTool // of the module, or of the workspace that completes it
	flags    []string
	dir      string // for all that is generated
	progress *progress
	overlay  map[string]string // path in the module -> file
	extra    []string          // files, beside those of the packages, that what is built depends on
}

// build makes the host and returns its place in the cache.
func (t *target) build(ctx context.Context) (bin string, err error) {
	dir, err := os.MkdirTemp(t.cacheDir, buildPrefix)
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(dir)

	p := startProgress(t.cfg.Progress, t.cfg.Terminal, title(len(t.packages)+len(t.blank)))
	defer func() { p.end(err) }()

	b := &build{target: t, goTool: t.goTool, dir: dir, progress: p}
	bin, err = b.run(ctx)
	if err != nil && ctx.Err() == nil {
		return "", &BuildError{Dir: t.goTool.dir, Packages: append(t.packages[:len(t.packages):len(t.packages)], t.blank...), Err: err}
	}
	return bin, err
}

func title(packages int) string {
	if packages == 1 {
		return "building the host: 1 package"
	}
	return fmt.Sprintf("building the host: %d packages", packages)
}

func (b *build) run(ctx context.Context) (bin string, err error) {
	if err := b.prepare(); err != nil {
		return "", err
	}
	listed, err := b.resolve(ctx)
	if err != nil {
		return "", err
	}
	m, err := b.manifest(listed) // before anything is compiled: what changes meanwhile makes the host outdated
	if err != nil {
		return "", err
	}
	exports, err := b.compile(ctx)
	if err != nil {
		return "", err
	}
	asked, near, err := b.tables(listed, exports)
	if err != nil {
		return "", err
	}
	out := filepath.Join(b.dir, "out")
	if err := os.Mkdir(out, 0o755); err != nil {
		return "", err
	}
	err = b.link(ctx, out, listed, append(asked[:len(asked):len(asked)], near...))
	if err != nil && near != nil && ctx.Err() == nil {
		err = b.link(ctx, out, listed, asked) // a neighbour may declare a function that no file defines
	}
	if err != nil {
		return "", err
	}
	return b.store(out, m)
}

// prepare begins the overlay and the flags with those that GOFLAGS sets and that flags of ours would hide.
func (b *build) prepare() error {
	b.overlay = map[string]string{}
	if file := goFlag(b.goEnv.GOFLAGS, "overlay"); file != "" {
		file = absolute(b.goTool.dir, file)
		text, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		var users struct{ Replace map[string]string }
		if err := json.Unmarshal(text, &users); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		for path, to := range users.Replace {
			if to != "" {
				to = absolute(b.goTool.dir, to)
			}
			b.overlay[absolute(b.goTool.dir, path)] = to
		}
		b.extra = append(b.extra, file)
	}
	if file := goFlag(b.goEnv.GOFLAGS, "modfile"); file != "" {
		b.extra = append(b.extra, absolute(b.goTool.dir, file))
	}
	b.flags = []string{"-buildvcs=false", "-overlay=" + filepath.Join(b.dir, "overlay.json")}
	if goFlag(b.goEnv.GOFLAGS, "mod") == "mod" {
		b.flags = append(b.flags, "-mod=readonly") // go.mod is not ours to change
	}
	return nil
}

// goFlag returns the value of a flag in the variable GOFLAGS, or "".
func goFlag(goflags, name string) (value string) {
	for _, f := range strings.Fields(goflags) {
		if k, v, ok := strings.Cut(strings.TrimLeft(f, `-"'`), "="); ok && k == name {
			value = strings.Trim(v, `"'`)
		}
	}
	return value
}

// put adds a file to the host's main package.
func (b *build) put(name string, src []byte) error {
	file := filepath.Join(b.dir, name)
	if err := os.WriteFile(file, src, 0o644); err != nil {
		return err
	}
	b.overlay[filepath.Join(b.goTool.dir, hostFolder, name)] = file
	text, err := json.Marshal(map[string]any{"Replace": b.overlay})
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(b.dir, "overlay.json"), text, 0o644)
}

// drop takes the files whose names begin with prefix out of the host's main package.
func (b *build) drop(prefix string) {
	maps.DeleteFunc(b.overlay, func(path, _ string) bool {
		return filepath.Dir(path) == filepath.Join(b.goTool.dir, hostFolder) && strings.HasPrefix(filepath.Base(path), prefix)
	})
}

// compile compiles all that is linked, so that the compiler's work is seen to go on, and returns the files with
// the exported types of the packages by import path.
func (b *build) compile(ctx context.Context) (map[string]string, error) {
	args := append([]string{"list", "-deps", "-export", "-v", "-json=ImportPath,Export"}, b.flags...)
	args = append(args, b.app)
	args = append(args, b.packages...)
	out, err := b.goTool.run(ctx, b.progress.note, append(args, b.blank...)...)
	if err != nil {
		return nil, err
	}
	pkgs, err := decodeList(out)
	if err != nil {
		return nil, err
	}
	exports := map[string]string{}
	for _, p := range pkgs {
		exports[p.ImportPath] = p.Export
	}
	return exports, nil
}

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
			if skip[p.Path()] || !importable(p.Path(), mainPath(listed)) {
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

// link puts the sources of a host with the symbols of pkgs in place of the stub that was listed, compiles them, and
// links the program into the folder out.
func (b *build) link(ctx context.Context, out string, listed []*listedPackage, pkgs []*types.Package) error {
	b.drop("symbols")
	for i, pkg := range pkgs {
		src, err := writeSymbols(pkg, mainPath(listed), i)
		if err != nil {
			return err
		}
		if err := b.put("symbols"+strconv.Itoa(i)+".go", src); err != nil {
			return err
		}
	}
	if err := b.put("main.go", mainSource(b.app, b.blank, tableKeys(listed))); err != nil {
		return err
	}
	args := append([]string{"build", "-v", "-o", filepath.Join(out, binName())}, b.flags...)
	if goFlag(b.goEnv.GOFLAGS, "ldflags") == "" {
		args = append(args, "-ldflags=-s -w") // no debugger looks at a host; panics keep their positions
	}
	_, err := b.goTool.run(ctx, b.progress.note, append(args, "./"+hostFolder)...)
	return err
}

// importAll returns the source of a main package that imports what a host imports, for go list to look at.
func importAll(paths ...string) []byte {
	var src strings.Builder
	src.WriteString("package main\n\nimport (\n")
	for _, path := range paths {
		fmt.Fprintf(&src, "\t_ %q\n", path)
	}
	src.WriteString(")\n\nfunc main() {}\n")
	return []byte(src.String())
}
