package host

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// ErrNoSource is returned when a module needs the shell's own code to build a host, does not require it, and the
// running program does not know where to get it.
var ErrNoSource = errors.New("this mrepl was built from a working copy that is not there any more, so a host for a module that does not require " +
	modulePath + " cannot be built: go get " + modulePath + " in the module, or go install " + modulePath + "/cmd/mrepl@latest")

// workspace makes a Go workspace in the folder dir in which the user's module, or the user's workspace, has the
// shell's requirements beside its own, and returns its go.work file and the files that it was made from.
//
// A workspace rather than a completed copy of go.mod: replacements by relative paths keep their meaning, an outdated
// or incomplete go.sum and a vendor folder do no harm, and a user's workspace can be taken in whole.
func (t *target) workspace(ctx context.Context, dir string) (file string, sources []string, err error) {
	if goFlag(t.goEnv.GOFLAGS, "modfile") != "" {
		return "", nil, errors.New("GOFLAGS sets -modfile, which cannot be combined with the requirements of the shell: go get " + t.shell.module + " with that file first")
	}
	w := &work{Go: goVersion(t.goEnv.GOVERSION)}
	if sources, err = t.userWork(ctx, w); err != nil {
		return "", nil, err
	}

	version, isMain, err := t.required(ctx)
	if version == "" {
		version = t.shell.version
	}
	switch {
	case err != nil:
		return "", nil, err
	case isMain:
	case version != "":
		err = w.require(filepath.Join(dir, "host"), t.shell.module, version)
	case t.shell.dir != "":
		w.Use = append(w.Use, workUse{t.shell.dir})
		sources = append(sources, besideMod(filepath.Join(t.shell.dir, "go.mod"))...)
	default:
		err = ErrNoSource
	}
	if err != nil {
		return "", nil, err
	}
	file = filepath.Join(dir, "go.work")
	return file, sources, os.WriteFile(file, []byte(w.String()), 0o644)
}

// userWork fills w with the user's workspace, its paths made absolute, or with the user's module alone, and
// returns the files that decide it.
func (t *target) userWork(ctx context.Context, w *work) (sources []string, err error) {
	if t.goEnv.GOWORK == "" || t.goEnv.GOWORK == "off" {
		w.Use = []workUse{{filepath.Dir(t.goEnv.GOMOD)}}
		return nil, t.userGodebug(ctx, w)
	}
	version := w.Go
	if err := t.goTool.runJSON(ctx, w, "work", "edit", "-json", t.goEnv.GOWORK); err != nil {
		return nil, err
	}
	w.Go = version
	root := filepath.Dir(t.goEnv.GOWORK)
	for i, u := range w.Use {
		w.Use[i].DiskPath = absolute(root, u.DiskPath)
		sources = append(sources, filepath.Join(w.Use[i].DiskPath, "go.mod"), filepath.Join(w.Use[i].DiskPath, "go.sum"))
	}
	for i, r := range w.Replace {
		if r.New.Version == "" {
			w.Replace[i].New.Path = absolute(root, r.New.Path)
		}
	}
	return sources, nil
}

// userGodebug takes the run-time settings of the user's module over into w, where alone they count in a workspace.
func (t *target) userGodebug(ctx context.Context, w *work) error {
	var mod struct {
		Go      string
		Godebug []workGodebug
	}
	if err := t.goTool.runJSON(ctx, &mod, "mod", "edit", "-json", t.goEnv.GOMOD); err != nil {
		return err
	}
	w.Godebug = mod.Godebug
	for _, g := range w.Godebug {
		if g.Key == "default" {
			return nil
		}
	}
	if language := languageVersion.FindString(mod.Go); language != "" {
		w.Godebug = append(w.Godebug, workGodebug{"default", "go" + language})
	}
	return nil
}

