package interp

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"path"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/mrepl/mrepl/interp/dyn"
)

// Completion is one way to go on at the cursor.
type Completion struct {
	Text string // what the text from From up to the cursor becomes
	From int    // byte offset
	Hint string // the kind or signature of what Text names
}

// Complete lists the names that fit at the byte offset pos of src: after a dot
// the members of what stands before it, in a struct literal its fields, in an import the
// paths, else what is in scope. It evaluates nothing.
func (s *Session) Complete(src string, pos int) []Completion {
	s.mu.Lock()
	defer s.mu.Unlock()
	pos = min(max(pos, 0), len(src))
	from := wordStart(src[:pos])
	word := src[from:pos]
	scope := s.gen.scope
	if out, ok := scope.importPaths(src[:pos]); ok {
		sort.Slice(out, func(i, j int) bool { return out[i].Text < out[j].Text })
		return out
	}
	var out []Completion
	add := func(name string, hint string) {
		if strings.HasPrefix(name, word) && name != "_" {
			out = append(out, Completion{Text: name, From: from, Hint: hint})
		}
	}
	if before, ok := strings.CutSuffix(src[:from], "."); ok {
		scope.members(operand(before), add)
	} else {
		scope.keys(src[:from], add)
		if word != "" {
			scope.inScope(word, add)
		}
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Text < out[j].Text })
	return out
}

// wordStart returns where the identifier at the end of s starts.
func wordStart(s string) int {
	for i := len(s); i > 0; {
		r, n := utf8.DecodeLastRuneInString(s[:i])
		if r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return i
		}
		i -= n
	}
	return 0
}

// operand returns the operand at the end of s: identifiers, selectors, calls
// and index expressions.
func operand(s string) string {
	i := len(s)
	for i > 0 {
		switch c := s[i-1]; {
		case c == ')' || c == ']':
			open := matching(s[:i])
			if open < 0 {
				return ""
			}
			i = open
			continue
		case c == '.':
			i--
			continue
		}
		start := wordStart(s[:i])
		if start == i {
			break
		}
		i = start
		if i == 0 || s[i-1] != '.' {
			break
		}
	}
	return s[i:]
}

// matching returns where the bracket at the end of s was opened, or -1.
func matching(s string) int {
	depth := 0
	for i := len(s) - 1; i >= 0; i-- {
		switch s[i] {
		case ')', ']', '}':
			depth++
		case '(', '[', '{':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

// inScope lists names at the prompt.
func (s *scope) inScope(word string, add func(name, hint string)) {
	for name, obj := range s.names {
		add(name, hint(obj))
	}
	for _, st := range s.states {
		if name := path.Base(st.Name); token.IsIdentifier(name) {
			add(name, "state "+dyn.TypeName(st.Type))
		}
	}
	seen := map[string]bool{}
	for _, p := range s.gen.prog.Packages {
		if !seen[p.Name] {
			seen[p.Name] = true
			add(p.Name, "package "+p.Path)
		}
	}
	for _, p := range s.gen.symbols.Paths() {
		if name := path.Base(p); !seen[name] && strings.HasPrefix(name, word) {
			seen[name] = true
			if guess, ok := s.guess(name); ok && !strings.HasPrefix(guess, "mrepl/") {
				add(name, "package "+guess)
			}
		}
	}
	if s.names[errName] == nil {
		add(errName, "error: the last one")
	}
	for _, name := range types.Universe.Names() {
		if obj := types.Universe.Lookup(name); obj != nil {
			add(name, "")
		}
	}
}

// members lists what can stand behind "expr.".
func (s *scope) members(expr string, add func(name, hint string)) {
	e, err := parser.ParseExpr(expr)
	if err != nil {
		return
	}
	if id, ok := e.(*ast.Ident); ok && s.names[id.Name] == nil {
		if _, isState := s.state(id.Name); !isState {
			if p, err := s.pkg(id.Name); err == nil && p != nil {
				for _, name := range p.Scope().Names() {
					if obj := p.Scope().Lookup(name); obj.Exported() {
						add(name, hint(obj))
					}
				}
				return
			}
		}
	}
	sn, err := s.check(expr, nil)
	if err != nil || sn.Body == nil || len(sn.Body.List) != 1 {
		return
	}
	stmt, ok := sn.Body.List[0].(*ast.ExprStmt)
	if !ok {
		return
	}
	if t := sn.Pkg.Info.Types[stmt.X].Type; t != nil {
		fieldsAndMethods(t, add)
	}
}

// fieldsAndMethods lists the exported members of a type, promoted ones included.
func fieldsAndMethods(t types.Type, add func(name, hint string)) {
	seen := map[string]bool{}
	once := func(obj types.Object) {
		if obj.Exported() && !seen[obj.Name()] {
			seen[obj.Name()] = true
			add(obj.Name(), hint(obj))
		}
	}
	recv := t
	if _, ok := t.Underlying().(*types.Pointer); !ok && !types.IsInterface(t) {
		recv = types.NewPointer(t)
	}
	ms := types.NewMethodSet(recv)
	for i := range ms.Len() {
		once(ms.At(i).Obj())
	}
	fields(t, once, map[types.Type]bool{})
}

func fields(t types.Type, once func(types.Object), seen map[types.Type]bool) {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	u, ok := t.Underlying().(*types.Struct)
	if !ok || seen[t] {
		return
	}
	seen[t] = true
	for i := range u.NumFields() {
		once(u.Field(i))
		if u.Field(i).Embedded() {
			fields(u.Field(i).Type(), once, seen)
		}
	}
}

// hint says what an object is: its signature, type or kind.
func hint(obj types.Object) string {
	switch obj := obj.(type) {
	case *types.TypeName:
		return "type"
	case *types.Const:
		return "const " + dyn.TypeName(obj.Type())
	case *types.Func, *types.Var:
		return dyn.TypeName(obj.Type())
	}
	return ""
}
