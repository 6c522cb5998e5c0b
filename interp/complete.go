package interp

import (
	"go/ast"
	"go/token"
	"go/types"
	"path"
	"slices"
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
// paths, where a value of a known type comes next the names that have it, else what
// is in scope, the variables of src itself included. It evaluates nothing.
func (s *Session) Complete(src string, pos int) []Completion {
	s.mu.Lock()
	defer s.mu.Unlock()
	pos = min(max(pos, 0), len(src))
	scope := s.gen.scope
	out, ok := scope.importPaths(src[:pos])
	if !ok {
		from := wordStart(src[:pos])
		list := &listing{from: from, word: src[from:pos], seen: map[string]bool{}}
		scope.complete(src[:from], list)
		out = list.out
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Text < out[j].Text })
	return out
}

// A listing collects what completes a word.
type listing struct {
	word string
	from int // its offset
	out  []Completion
	seen map[string]bool
}

// add adds a name, if it completes the word and was not added before.
func (l *listing) add(name, hint string) {
	if strings.HasPrefix(name, l.word) && name != "_" && !l.seen[name] {
		l.seen[name] = true
		l.out = append(l.out, Completion{Text: name, From: l.from, Hint: hint})
	}
}

// complete lists what can stand behind head.
func (s *scope) complete(head string, l *listing) {
	st, ok := s.site(head)
	dot := strings.HasSuffix(head, ".")
	switch {
	case !ok:
	case st != nil && st.selected() != nil:
		s.membersAt(st, l)
	case dot: // behind what has no members
	default:
		s.namesAt(st, l)
	}
}

// namesAt lists what can stand at a site, which is nil where all that is known is the
// beginning of a name.
func (s *scope) namesAt(st *site, l *listing) {
	switch {
	case st == nil:
	case l.word == "":
		s.keys(st, l)
		s.expected(st, l)
	default:
		s.keys(st, l)
		st.locals(func(obj types.Object) { l.add(obj.Name(), hint(obj)) })
	}
	if l.word != "" {
		s.inScope(l)
	}
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

// inScope lists names at the prompt.
func (s *scope) inScope(l *listing) {
	add, word := l.add, l.word
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

// membersAt lists what can stand behind the dot at the site.
func (s *scope) membersAt(st *site, l *listing) {
	x := st.selected().X
	if id, ok := x.(*ast.Ident); ok {
		if name, ok := st.info.Uses[id].(*types.PkgName); ok {
			s.packageMembers(name.Imported(), l)
			return
		}
	}
	switch tv := st.info.Types[x]; {
	case tv.IsType():
		methodsOf(tv.Type, l.add)
	case tv.IsValue():
		s.fieldsAndMethods(tv.Type, l)
	}
}

// shown reports whether a field or method is to be listed: one that is exported, of the prompt itself or, once a small letter is
// typed, of the program.
func (s *scope) shown(obj types.Object, l *listing) bool {
	return obj.Exported() || obj.Pkg() != nil && (obj.Pkg().Path() == promptPath || l.word != "" && s.gen.prog.Package(obj.Pkg().Path()) != nil)
}

// packageMembers lists what a package exports and, once a small letter is typed, what
// else a package of the program declares: the prompt may look inside.
func (s *scope) packageMembers(p *types.Package, l *listing) {
	own := s.gen.prog.Package(p.Path()) != nil && l.word != ""
	names := s.sortedNames(p)
	first, _ := slices.BinarySearch(names, l.word)
	for _, name := range names[first:] {
		if !strings.HasPrefix(name, l.word) {
			return
		}
		if own || token.IsExported(name) {
			l.add(name, hint(p.Scope().Lookup(name)))
		}
	}
}

// sortedNames returns what a package declares. To sort ten thousand names takes
// milliseconds, and one key is pressed after the other.
func (s *scope) sortedNames(p *types.Package) []string {
	if s.browsed != p || len(s.members) != p.Scope().Len() {
		s.browsed, s.members = p, p.Scope().Names()
	}
	return s.members
}

// methodsOf lists the methods of a type, as they can stand behind its name.
func methodsOf(t types.Type, add func(name, hint string)) {
	ms := types.NewMethodSet(t)
	for i := range ms.Len() {
		if obj := ms.At(i).Obj(); obj.Exported() {
			add(obj.Name(), hint(obj))
		}
	}
}

// fieldsAndMethods lists the members of a type that are shown, promoted ones included.
func (s *scope) fieldsAndMethods(t types.Type, l *listing) {
	once := func(obj types.Object) {
		if s.shown(obj, l) {
			l.add(obj.Name(), hint(obj))
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
