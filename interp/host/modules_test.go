package host

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// resolved goes through a build up to the point where all packages are found, and returns them.
func resolved(t *testing.T, shell provider, cfg Config) (*build, []*listedPackage, error) {
	t.Helper()
	if cfg.App == "" {
		cfg.App = "example.com/shell/app"
	}
	if cfg.Env == nil {
		cfg.Env = offline()
	}
	cfg.CacheDir = t.TempDir()
	target, err := newTarget(t.Context(), cfg, shell)
	if err != nil {
		return nil, nil, err
	}
	b := &build{target: target, tool: target.goTool, dir: t.TempDir(), progress: startProgress(nil, false, "")}
	t.Cleanup(func() { b.progress.end(nil) })
	if err := b.prepare(t.Context()); err != nil {
		return nil, nil, err
	}
	listed, err := b.resolve(t.Context())
	return b, listed, err
}

// snapshot returns the names and contents of all files of a folder.
func snapshot(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		files[path] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// TestModulesOfAllKindsFindTheShell has a module in each of the states that modules are in, and none of them is
// changed by a build.
func TestModulesOfAllKindsFindTheShell(t *testing.T) {
	t.Parallel()
	const vendored = "# example.com/lib v0.0.0 => ../lib\n## explicit; go 1.24\nexample.com/lib\n# example.com/lib => ../lib\n"
	lib := []string{"example.com/lib"}
	for _, c := range []struct {
		name  string
		dir   string
		shell provider // instead of the working copy in testdata
		env   []string
		setup func(t *testing.T, dir string)
		pkgs  []string
	}{
		{name: "lacks the shell", dir: "module", pkgs: lib},
		{name: "has all that is needed", dir: "complete", shell: provider{module: "example.com/shell"}, pkgs: lib},
		{name: "is the shell's own", dir: "shell", shell: provider{module: "example.com/shell"}},
		{name: "links packages of its own", dir: "module", pkgs: []string{"example.com/module/native", "example.com/module/internal/deep"},
			setup: func(t *testing.T, dir string) {
				write(t, filepath.Join(dir, "internal/deep/deep.go"), "package deep\n")
			}},
		{name: "has internal packages deep down", dir: "module", pkgs: []string{"example.com/module/a/b/internal/deep", "example.com/module/a/internal/flat", "example.com/lib"},
			setup: func(t *testing.T, dir string) {
				write(t, filepath.Join(dir, "a/b/internal/deep/deep.go"), "package deep\n")
				write(t, filepath.Join(dir, "a/internal/flat/flat.go"), "package flat\n")
			}},
		{name: "is seen from a subfolder", dir: "module/native", pkgs: lib},
		{name: "GOFLAGS=-mod=mod", dir: "module", env: []string{"GOFLAGS=-mod=mod"}, pkgs: lib},
		{name: "vendors", dir: "module", pkgs: lib, setup: func(t *testing.T, dir string) {
			write(t, filepath.Join(dir, "vendor/modules.txt"), vendored)
			write(t, filepath.Join(dir, "vendor/example.com/lib/lib.go"), "package lib\n")
		}},
		{name: "GOFLAGS=-mod=vendor", dir: "module", env: []string{"GOFLAGS=-mod=vendor"}, pkgs: lib, setup: func(t *testing.T, dir string) {
			write(t, filepath.Join(dir, "vendor/modules.txt"), vendored)
			write(t, filepath.Join(dir, "vendor/example.com/lib/lib.go"), "package lib\n")
		}},
		{name: "is in a workspace", dir: "module", env: []string{"GOWORK="}, pkgs: lib, setup: func(t *testing.T, dir string) {
			write(t, filepath.Join(dir, "../go.work"), "go 1.24\n\nuse ./module\nuse \"./lib\"\n\nreplace example.com/other => ./other\n")
		}},
		{name: "requires the shell without its requirements", dir: "module", shell: provider{module: "example.com/shell"}, pkgs: lib,
			setup: func(t *testing.T, dir string) {
				write(t, filepath.Join(dir, "go.mod"), "module example.com/module\n\ngo 1.24\n\nrequire (\n\texample.com/lib v0.0.0\n\texample.com/shell v0.3.0\n)\n\n"+
					"replace (\n\texample.com/lib => ../lib\n\texample.com/shell => ../shell\n)\n")
			}},
		{name: "has an overlay", dir: "module", env: []string{"GOFLAGS=-overlay=overlay.json"}, pkgs: []string{"example.com/module/virtual"},
			setup: func(t *testing.T, dir string) {
				write(t, filepath.Join(dir, "overlay.json"), `{"Replace": {"virtual/v.go": "v.txt"}}`)
				write(t, filepath.Join(dir, "v.txt"), "package virtual\n")
			}},
		{name: "cannot be written to", dir: "module", pkgs: lib, setup: func(t *testing.T, dir string) {
			for _, name := range []string{"go.mod", "."} {
				if err := os.Chmod(filepath.Join(dir, name), 0o555); err != nil {
					t.Fatal(err)
				}
			}
			t.Cleanup(func() { os.Chmod(dir, 0o755) })
		}},
		{name: "is built for another system", dir: "module", env: []string{"GOOS=plan9", "GOARCH=arm"}, pkgs: lib},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			dir := copyTree(t, c.dir)
			if c.setup != nil {
				c.setup(t, dir)
			}
			before := snapshot(t, filepath.Dir(dir))
			shell := c.shell
			if shell == (provider{}) {
				shell = testShell(t)
			}
			_, listed, err := resolved(t, shell, Config{Dir: dir, Packages: c.pkgs, Env: offline(c.env...)})
			if err != nil {
				t.Fatal(err)
			}
			for _, want := range append(c.pkgs, "example.com/shell/app", "github.com/traefik/yaegi/interp") {
				if !slices.ContainsFunc(listed, func(p *listedPackage) bool { return p.ImportPath == want && p.Error == nil }) {
					t.Errorf("%s is not among the packages of the host", want)
				}
			}
			after := snapshot(t, filepath.Dir(dir))
			for file, text := range after {
				if before[file] != text {
					t.Errorf("%s was made or changed", file)
				}
			}
		})
	}
}

