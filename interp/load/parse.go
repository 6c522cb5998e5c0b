package load

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"path/filepath"
	"strings"
)

// parse reads the files of a package. Those that it had before, if it was there,
// are not parsed again.
func (l *Loader) parse(prog *Program, p *listed, was *Package) (*Package, Errors) {
	pkg := &Package{Path: p.ImportPath, Name: p.Name, Dir: p.Dir, listed: p}
	sum := sha256.New()
	var errs Errors
	for _, name := range p.GoFiles {
		path := name
		if !filepath.IsAbs(path) {
			path = filepath.Join(p.Dir, name)
		}
		src, err := l.Text(path)
		if err != nil {
			errs = append(errs, Error{Pos: token.Position{Filename: path}, Msg: errors.Unwrap(err).Error()})
			continue
		}
		fmt.Fprintf(sum, "%s %d\n", name, len(src))
		io.WriteString(sum, src)
		file, err := l.syntax(was, path, src)
		if err != nil {
			errs = append(errs, fromParser(err)...)
			continue
		}
		pkg.Files = append(pkg.Files, file)
		pkg.texts = append(pkg.texts, src)
		embeds, eerrs := l.embeds(file)
		for _, e := range embeds {
			eerrs = append(eerrs, l.read(e, p, sum)...)
		}
		pkg.Embeds = append(pkg.Embeds, embeds...)
		errs = append(errs, eerrs...)
	}
	sum.Sum(pkg.Sum[:0])
	pkg.Rel = relative(prog, pkg)
	return pkg, errs
}

// parseFile parses a file, unless it was parsed with that text last.
func (l *Loader) parseFile(path, text string) (*ast.File, error) {
	if p := l.parsed[path]; p.file != nil && p.text == text {
		return p.file, nil
	}
	file, err := parser.ParseFile(l.fset, path, text, parser.ParseComments|parser.SkipObjectResolution)
	if err == nil {
		if l.parsed == nil {
			l.parsed = map[string]parsed{}
		}
		l.parsed[path] = parsed{text, file}
	}
	return file, err
}

// parsed is a file, as it was parsed.
type parsed struct {
	text string
	file *ast.File
}

// syntax returns a file of a package, as it was parsed for what the package was if
// it had that text.
func (l *Loader) syntax(was *Package, path, text string) (*ast.File, error) {
	if was == nil {
		return parser.ParseFile(l.fset, path, text, parser.ParseComments|parser.SkipObjectResolution)
	}
	if file, same := was.parsed(l.fset, path, text); same {
		return file, nil
	}
	return l.parseFile(path, text)
}

// parsed returns a file of a package if it had that text.
func (p *Package) parsed(fset *token.FileSet, path, text string) (*ast.File, bool) {
	for i, file := range p.Files {
		if p.texts[i] == text && fset.File(file.FileStart).Name() == path {
			return file, true
		}
	}
	return nil, false
}

// relative returns where a package lies in the program. When the patterns
// name one main package, the packages below it are relative to it, as they are
// in the binary built from it; others are relative to the main module.
func relative(prog *Program, pkg *Package) string {
	if len(prog.Roots) == 1 {
		if rel, ok := below(pkg.Path, prog.Roots[0]); ok {
			return firstOf(rel, pkg.Name)
		}
	}
	if rel, ok := below(pkg.Path, prog.Module); ok {
		return firstOf(rel, pkg.Name)
	}
	return pkg.Path
}

// below returns where path lies below root, "" for root itself.
func below(path, root string) (string, bool) {
	if root == "" {
		return "", false
	}
	if path == root {
		return "", true
	}
	return strings.CutPrefix(path, root+"/")
}
