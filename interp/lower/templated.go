package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"regexp"
	"strconv"
	"strings"

	"github.com/mrepl/mrepl/interp/load"
)

// Wanted returns the packages of the standard library that a program which was lowered had
// better have interpreted, as templates of it seem to call methods, separated by spaces; or "".
func (l *Lowerer) Wanted() string { return l.wanted }

// template notes that a template is given a value of a type. What an interface in it holds
// is not known; the texts of the program tell whether a method may be asked of it.
func (l *Lowerer) template(t types.Type, instead string) {
	if l.wanted == "" && holdsInterface(t, nil) && l.callsInTemplates() {
		l.wanted = instead
	}
}

// holdsInterface reports whether values of a type may have interface values in them.
func holdsInterface(t types.Type, outer []types.Type) bool {
	if types.IsInterface(t) {
		return true
	}
	for _, o := range outer {
		if types.Identical(o, t) {
			return false
		}
	}
	for _, part := range components(t) {
		if holdsInterface(part, append(outer, t)) {
			return true
		}
	}
	return false
}

// callsInTemplates reports whether a literal or an embedded file of the program, which may be
// a template, has a method of one of its types after a dot.
func (l *Lowerer) callsInTemplates() bool {
	methods := l.methodsForTemplates()
	if len(methods) == 0 {
		return false
	}
	for _, pkg := range l.source {
		for _, text := range texts(pkg) {
			for _, name := range selected.FindAllStringSubmatch(text, -1) {
				if strings.Contains(text, "{{") && methods[name[1]] {
					return true
				}
			}
		}
	}
	return false
}

// selected finds what stands after dots.
var selected = regexp.MustCompile(`\.([A-Z]\w*)`)

// methodsForTemplates returns the names of the methods of the program's types that a template
// can call: those with one result, or with an error besides.
func (l *Lowerer) methodsForTemplates() map[string]bool {
	names := map[string]bool{}
	for f := range l.decls {
		sig := f.Signature()
		if sig.Recv() != nil && f.Exported() && l.source[f.Pkg()] != nil && sig.Results().Len() > 0 && sig.Results().Len() <= 2 {
			names[f.Name()] = true
		}
	}
	return names
}

// texts returns the string literals of a package, and the files that are embedded in it.
func texts(pkg *load.Package) []string {
	var out []string
	for _, file := range pkg.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				if text, err := strconv.Unquote(lit.Value); err == nil {
					out = append(out, text)
				}
			}
			return true
		})
	}
	for _, e := range pkg.Embeds {
		for _, file := range e.Files {
			out = append(out, string(file.Data))
		}
	}
	return out
}
