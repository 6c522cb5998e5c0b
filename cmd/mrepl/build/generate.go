package build

import (
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// standalone is the source of the main that is made.
//
//go:embed standalone/main.go
var standalone []byte

// mainFolder is the folder of a main package that is made, which exists in an overlay of the module only. Its leading dot
// keeps it out of patterns such as "./...".
const mainFolder = ".mrepl-build"

// generate writes an overlay and its files into dir. It returns the overlay's file and the package to build.
func (p *program) generate(dir string) (overlay, target string, err error) {
	files := map[string]string{}
	put := func(path string, text []byte) error {
		file := filepath.Join(dir, fmt.Sprintf("%d.go", len(files)))
		files[path] = file
		return os.WriteFile(file, text, 0o600)
	}
	folder := ""
	if p.main != nil {
		target, folder = p.main.ImportPath, p.main.Dir
		text, err := os.ReadFile(p.empty.file)
		if err != nil {
			return "", "", err
		}
		at := p.empty.name
		if err := put(p.empty.file, []byte(string(text[:at])+"_"+string(text[at+len("main"):]))); err != nil {
			return "", "", err
		}
	} else {
		if target, folder, err = p.place(); err != nil {
			return "", "", err
		}
	}
	var imports strings.Builder
	imports.WriteString("package main\n")
	for _, pkg := range p.linked() {
		fmt.Fprintf(&imports, "\nimport _ %q\n", pkg.ImportPath)
	}
	err = errors.Join(
		put(filepath.Join(folder, "mrepl_main.go"), standalone),
		put(filepath.Join(folder, "mrepl_imports.go"), []byte(imports.String())),
	)
	if err != nil {
		return "", "", err
	}
	text, err := json.Marshal(map[string]any{"Replace": files})
	if err != nil {
		return "", "", err
	}
	overlay = filepath.Join(dir, "overlay.json")
	return overlay, target, os.WriteFile(overlay, text, 0o600)
}

// place returns the import path and the folder for the main package: in the root of the module, or as deep in it as it takes
// to import the innermost of the internal packages.
func (p *program) place() (path, folder string, err error) {
	module := p.linked()[0].Module
	if module == nil {
		return "", "", errors.New("the packages are in no module: go mod init makes one")
	}
	deepest := module.Path
	for _, pkg := range p.linked() {
		if pkg.Module == nil || pkg.Module.Path != module.Path {
			return "", "", fmt.Errorf("%s and %s are in different modules: a main package of your own can import both", p.linked()[0].ImportPath, pkg.ImportPath)
		}
		if parent, ok := internalParent(pkg.ImportPath); ok && len(parent) > len(deepest) {
			deepest = parent
		}
	}
	folder = filepath.Join(module.Dir, filepath.FromSlash(strings.TrimPrefix(strings.TrimPrefix(deepest, module.Path), "/")), mainFolder)
	return deepest + "/" + mainFolder, folder, nil
}

// internalParent returns the path below which an internal package can be imported.
func internalParent(path string) (string, bool) {
	at := strings.LastIndex("/"+path+"/", "/internal/")
	if at < 0 {
		return "", false
	}
	return strings.TrimSuffix(path[:max(at-1, 0)], "/"), true
}