func TestAModuleThatAHostCannotBeBuiltInGetsAClearError(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		dir   string
		shell provider
		pkgs  []string
		setup func(t *testing.T, dir string)
		is    error
		text  string
	}{
		{name: "a package that nobody provides", dir: "module", pkgs: []string{"example.com/nowhere"}, text: "no required module provides package example.com/nowhere"},
		{name: "a package that a module does not have", dir: "module", pkgs: []string{"example.com/lib/none"}, text: "example.com/lib/none"},
		{name: "an internal package of a dependency", dir: "module", pkgs: []string{"example.com/lib/internal/secret"}, text: "use of internal package"},
		{name: "internal packages of two folders", dir: "module", pkgs: []string{"example.com/module/a/internal/x", "example.com/module/b/internal/y"}, text: "use of internal package",
			setup: func(t *testing.T, dir string) {
				write(t, filepath.Join(dir, "a/internal/x/x.go"), "package x\n")
				write(t, filepath.Join(dir, "b/internal/y/y.go"), "package y\n")
			}},
		{name: "a program", dir: "module", pkgs: []string{"example.com/module/cmd"}, text: "is a program",
			setup: func(t *testing.T, dir string) {
				write(t, filepath.Join(dir, "cmd/main.go"), "package main\n\nfunc main() {}\n")
			}},
		{name: "no source of the shell", dir: "module", shell: provider{module: "example.com/shell"}, pkgs: []string{"example.com/lib"}, is: ErrNoSource},
		{name: "no module", dir: "..", pkgs: []string{"example.com/lib"}, is: ErrNoModule},
		{name: "a shell that cannot be downloaded", dir: "module", shell: provider{module: "example.com/shell", version: "v1.2.3"}, text: "module lookup disabled"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			dir := copyTree(t, c.dir)
			if c.dir == ".." {
				dir = t.TempDir()
			}
			if c.setup != nil {
				c.setup(t, dir)
			}
			shell := c.shell
			if shell == (provider{}) {
				shell = testShell(t)
			}
			_, _, err := resolved(t, shell, Config{Dir: dir, Packages: c.pkgs})
			if err == nil || c.is != nil && !errors.Is(err, c.is) || !strings.Contains(err.Error(), c.text) {
				t.Errorf("got error %v, want %v %s", err, c.is, c.text)
			}
		})
	}
}

func TestGoCommandIsMissing(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	if _, err := Ensure(t.Context(), Config{Dir: "testdata/module"}); !errors.Is(err, ErrNoGo) {
		t.Errorf("got %v", err)
	}
}

func TestSelfIsTheWorkingCopy(t *testing.T) {
	t.Parallel()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	_, file, _, _ := runtime.Caller(0)
	if !filepath.IsAbs(file) {
		t.Skip("built with -trimpath")
	}
	if got := self(); got.module != modulePath || got.dir != root {
		t.Errorf("self() = %+v, want the folder %s", got, root)
	}
	if got := workingCopy(filepath.Join(root, "none", "interp", "host", "x.go")); got != "" {
		t.Errorf("a working copy that is gone: %q", got)
	}
}
