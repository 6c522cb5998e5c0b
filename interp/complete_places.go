package interp

import (
	"go/ast"
	"go/scanner"
	"go/token"
	"go/types"
	"regexp"
	"strings"

	"github.com/mrepl/mrepl/interp/dyn"
)

// importOpen finds a path that is being typed in an import declaration.
var importOpen = regexp.MustCompile(`(?:^|[\n;])\s*import\s+(?:\([^)]*)?(?:[\pL_.][\pL\pN_]*\s+)?["` + "`]([^\"`\n]*)$")

// importPaths lists the packages that can be imported, if head ends in the middle of
// the path of an import.
func (s *scope) importPaths(head string) (out []Completion, ok bool) {
	m := importOpen.FindStringSubmatchIndex(head)
	if m == nil {
		return nil, false
	}
	from := m[2]
	seen := map[string]bool{}
	add := func(path, hint string) {
		if strings.HasPrefix(path, head[from:]) && !seen[path] && !strings.HasPrefix(path, "mrepl/") && !strings.Contains("/"+path, "/internal/") {
			seen[path] = true
			out = append(out, Completion{Text: path, From: from, Hint: hint})
		}
	}
	for _, p := range s.gen.prog.Packages {
		add(p.Path, "of the program")
	}
	for _, p := range s.gen.symbols.Paths() {
		add(p, "")
	}
	return out, true
}

// keys lists the fields that a struct literal which is being typed may yet set. The
// literal is open at the end of head, where a key comes next.
func (s *scope) keys(head string, add func(name, hint string)) {
	open, ok := openLiteral(head)
	if !ok {
		return
	}
	name := operand(head[:open])
	if name == "" {
		return
	}
	sn, err := s.check("*new("+name+")", nil)
	if err != nil || sn.Body == nil || len(sn.Body.List) != 1 {
		return
	}
	stmt, ok := sn.Body.List[0].(*ast.ExprStmt)
	if !ok {
		return
	}
	t := sn.Pkg.Info.Types[stmt.X].Type
	if t == nil {
		return
	}
	u, ok := t.Underlying().(*types.Struct)
	if !ok {
		return
	}
	for i := range u.NumFields() {
		f := u.Field(i)
		used := regexp.MustCompile(`\b` + f.Name() + `\s*:`).MatchString(head[open:])
		if f.Exported() && !used {
			add(f.Name()+": ", dyn.TypeName(f.Type()))
		}
	}
}

// openLiteral returns the offset of the brace that is open at the end of src, if
// what comes next may be the key of a literal.
func openLiteral(src string) (at int, ok bool) {
	var sc scanner.Scanner
	file := token.NewFileSet().AddFile("", -1, len(src))
	sc.Init(file, []byte(src), func(token.Position, string) {}, 0)
	var open []int // offsets of open brackets
	last := token.ILLEGAL
	for {
		pos, tok, lit := sc.Scan()
		switch tok {
		case token.EOF:
			if len(open) == 0 || last != token.LBRACE && last != token.COMMA {
				return 0, false
			}
			at = open[len(open)-1]
			return at, src[at] == '{'
		case token.LPAREN, token.LBRACK, token.LBRACE:
			open = append(open, file.Offset(pos))
		case token.RPAREN, token.RBRACK, token.RBRACE:
			if len(open) == 0 {
				return 0, false
			}
			open = open[:len(open)-1]
		}
		if tok != token.SEMICOLON || lit != "\n" {
			last = tok
		}
	}
}
