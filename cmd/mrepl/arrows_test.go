package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"strings"
	"testing"
)

// module is the path of this module.
const module = "github.com/mrepl/mrepl"

// A listed package is one as the go command lists it.
type listed struct {
	ImportPath string
	Standard   bool
	Imports    []string // without those of tests
	Deps       []string
}

// TestArrows holds the arrows between the packages: who may import what.
func TestArrows(t *testing.T) {
	t.Parallel()
	packages := list(t)
	count := 0
	for path, pkg := range packages {
		if !ours(path) {
			continue
		}
		count++
		for _, imported := range pkg.Imports {
			if why := forbidden(path, imported, packages[imported].Standard); why != "" {
				t.Errorf("%s imports %s: %s", path, imported, why)
			}
		}
	}
	if count < 15 {
		t.Errorf("only %d packages of ours are listed", count)
	}
	if len(packages[module+"/states"].Deps) == 0 {
		t.Error("states is not listed")
	}
	for _, path := range []string{module + "/states", module + "/states/parts"} {
		for _, dep := range packages[path].Deps {
			if !packages[dep].Standard && dep != module+"/states" {
				t.Errorf("%s depends on %s", path, dep)
			}
		}
	}
}

// forbidden says why a package may not import another, "" if it may.
func forbidden(importer, imported string, standard bool) string {
	in := func(path string, folders ...string) bool {
		for _, folder := range folders {
			if folder = module + "/" + folder; path == folder || strings.HasPrefix(path, folder+"/") {
				return true
			}
		}
		return false
	}
	switch {
	case standard:
		return ""
	case in(importer, "states/parts/yamlsystem"):
		if ours(imported) && !in(imported, "states") {
			return "states knows nothing else of ours"
		}
	case in(importer, "states") && !in(imported, "states"):
		return "states imports the standard library alone"
	case in(imported, "cmd") && !in(importer, "cmd"):
		return "cmd is on top"
	case in(importer, "examples/embed") && in(imported, "shell"):
		return "" // it shows how a program has a prompt of its own
	case in(imported, "shell") && !in(importer, "shell", "cmd"):
		return "only cmd knows the shell"
	case in(imported, "interp") && !in(importer, "interp", "cmd"):
		return "only cmd knows the interpreter; the shell has an interface for it"
	case in(importer, "examples") && in(imported, "cmd", "shell", "interp"):
		return "a program that is written for mrepl knows nothing but states"
	case in(imported, "examples") && !in(importer, "examples"):
		return "nothing needs the examples"
	case within(imported, "github.com/traefik/yaegi") && !in(importer, "interp"):
		return "only interp knows yaegi"
	case within(imported, "github.com/chzyer/readline") && !in(importer, "shell/line"):
		return "only shell/line knows readline"
	case within(imported, "github.com/fsnotify/fsnotify") && !in(importer, "interp/watch"):
		return "only interp/watch knows fsnotify"
	}
	return ""
}

func ours(path string) bool { return within(path, module) }

func within(path, folder string) bool { return path == folder || strings.HasPrefix(path, folder+"/") }

// list returns every package of the module and what those import, by path.
func list(t *testing.T) map[string]listed {
	t.Helper()
	var stderr bytes.Buffer
	cmd := exec.Command("go", "list", "-deps", "-json=ImportPath,Standard,Imports,Deps", module+"/...")
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, stderr.String())
	}
	packages := map[string]listed{}
	for decoder := json.NewDecoder(bytes.NewReader(out)); ; {
		var pkg listed
		err := decoder.Decode(&pkg)
		if errors.Is(err, io.EOF) {
			return packages
		}
		if err != nil {
			t.Fatal(err)
		}
		packages[pkg.ImportPath] = pkg
	}
}

func TestForbidden(t *testing.T) {
	t.Parallel()
	tests := []struct {
		importer, imported string
		ok                 bool
	}{
		{module + "/states", module + "/shell", false},
		{module + "/states", "github.com/fatih/color", false},
		{module + "/states/parts", module + "/states", true},
		{module + "/states/parts", "go.yaml.in/yaml/v3", false},
		{module + "/states/parts/yamlsystem", "go.yaml.in/yaml/v3", true},
		{module + "/states/parts/yamlsystem", module + "/shell", false},
		{module + "/shell", module + "/states", true},
		{module + "/shell", module + "/interp", false},
		{module + "/shell", module + "/interp/show", false},
		{module + "/shell", "github.com/chzyer/readline", false},
		{module + "/shell/line", "github.com/chzyer/readline", true},
		{module + "/interp/lower", module + "/states", true},
		{module + "/interp", module + "/shell", false},
		{module + "/interp/symbols", "github.com/traefik/yaegi/stdlib", true},
		{module + "/cmd/mrepl/app", "github.com/traefik/yaegi/interp", false},
		{module + "/cmd/mrepl/app", module + "/interp/host", true},
		{module + "/interp", module + "/cmd/mrepl/app", false},
		{module + "/examples/exchange", module + "/states", true},
		{module + "/examples/exchange/db", "modernc.org/sqlite", true},
		{module + "/examples/exchange", module + "/shell", false},
		{module + "/shell", module + "/examples/exchange/nyse", false},
	}
	for _, test := range tests {
		if why := forbidden(test.importer, test.imported, false); (why == "") != test.ok {
			t.Errorf("%s to %s: %q", test.importer, test.imported, why)
		}
	}
}
