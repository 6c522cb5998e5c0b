package load

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
)

// exportCache keeps where the export data of native packages is, so that the go
// command need not be asked again each time a program is loaded. What it said holds for
// as long as the version of Go, its settings and the versions of all modules are the
// same.
type exportCache struct {
	file  string
	known map[string]string // import path, or as key has it -> file of export data
	prog  *Program
}

// localReplace matches a replacement of a module by a folder, whose contents can
// change under the same go.mod.
var localReplace = regexp.MustCompile(`=>\s*"?(\.|/|[A-Za-z]:\\)`)

// exports opens the cache for a program, or returns nil where none can be kept.
func (l *Loader) exports(prog *Program) *exportCache {
	if l.cfg.Cache == "" || prog.Go == "" || prog.ModDir == "" {
		return nil
	}
	sum := sha256.New()
	fmt.Fprintln(sum, prog.Go, runtime.GOOS, runtime.GOARCH)
	for dir := prog.ModDir; dir != ""; dir = parent(dir) {
		for _, name := range []string{"go.work", "vendor"} {
			if _, err := os.Stat(filepath.Join(dir, name)); err == nil {
				return nil
			}
		}
	}
	for _, name := range []string{"go.mod", "go.sum"} {
		text, err := os.ReadFile(filepath.Join(prog.ModDir, name))
		if name == "go.mod" && (err != nil || localReplace.Match(text)) {
			return nil
		}
		fmt.Fprintf(sum, "%s %d\n%s", name, len(text), text)
	}
	l.settings(sum)
	c := &exportCache{file: filepath.Join(l.cfg.Cache, fmt.Sprintf("%x.json", sum.Sum(nil)[:16])), known: map[string]string{}, prog: prog}
	if text, err := os.ReadFile(c.file); err == nil && json.Unmarshal(text, &c.known) != nil {
		c.known = map[string]string{}
	}
	return c
}

// settings writes what the go command is set to: its environment, and the file
// in which go env -w keeps what it was told.
func (l *Loader) settings(to io.Writer) {
	env := l.cfg.Env
	if env == nil {
		env = os.Environ()
	}
	env = slices.DeleteFunc(slices.Clone(env), func(v string) bool { return !strings.HasPrefix(v, "GO") && !strings.HasPrefix(v, "CGO") })
	slices.Sort(env)
	fmt.Fprintln(to, env)
	file := ""
	for _, v := range env {
		if name, ok := strings.CutPrefix(v, "GOENV="); ok {
			file = name
		}
	}
	if dir, err := os.UserConfigDir(); err == nil && file == "" {
		file = filepath.Join(dir, "go", "env")
	}
	text, _ := os.ReadFile(file)
	to.Write(text)
}

// recall adds what is known of packages to the natives, as far as the files are
// still there.
func (c *exportCache) recall(n *natives, paths []string) {
	for _, path := range paths {
		file := c.known[c.key(path)]
		if file == "" || n.export[path] != "" {
			continue
		}
		if _, err := os.Stat(file); err == nil {
			n.export[path] = file
		}
	}
}

// key is what a package is kept under: its path, and if its sources can change, as those
// of the main module can, what tells them apart. "" is not kept.
func (c *exportCache) key(path string) string {
	if _, own := below(path, c.prog.Module); !own {
		return path
	}
	if sum := c.prog.nativeSums[path]; sum != "" {
		return path + " " + sum
	}
	return ""
}

// keep writes down what the natives know of packages. A cache that cannot be written
// is none.
func (c *exportCache) keep(n *natives, paths []string) {
	grown := false
	for _, path := range paths {
		file, key := n.export[path], c.key(path)
		if file == "" || key == "" || c.known[key] == file {
			continue
		}
		maps.DeleteFunc(c.known, func(old, _ string) bool { return strings.HasPrefix(old, path+" ") })
		c.known[key], grown = file, true
	}
	if !grown {
		return
	}
	text, err := json.Marshal(c.known)
	if err != nil || os.MkdirAll(filepath.Dir(c.file), 0o755) != nil {
		return
	}
	temp, err := os.CreateTemp(filepath.Dir(c.file), "new")
	if err != nil {
		return
	}
	_, err = io.Copy(temp, bytes.NewReader(text))
	if cerr := temp.Close(); err != nil || cerr != nil || os.Rename(temp.Name(), c.file) != nil {
		os.Remove(temp.Name())
	}
}

// sumNatives notes what tells apart the sources of the native packages of the main
// module: of their files, and of those of what they import of that module.
func (l *Loader) sumNatives(prog *Program, all []*listed) {
	byPath, sums := map[string]*listed{}, map[string]string{}
	for _, p := range all {
		byPath[p.ImportPath] = p
	}
	var sumOf func(path string) string
	sumOf = func(path string) string {
		p := byPath[path]
		if _, own := below(path, prog.Module); !own || p == nil {
			return "of a version"
		}
		sum, known := sums[path]
		if !known {
			sum = l.sourceSum(p, sumOf)
			sums[path] = sum
		}
		return sum
	}
	for _, path := range prog.Native {
		sumOf(path)
	}
	prog.nativeSums = sums
}

// sourceSum returns a sum of the sources of a package and of what it imports, or "" when
// more than Go files went into it.
func (l *Loader) sourceSum(p *listed, of func(path string) string) string {
	if len(p.CgoFiles) > 0 {
		return ""
	}
	sum := sha256.New()
	for _, name := range p.GoFiles {
		text, err := l.disk.text(filepath.Join(p.Dir, name))
		if err != nil {
			return ""
		}
		fmt.Fprintf(sum, "%s %d\n%s", name, len(text), text)
	}
	for _, path := range p.Imports {
		imported := of(path)
		if imported == "" {
			return ""
		}
		fmt.Fprintln(sum, path, imported)
	}
	return fmt.Sprintf("%x", sum.Sum(nil))
}