// required returns the version of the shell's module that the user's module requires, directly or not, or "", and
// whether it is itself a main module.
func (t *target) required(ctx context.Context) (version string, isMain bool, err error) {
	var m struct {
		Version string
		Main    bool
	}
	if err := t.goTool.runJSON(ctx, &m, "list", "-m", "-mod=readonly", "-json", t.shell.module); err != nil {
		var failed *commandError
		if errors.As(err, &failed) {
			return "", false, nil // "not a known dependency"
		}
		return "", false, err
	}
	return m.Version, m.Main, nil
}

// pins returns the lines of a go.work file that hold modules at the versions that they have in the user's module by
// itself, where the shell's requirements would raise them. Only a module that the shell itself uses is left at the
// version that both can live with. The arguments are what is listed without the shell's requirements, and with them.
func (t *target) pins(alone, together []*listedPackage) string {
	shells := map[string]bool{} // modules the shell uses
	now := map[string]*listedPackage{}
	for _, p := range together {
		now[p.ImportPath] = p
	}
	if app := now[t.app]; app != nil {
		for _, path := range append(app.Deps, t.app) {
			if p := now[path]; p != nil && p.Module != nil {
				shells[p.Module.Path] = true
			}
		}
	}
	var lines strings.Builder
	for _, p := range alone {
		m := p.Module
		if m == nil || m.Version == "" || shells[m.Path] || now[p.ImportPath] == nil || now[p.ImportPath].Module == nil {
			continue
		}
		if now[p.ImportPath].Module.Version == m.Version {
			continue
		}
		shells[m.Path] = true // once
		to := workModule{m.Path, m.Version}
		if m.Replace != nil {
			to = workModule{m.Replace.Path, m.Replace.Version}
			if to.Version == "" {
				to.Path = m.Replace.Dir
			}
		}
		fmt.Fprintf(&lines, "replace %s => %s\n", m.Path, to.text())
	}
	return lines.String()
}

// A work is a go.work file, with the fields that go work edit -json prints.
type work struct {
	Go      string
	Godebug []workGodebug
	Use     []workUse
	Replace []struct{ Old, New workModule }
}

type workUse struct{ DiskPath string }

type workGodebug struct{ Key, Value string }

type workModule struct{ Path, Version string }

// require adds to the workspace a module in a folder of its own, which it makes, that requires another one.
func (w *work) require(dir, module, version string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	w.Use = append(w.Use, workUse{dir})
	text := fmt.Sprintf("module mrepl.invalid/host\n\ngo %s\n\nrequire %s %s\n", w.Go, module, version)
	return os.WriteFile(filepath.Join(dir, "go.mod"), []byte(text), 0o644)
}

// String returns the text of the file.
func (w *work) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "go %s\n\n", w.Go)
	for _, g := range w.Godebug {
		fmt.Fprintf(&b, "godebug %s=%s\n", g.Key, g.Value)
	}
	for _, u := range w.Use {
		fmt.Fprintf(&b, "use %q\n", filepath.ToSlash(u.DiskPath))
	}
	for _, r := range w.Replace {
		fmt.Fprintf(&b, "replace %s => %s\n", r.Old.text(), r.New.text())
	}
	return b.String()
}

func (m workModule) text() string {
	if m.Version == "" {
		return fmt.Sprintf("%q", filepath.ToSlash(m.Path))
	}
	return m.Path + " " + m.Version
}

// absolute returns path as seen from the folder root.
func absolute(root, path string) string {
	path = filepath.FromSlash(path)
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(root, path)
}

var (
	releaseVersion  = regexp.MustCompile(`[0-9]+\.[0-9]+(\.[0-9]+|rc[0-9]+|beta[0-9]+)?`)
	languageVersion = regexp.MustCompile(`^[0-9]+\.[0-9]+`)
)

// goVersion returns the version of a toolchain as a go line has it: "1.26.8" for "go1.26.8 X:nogreenteagc".
func goVersion(toolchain string) string { return releaseVersion.FindString(toolchain) }
