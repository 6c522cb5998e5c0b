package host

import (
	"context"
	"encoding/json"
	"fmt"
	"go/types"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/mrepl/mrepl/interp/symbols"
	"github.com/mrepl/mrepl/interp/symbols/gen"
)

// hostFolder is the name of the folder of the host's main package, which exists in an overlay of the module only. Its
// leading dot keeps it out of patterns such as "./...".
const hostFolder = ".mrepl-host"

// A build is the making of one host.
type build struct {
	*target
	tool     *goTool // of the module, or of the workspace that completes it
	folder   string  // of the host's main package, relative to the root of the module
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

	b := &build{target: t, tool: t.goTool, dir: dir, progress: p}
	bin, err = b.run(ctx)
	if err != nil && ctx.Err() == nil {
		return "", &BuildError{Dir: t.goTool.dir, Packages: slices.Concat(t.packages, t.blank), Err: err}
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
	if err := b.prepare(ctx); err != nil {
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
	err = b.link(ctx, out, listed, slices.Concat(asked, near))
	if err != nil && near != nil && ctx.Err() == nil {
		err = b.link(ctx, out, listed, asked) // a neighbour may declare a function that no file defines
	}
	if err != nil {
		return "", err
	}
	return b.store(out, m)
}

// prepare finds the place of the main package, and begins the overlay and the flags with those that GOFLAGS sets and
// that flags of ours would hide.
func (b *build) prepare(ctx context.Context) (err error) {
	if b.folder, err = b.place(ctx); err != nil {
		return err
	}
	b.overlay = map[string]string{}
	if file := goFlag(b.goEnv.GOFLAGS, "overlay"); file != "" {
		file = absolute(b.tool.dir, file)
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
				to = absolute(b.tool.dir, to)
			}
			b.overlay[absolute(b.tool.dir, path)] = to
		}
		b.extra = append(b.extra, file)
	}
	if file := goFlag(b.goEnv.GOFLAGS, "modfile"); file != "" {
		b.extra = append(b.extra, absolute(b.tool.dir, file))
	}
	b.flags = []string{"-buildvcs=false", "-overlay=" + filepath.Join(b.dir, "overlay.json")}
	if goFlag(b.goEnv.GOFLAGS, "mod") == "mod" {
		b.flags = append(b.flags, "-mod=readonly") // go.mod is not ours to change
	}
	return nil
}

// place returns the folder for the main package: in the root of the module, or as deep in it as it takes to import
// the innermost of the internal packages.
func (b *build) place(ctx context.Context) (folder string, err error) {
	var deepest string
	for _, path := range slices.Concat(b.packages, b.blank) {
		if parent, internal := gen.InternalParent(path); internal && len(parent) > len(deepest) {
			deepest = parent
		}
	}
	if deepest == "" {
		return hostFolder, nil
	}
	var mod struct{ Module struct{ Path string } }
	if err := b.tool.runJSON(ctx, &mod, "mod", "edit", "-json", b.goEnv.GOMOD); err != nil {
		return "", err
	}
	if inner, ok := strings.CutPrefix(deepest, mod.Module.Path+"/"); ok {
		return inner + "/" + hostFolder, nil
	}
	return hostFolder, nil
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
	b.overlay[filepath.Join(b.tool.dir, b.folder, name)] = file
	text, err := json.Marshal(map[string]any{"Replace": b.overlay})
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(b.dir, "overlay.json"), text, 0o644)
}

// drop takes the files whose names begin with prefix out of the host's main package.
func (b *build) drop(prefix string) {
	maps.DeleteFunc(b.overlay, func(path, _ string) bool {
		return filepath.Dir(path) == filepath.Join(b.tool.dir, b.folder) && strings.HasPrefix(filepath.Base(path), prefix)
	})
}

// compile compiles all that is linked, so that the compiler's work is seen to go on, and returns the files with
// the exported types of the packages by import path.
func (b *build) compile(ctx context.Context) (map[string]string, error) {
	args := slices.Concat([]string{"list", "-deps", "-export", "-v", "-json=ImportPath,Export"}, b.flags, []string{b.app}, b.packages, b.blank)
	out, err := b.tool.run(ctx, b.progress.note, args...)
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

// link puts the sources of a host with the symbols of pkgs in place of the stub that was listed, compiles them, and
// links the program into the folder out.
func (b *build) link(ctx context.Context, out string, listed []*listedPackage, pkgs []*types.Package) error {
	b.drop("symbols")
	have := symbols.All(nil)
	for i, pkg := range pkgs {
		known := func(name string) bool { return have.Has(pkg.Path(), name) } // of a standard library that is newer than the tables
		src, err := gen.File{Package: "main", Path: mainPath(listed), Var: "symbols", Serial: i, Skip: known}.Write(pkg)
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
	_, err := b.tool.run(ctx, b.progress.note, append(args, "./"+b.folder)...)
	return err
}
