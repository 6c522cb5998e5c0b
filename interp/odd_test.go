package interp_test

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/mrepl/mrepl/interp"
	"github.com/mrepl/mrepl/states"
)

// refuses says what a reload must find wrong, with what runs being as it was.
func (m *module) refuses(want string) {
	m.t.Helper()
	_, err := m.session.Reload(context.Background(), false)
	if err == nil || !strings.Contains(m.text(err), want) {
		m.t.Errorf("reload: %v; want %q", err, want)
	}
	m.expect("main.Answer()", `"one"`, "top", `"top on 1"`)
}

const two = "package lib\n\nfunc Text() string { return \"two\" }\n"

func TestReloadOfSourcesInOddStates(t *testing.T) {
	t.Parallel()
	for name, edit := range map[string]func(*module){
		"a file is deleted": func(m *module) {
			m.remove("lib/lib.go")
			m.refuses("app/lib")
			m.write("lib/other.go", two)
		},
		"a package is gone": func(m *module) {
			if err := os.RemoveAll(filepath.Join(m.dir, "lib")); err != nil {
				m.t.Fatal(err)
			}
			m.refuses("app/lib")
			m.write("moved/lib.go", two)
			m.replace("main.go", `"app/lib"`, `lib "app/moved"`)
		},
		"a file does not parse": func(m *module) {
			m.write("lib/lib.go", "package lib\n\nfunc Text() string { return ")
			m.refuses("lib/lib.go:3:29: expected '}', found 'EOF'")
			m.write("lib/lib.go", two)
		},
		"a save is half written": func(m *module) {
			m.write("lib/lib.go", "")
			m.refuses("lib/lib.go:1:1: expected 'package', found 'EOF'")
			m.write("lib/lib.go", two[:20])
			m.refuses("lib/lib.go:")
			m.write("lib/lib.go", two)
		},
		"two packages of one name": func(m *module) {
			m.write("other/lib/lib.go", two)
			m.write("main.go", strings.Replace(m.read("main.go"), `"app/lib"`, "\"app/lib\"\n\n\tlib2 \"app/other/lib\"", 1))
			m.replace("main.go", "return lib.Text()", "lib.Text()\n\treturn lib2.Text()")
		},
		"two packages in a directory": func(m *module) {
			m.write("lib/more.go", "package more\n")
			m.refuses("found packages lib (lib.go) and more (more.go)")
			m.remove("lib/more.go")
			m.write("lib/lib.go", two)
		},
		"lines end in CRLF": func(m *module) { m.write("lib/lib.go", strings.ReplaceAll(two, "\n", "\r\n")) },
		"a byte order mark": func(m *module) { m.write("lib/lib.go", "\ufeff"+two) },
		"a directory is called like a file": func(m *module) {
			if err := os.Mkdir(filepath.Join(m.dir, "lib", "dir.go"), 0o755); err != nil {
				m.t.Fatal(err)
			}
			m.write("lib/lib.go", two)
		},
		"a file is a link": func(m *module) {
			m.write("elsewhere/text", two)
			m.remove("lib/lib.go")
			if err := os.Symlink(filepath.Join(m.dir, "elsewhere", "text"), filepath.Join(m.dir, "lib", "lib.go")); err != nil {
				m.t.Skip(err)
			}
		},
		"a file cannot be read": func(m *module) {
			if runtime.GOOS == "windows" || os.Geteuid() == 0 {
				m.t.Skip("every file can be read")
			}
			if err := os.Chmod(filepath.Join(m.dir, "lib", "lib.go"), 0); err != nil {
				m.t.Fatal(err)
			}
			m.refuses("permission denied")
			m.remove("lib/lib.go")
			m.write("lib/lib.go", two)
		},
		"go.mod does not parse": func(m *module) {
			old := m.read("go.mod")
			m.write("go.mod", old+"\nnonsense\n")
			m.refuses("unknown directive: nonsense")
			m.write("go.mod", old)
			m.write("lib/lib.go", two)
		},
		"go.mod says the same otherwise": func(m *module) {
			m.replace("go.mod", "go 1.26.0", "go 1.26.0 // the language")
			m.write("lib/lib.go", two)
		},
		"a constraint takes a file out": func(m *module) {
			m.write("lib/lib.go", "//go:build never\n\n"+m.read("lib/lib.go"))
			m.refuses("app/lib")
			m.write("lib/other.go", two)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := open(t, counting)
			m.start()
			m.expect("main.Answer()", `"one"`)
			edit(m)
			m.reload()
			m.expect("main.Answer()", `"two"`, "top", `"top on 1"`)
			if m.reload(); strings.Contains(m.status(), "stopped") {
				t.Errorf("not everything runs: %s", m.status())
			}
		})
	}
}

func TestReloadInOddTrees(t *testing.T) {
	t.Parallel()
	t.Run("a module behind a link", func(t *testing.T) {
		t.Parallel()
		m := newModule(t, counting)
		link := filepath.Join(t.TempDir(), "link")
		if err := os.Symlink(m.dir, link); err != nil {
			t.Skip(err)
		}
		s, err := interp.Open(context.Background(), interp.Config{
			Dir: link, Patterns: []string{"./..."}, Registry: m.reg, Stdout: m.out, Stderr: m.out,
		})
		if err != nil {
			t.Fatal(err)
		}
		m.session = s
		m.expect("main.Answer()", `"one"`)
		m.replace("lib/lib.go", `"one"`, `"two"`)
		m.reload()
		m.expect("main.Answer()", `"two"`)
	})
	t.Run("a tree that cannot be written", func(t *testing.T) {
		t.Parallel()
		m := open(t, counting)
		m.replace("lib/lib.go", `"one"`, `"two"`)
		for _, name := range []string{"lib/lib.go", "main.go", "go.mod", "lib", "."} {
			if err := os.Chmod(filepath.Join(m.dir, name), 0o555); err != nil {
				t.Fatal(err)
			}
		}
		defer func() {
			_ = os.Chmod(m.dir, 0o755)
			_ = os.Chmod(filepath.Join(m.dir, "lib"), 0o755)
		}()
		m.reload()
		m.expect("main.Answer()", `"two"`)
	})
	t.Run("a workspace", func(t *testing.T) {
		t.Parallel()
		m := newModule(t, `
-- app/go.mod --
module example.com/app

go 1.26.0
-- app/main.go --
package main

import "example.com/lib"

func Answer() string { return lib.Text() }

func main() {}
-- lib/go.mod --
module example.com/lib

go 1.26.0
-- lib/lib.go --
package lib

func Text() string { return "one" }
-- go.work --
go 1.26.0

use (
	./app
	./lib
)
`)
		m.remove("go.mod")
		s, err := interp.Open(context.Background(), interp.Config{
			Dir: filepath.Join(m.dir, "app"), Patterns: []string{"."}, Registry: states.NewRegistry(), Stdout: m.out, Stderr: m.out,
		})
		if err != nil {
			t.Fatal(err)
		}
		m.session = s
		m.expect("main.Answer()", `"one"`)
		m.replace("lib/lib.go", `"one"`, `"two"`)
		m.reload()
		m.expect("main.Answer()", `"two"`)
		m.write("go.work", "go 1.26.0\n\nuse ./app\n")
		if _, err := s.Reload(context.Background(), false); err == nil {
			t.Error("a module is no longer part of the workspace")
		}
		m.write("go.work", "go 1.26.0\n\nuse (\n\t./app\n\t./lib\n)\n")
		m.reload()
		m.expect("main.Answer()", `"two"`)
	})
}
