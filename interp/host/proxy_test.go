package host

import (
	"archive/zip"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
)

// moduleProxy makes a folder that the go command can download modules from: one version of each module, of one
// file beside its go.mod.
func moduleProxy(t *testing.T, modules ...publishedModule) (url string) {
	t.Helper()
	root := t.TempDir()
	for _, m := range modules {
		base := filepath.Join(root, m.path, "@v", m.version)
		write(t, base+".info", `{"Version": "`+m.version+`"}`)
		write(t, base+".mod", m.gomod)
		out, err := os.Create(base + ".zip")
		if err != nil {
			t.Fatal(err)
		}
		z := zip.NewWriter(out)
		for name, text := range map[string]string{"go.mod": m.gomod, m.file: m.text} {
			w, err := z.Create(m.path + "@" + m.version + "/" + name)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := w.Write([]byte(text)); err != nil {
				t.Fatal(err)
			}
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		if err := out.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return "file://" + filepath.ToSlash(root)
}

type publishedModule struct{ path, version, gomod, file, text string }

// TestAPublishedShellIsDownloadedWithItsRequirements has a module that requires nothing of the shell, and one that
// requires an older version of it than the running program has.
func TestAPublishedShellIsDownloadedWithItsRequirements(t *testing.T) {
	t.Parallel()
	const app = "package app\n\nimport _ \"example.com/part\"\n"
	const gomod = "module example.com/shell\n\ngo 1.24\n\nrequire example.com/part v0.1.0\n"
	proxy := moduleProxy(t,
		publishedModule{"example.com/shell", "v1.2.3", gomod, "app/app.go", app},
		publishedModule{"example.com/shell", "v1.1.0", gomod, "app/app.go", app},
		publishedModule{"example.com/part", "v0.1.0", "module example.com/part\n", "part.go", "package part\n"})
	for name, c := range map[string]struct{ require, want string }{
		"requires nothing":            {"", "shell@v1.2.3"},
		"requires an earlier version": {"require example.com/shell v1.1.0\n", "shell@v1.1.0"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			write(t, filepath.Join(dir, "go.mod"), "module example.com/bare\n\ngo 1.24\n\n"+c.require)
			env := offline("GOPROXY="+proxy, "GONOSUMDB=*", "GOSUMDB=off", "GOMODCACHE="+t.TempDir(), "GOFLAGS=-modcacherw")
			_, listed, err := resolved(t, provider{module: "example.com/shell", version: "v1.2.3"}, Config{Dir: dir, Env: env})
			if err != nil {
				t.Fatal(err)
			}
			for _, path := range []string{"example.com/part", "example.com/shell/app"} {
				if !slices.ContainsFunc(listed, func(p *listedPackage) bool { return p.ImportPath == path }) {
					t.Errorf("%s is missing", path)
				}
			}
			i := slices.IndexFunc(listed, func(p *listedPackage) bool { return p.ImportPath == "example.com/shell/app" })
			if i >= 0 && filepath.Base(filepath.Dir(listed[i].Dir)) != c.want {
				t.Errorf("the shell is in %s, want %s", listed[i].Dir, c.want)
			}
		})
	}
}

// TestTheModulesOwnVersionsStay has a shell that asks for newer versions: of a module that it does not use, as
// programs ask for what their tests and examples need, and of one that it does.
func TestTheModulesOwnVersionsStay(t *testing.T) {
	t.Parallel()
	const gomod = "module example.com/shell\n\ngo 1.24\n\nrequire (\n\texample.com/part v0.2.0\n\texample.com/unused v1.1.0\n)\n"
	proxy := moduleProxy(t,
		publishedModule{"example.com/shell", "v1.2.3", gomod, "app/app.go", "package app\n\nimport _ \"example.com/part\"\n"},
		publishedModule{"example.com/part", "v0.1.0", "module example.com/part\n", "part.go", "package part\n"},
		publishedModule{"example.com/part", "v0.2.0", "module example.com/part\n", "part.go", "package part\n"},
		publishedModule{"example.com/unused", "v1.0.0", "module example.com/unused\n", "unused.go", "package unused\n"},
		publishedModule{"example.com/unused", "v1.1.0", "module example.com/unused\n", "unused.go", "package unused\n"})
	env := offline("GOPROXY="+proxy, "GONOSUMDB=*", "GOSUMDB=off", "GOMODCACHE="+t.TempDir(), "GOFLAGS=-modcacherw")
	dir := t.TempDir()
	write(t, filepath.Join(dir, "go.mod"), "module example.com/bare\n\ngo 1.24\n\nrequire (\n\texample.com/part v0.1.0\n\texample.com/unused v1.0.0\n)\n")
	write(t, filepath.Join(dir, "bare.go"), "package bare\n\nimport (\n\t_ \"example.com/part\"\n\t_ \"example.com/unused\"\n)\n")
	tidy := exec.CommandContext(t.Context(), "go", "mod", "tidy")
	tidy.Dir, tidy.Env = dir, env
	if out, err := tidy.CombinedOutput(); err != nil {
		t.Fatalf("go mod tidy: %v\n%s", err, out)
	}

	_, listed, err := resolved(t, provider{module: "example.com/shell", version: "v1.2.3"},
		Config{Dir: dir, Packages: []string{"example.com/part", "example.com/unused"}, Env: env})
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{"example.com/part": "part@v0.2.0", "example.com/unused": "unused@v1.0.0"} {
		i := slices.IndexFunc(listed, func(p *listedPackage) bool { return p.ImportPath == path })
		if i < 0 || filepath.Base(listed[i].Dir) != want {
			t.Errorf("%s is not %s", path, want)
		}
	}
}
