package load

import (
	"fmt"
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"strings"
)

// Reason is why a package of the main module cannot be interpreted.
type Reason struct {
	Pos token.Position // of what says so; a file alone where it is the file
	Why string         // such as "it uses cgo"
}

// String returns the reason, and the position in parentheses.
func (r Reason) String() string {
	if r.Pos.Filename == "" {
		return r.Why
	}
	return fmt.Sprintf("%s (%s)", r.Why, PositionString(r.Pos))
}

// whyNative says why a package of the main module cannot be interpreted.
func (l *Loader) whyNative(p *listed) (r Reason, native bool) {
	switch {
	case !l.ours(p):
		return r, false
	case len(p.CgoFiles) > 0:
		return Reason{importOf(p, p.CgoFiles, "C"), "it uses cgo"}, true
	case len(p.SFiles) > 0:
		return Reason{token.Position{Filename: p.file(p.SFiles[0])}, "it has assembly"}, true
	}
	for _, name := range p.GoFiles {
		src, err := l.disk.text(p.file(name))
		if err != nil {
			continue
		}
		for _, mark := range []string{"//mrepl:native", "//go:linkname"} {
			if line := lineOf(src, mark); line > 0 {
				return Reason{token.Position{Filename: p.file(name), Line: line, Column: 1}, "it is marked " + mark}, true
			}
		}
	}
	return r, false
}

// file returns the path of a file of a package.
func (p *listed) file(name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(p.Dir, name)
}

// lineOf returns the number of the first line that begins with mark, or 0.
func lineOf(src, mark string) (line int) {
	for text := range strings.Lines(src) {
		line++
		if strings.HasPrefix(text, mark) {
			return line
		}
	}
	return 0
}

// importOf returns where one of the files of a package imports a path, or the zero
// Position.
func importOf(p *listed, files []string, path string) token.Position {
	fset := token.NewFileSet()
	for _, name := range files {
		file, err := parser.ParseFile(fset, p.file(name), nil, parser.ImportsOnly)
		if err != nil {
			continue
		}
		for _, spec := range file.Imports {
			if spec.Path.Value == strconv.Quote(path) {
				return fset.Position(spec.Pos())
			}
		}
	}
	return token.Position{}
}
