package interp

import (
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"go/types"
	"strings"

	"github.com/mrepl/mrepl/interp/load"
)

// hole is the name that stands where the next one is being typed.
const hole = "mrepl__here"

// A site is the place in a snippet where a name is being typed. The snippet is as
// far as it goes: what it has open is closed for it.
type site struct {
	pkg  *types.Package
	info *types.Info
	path []ast.Node // from the file down to the hole
}

// up returns the node that is n steps above the hole, nil if there is none.
func (st *site) up(n int) ast.Node {
	if i := len(st.path) - 1 - n; i >= 0 {
		return st.path[i]
	}
	return nil
}

// site checks the source in head, at whose end a name is being typed. It returns nil
// where the source is beyond repair; ok is false where no name can be, in a literal or
// a comment.
func (s *scope) site(head string) (st *site, ok bool) {
	closing, ok := closers(head)
	if !ok {
		return nil, false
	}
	var file *ast.File
	var path []ast.Node
	fset := token.NewFileSet()
	for _, text := range s.wholes(fset, head, closing) {
		f, err := parser.ParseFile(fset, "", text, parser.SkipObjectResolution)
		if p := pathTo(f); p != nil && (file == nil || err == nil) {
			file, path = f, p
		}
		if file != nil && err == nil {
			break
		}
	}
	if file == nil {
		return nil, true
	}
	return s.checkSite(fset, file, path, head), true
}

// wholes writes head as source that is whole: as declarations, or as statements,
// and each as an expression, as the head of a statement with a block, and as a case.
func (s *scope) wholes(fset *token.FileSet, head, closing string) (texts []string) {
	_, rest := s.leadingImports(fset, head)
	for _, behind := range []string{"", " {}", ":"} {
		whole := hole + behind + closing
		if declares(head) {
			texts = append(texts, "package prompt\n"+head+whole+"\n")
		}
		texts = append(texts, "package prompt\nfunc "+bodyName+"() {\n"+rest+whole+"\n}\n")
	}
	return texts
}

// checkSite type-checks what is there of a snippet, problems notwithstanding.
func (s *scope) checkSite(fset *token.FileSet, file *ast.File, path []ast.Node, head string) *site {
	imports, _ := s.leadingImports(fset, head)
	if len(file.Imports) == 0 {
		file.Imports = imports
	}
	named, _ := s.importDecls(file) // those that cannot be had are not completed either
	st := &site{path: path}
	inside := false
	check := func(within string) {
		r := s.known(within, s.mentions(file), named)
		st.pkg, st.info = r.pkg, load.NewInfo()
		s.fill(st)
		conf := types.Config{Importer: s.loader, Error: func(err error) { inside = inside || strings.Contains(err.Error(), notExportedText) }}
		defer func() { _ = recover() }() // what was found until then is there
		_ = types.NewChecker(&conf, fset, st.pkg, st.info).Files([]*ast.File{file})
	}
	if check(promptPath); inside && !declaresTypes(file) {
		for _, within := range s.lookedInto(st.info) {
			inside = false
			if check(within); !inside {
				break
			}
		}
	}
	return st
}

// fill puts a name in the place of the hole that the package before it has. For one that
// it does not have the checker would look at all the names, in case it is spelt in another way.
func (s *scope) fill(st *site) {
	sel := st.selected()
	if sel == nil {
		return
	}
	id, ok := sel.X.(*ast.Ident)
	if !ok {
		return
	}
	if p, ok := st.pkg.Scope().Lookup(id.Name).(*types.PkgName); ok {
		if names := s.sortedNames(p.Imported()); len(names) > 0 {
			sel.Sel.Name = names[0]
		}
	}
}

// known is resolve for source that need not make sense: names that mean nothing are
// left out.
func (s *scope) known(within string, mentioned map[string]bool, imports map[string]string) *resolved {
	r := s.newResolved(within, imports)
	for name := range mentioned {
		if obj, err := s.lookup(name, r); err == nil && obj != nil {
			r.pkg.Scope().Insert(obj)
		}
	}
	return r
}

// locals calls add for what is declared inside of the snippet and can be named at
// the hole, innermost first.
func (st *site) locals(add func(types.Object)) {
	at := st.up(0).Pos()
	scope := st.pkg.Scope().Innermost(at)
	for ; scope != nil && scope != st.pkg.Scope() && scope != types.Universe; scope = scope.Parent() {
		for _, name := range scope.Names() {
			if _, obj := scope.LookupParent(name, at); obj != nil && obj.Parent() == scope && name != bodyName {
				add(obj)
			}
		}
	}
	for _, name := range st.pkg.Scope().Names() {
		obj := st.pkg.Scope().Lookup(name)
		if obj.Pkg() == st.pkg && obj.Pos().IsValid() && name != bodyName && name != hole {
			add(obj)
		}
	}
}

// pathTo returns the nodes from the file down to the hole.
func pathTo(file *ast.File) (found []ast.Node) {
	if file == nil {
		return nil
	}
	var path []ast.Node
	ast.Inspect(file, func(n ast.Node) bool {
		switch {
		case n == nil:
			path = path[:len(path)-1]
			return true
		case found != nil:
			return false
		}
		path = append(path, n)
		if id, ok := n.(*ast.Ident); ok && id.Name == hole {
			found = append(found, path...)
		}
		return true
	})
	return found
}

// closers returns the brackets that close what is open at the end of src; ok is
// false where the end is in a literal or a comment.
func closers(src string) (closing string, ok bool) {
	var sc scanner.Scanner
	whole := src + hole
	file := token.NewFileSet().AddFile("", -1, len(whole))
	sc.Init(file, []byte(whole), func(token.Position, string) {}, 0)
	pairs := map[token.Token]string{token.LPAREN: ")", token.LBRACK: "]", token.LBRACE: "}"}
	var open []string
	last := ""
	for {
		_, tok, lit := sc.Scan()
		switch tok {
		case token.EOF:
			var b strings.Builder
			for i := len(open) - 1; i >= 0; i-- {
				b.WriteString(open[i])
			}
			return b.String(), last == hole
		case token.LPAREN, token.LBRACK, token.LBRACE:
			open = append(open, pairs[tok])
		case token.RPAREN, token.RBRACK, token.RBRACE:
			open = open[:max(len(open)-1, 0)]
		}
		if tok != token.SEMICOLON || lit == ";" {
			last = lit
		}
	}
}
