package load

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"hash"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// Embed is what a package variable gets from //go:embed directives.
type Embed struct {
	Spec  *ast.ValueSpec
	Files []EmbedFile // in the order of their names

	directives []ast.Directive
	hasImport  bool // the file imports embed
}

// EmbedFile is a file, by its slash-separated path relative to the folder of the
// package.
type EmbedFile struct {
	Name string
	Data []byte
}

// Embedded returns the embed that sets a variable declared by spec, or nil.
func (p *Package) Embedded(spec *ast.ValueSpec) *Embed {
	for _, e := range p.Embeds {
		if e.Spec == spec {
			return e
		}
	}
	return nil
}

// embeds finds the variables of a file that directives set, as the compiler
// does: a directive belongs to the variable that is declared next.
func (l *Loader) embeds(file *ast.File) (embeds []*Embed, errs Errors) {
	hasImport := slices.ContainsFunc(file.Imports, func(s *ast.ImportSpec) bool { return s.Path.Value == `"embed"` })
	for _, group := range file.Comments {
		for _, c := range group.List {
			d, ok := ast.ParseDirective(c.Pos(), c.Text)
			if !ok || d.Tool != "go" || d.Name != "embed" {
				continue
			}
			spec := declaredNext(file, c.Pos())
			if spec == nil {
				errs = append(errs, Error{Pos: l.fset.Position(c.Pos() + 2), Msg: "misplaced go:embed directive"})
				continue
			}
			if n := len(embeds); n > 0 && embeds[n-1].Spec == spec {
				embeds[n-1].directives = append(embeds[n-1].directives, d)
				continue
			}
			embeds = append(embeds, &Embed{Spec: spec, directives: []ast.Directive{d}, hasImport: hasImport})
		}
	}
	return embeds, errs
}

// declaredNext returns the specification of package variables that follows pos
// with nothing but comments between, or nil.
func declaredNext(file *ast.File, pos token.Pos) *ast.ValueSpec {
	for _, decl := range file.Decls {
		if decl.End() <= pos {
			continue
		}
		d, ok := decl.(*ast.GenDecl)
		if !ok || d.Tok != token.VAR || d.Lparen.IsValid() != (d.Pos() < pos) {
			return nil
		}
		for _, spec := range d.Specs {
			if spec.Pos() > pos {
				return spec.(*ast.ValueSpec)
			}
			if spec.End() > pos {
				return nil
			}
		}
		return nil
	}
	return nil
}

// read reads the files that the directives name, of those that the go command
// found for the whole package.
func (l *Loader) read(e *Embed, p *listed, sum hash.Hash) (errs Errors) {
	for _, name := range p.EmbedFiles {
		if !slices.ContainsFunc(e.directives, func(d ast.Directive) bool { return names(d, name) }) {
			continue
		}
		data, err := os.ReadFile(filepath.Join(p.Dir, filepath.FromSlash(name)))
		if err != nil {
			errs = append(errs, Error{Pos: l.fset.Position(e.directives[0].Pos() + 2), Msg: fmt.Sprintf("embed %s: %v", name, err)})
			continue
		}
		fmt.Fprintf(sum, "embed %s %x\n", name, sha256.Sum256(data))
		e.Files = append(e.Files, EmbedFile{name, data})
	}
	slices.SortFunc(e.Files, func(a, b EmbedFile) int { return cmp.Compare(a.Name, b.Name) })
	return errs
}

// names reports whether one of a directive's patterns covers a file.
func names(d ast.Directive, file string) bool {
	args, err := d.ParseArgs()
	if err != nil {
		return false // the go command has said so
	}
	return slices.ContainsFunc(args, func(arg ast.DirectiveArg) bool { return covers(arg.Arg, file) })
}

// covers reports whether a pattern matches a file, or a folder that the file is
// in. In a folder, names that begin with a dot or an underscore count only with
// the prefix all.
func covers(pattern, file string) bool {
	pattern, all := strings.CutPrefix(pattern, "all:")
	if ok, _ := path.Match(pattern, file); ok {
		return true
	}
	for dir := path.Dir(file); ; dir = path.Dir(dir) {
		if ok, _ := path.Match(pattern, dir); ok {
			return all || !hidden(strings.TrimPrefix(file, dir+"/"))
		}
		if dir == "." {
			return false
		}
	}
}

// hidden reports whether an element of a path begins with a dot or an underscore.
func hidden(file string) bool {
	return slices.ContainsFunc(strings.Split(file, "/"), func(elem string) bool {
		return strings.HasPrefix(elem, ".") || strings.HasPrefix(elem, "_")
	})
}

// allowed returns what the compiler says about a directive that cannot set its
// variable, or nil.
func (l *Loader) allowed(e *Embed, info *types.Info) Errors {
	fail := func(pos token.Pos, format string, args ...any) Errors {
		return Errors{{Pos: l.fset.Position(pos), Msg: fmt.Sprintf(format, args...)}}
	}
	at := e.directives[0].Pos() + 2 // where the compiler sees it
	switch {
	case !e.hasImport:
		return fail(at, `go:embed requires import "embed" (or import _ "embed", if package is not used)`)
	case len(e.Spec.Names) > 1:
		return fail(at, "go:embed cannot apply to multiple vars")
	case len(e.Spec.Values) > 0:
		return fail(at, "go:embed cannot apply to var with initializer")
	}
	v := e.Spec.Names[0]
	t := info.TypeOf(v)
	switch {
	case t == nil || isEmbedFS(t):
	case !holdsBytes(t):
		return fail(v.Pos(), "go:embed cannot apply to var of type %s", types.TypeString(t, (*types.Package).Name))
	case len(e.Files) > 1:
		return fail(v.Pos(), "invalid go:embed: multiple files for type %s", types.TypeString(t, (*types.Package).Name))
	}
	return nil
}

// isEmbedFS reports whether t is embed.FS.
func isEmbedFS(t types.Type) bool {
	n, ok := types.Unalias(t).(*types.Named)
	return ok && n.Obj().Pkg() != nil && n.Obj().Pkg().Path() == "embed" && n.Obj().Name() == "FS"
}

// holdsBytes reports whether t is a kind of string or []byte.
func holdsBytes(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return u.Kind() == types.String
	case *types.Slice:
		b, ok := u.Elem().Underlying().(*types.Basic)
		return ok && b.Kind() == types.Byte
	}
	return false
}
