package load

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// edited is what the tests of edits load first. Of its packages b needs a, and c
// nothing.
const edited = `
-- a/a.go --
package a

import "strings"

// F is a function.
func F() string { return strings.ToUpper("a") }

func (t *T) M(int) int { return t.n }

type T struct{ n int }

var V = F()

func G[X any](x X) X { return x }
-- b/b.go --
package b

import "m/a"

func F() string { return a.F() }
-- c/c.go --
package c

func F() {}

func init() {}
`

// session is a program that has been loaded and can be edited.
type session struct {
	t    *testing.T
	dir  string
	l    *Loader
	prog *Program
}

func begin(t *testing.T, archive string) *session {
	t.Helper()
	dir := write(t, archive)
	l := New(Config{Dir: dir, Patterns: []string{"./..."}})
	prog, err := l.Load(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return &session{t, dir, l, prog}
}

// change writes the files of an archive; one without contents is removed.
func (s *session) change(archive string) {
	s.t.Helper()
	for _, f := range txtar.Parse([]byte(archive)).Files {
		path := filepath.Join(s.dir, f.Name)
		if len(f.Data) == 0 {
			if err := os.Remove(path); err != nil {
				s.t.Fatal(err)
			}
			continue
		}
		writeFile(s.t, path, f.Data)
	}
}

// edit finds what has changed.
func (s *session) edit() (*Edit, error) {
	e, err := s.l.Edit(context.Background(), s.prog)
	return e, shortened(err, s.dir)
}

// apply makes an edit what the program is.
func (s *session) apply(e *Edit) {
	e.Commit()
	s.l.Done(e)
	s.prog = e.Program
}

// summary says in a line what an edit has found.
func summary(e *Edit) string {
	var parts []string
	add := func(what string, names []string) {
		if len(names) > 0 {
			parts = append(parts, what+" "+strings.Join(names, " "))
		}
	}
	paths := func(list []*Package) (out []string) {
		for _, p := range list {
			out = append(out, p.Path)
		}
		return out
	}
	var bodies []string
	for _, b := range e.Bodies {
		bodies = append(bodies, b.Pkg.Name+"."+b.Decl.Name.Name)
	}
	slices.Sort(bodies)
	add("changed", e.Changed)
	add("bodies", bodies)
	add("anew", paths(e.Anew))
	add("gone", paths(e.Gone))
	return strings.Join(parts, ", ")
}

func TestEditSaysWhatHasChanged(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, files, want string }{
		{"nothing", "", ""},
		{"the same text again", "-- c/c.go --\npackage c\n\nfunc F() {}\n\nfunc init() {}\n", ""},
		{"a body", "-- c/c.go --\npackage c\n\nfunc F() { println() }\n\nfunc init() {}\n", "changed m/c, bodies c.F"},
		{"a body, below more lines", "-- c/c.go --\npackage c\n\n// F does nothing,\n// or prints.\nfunc F() { println() }\n\nfunc init() {}\n", "changed m/c, bodies c.F"},
		{"a comment", "-- c/c.go --\npackage c\n\n// F does nothing.\nfunc F() {}\n\nfunc init() {}\n", "changed m/c"},
		{"the body of an init function", "-- c/c.go --\npackage c\n\nfunc F() {}\n\nfunc init() { F() }\n", "changed m/c, bodies c.init"},
		{"a signature", "-- c/c.go --\npackage c\n\nfunc F(int) {}\n\nfunc init() {}\n", "changed m/c, anew m/c, gone m/c"},
		{"another function", "-- c/c.go --\npackage c\n\nfunc F() {}\n\nfunc init() {}\n\nfunc g() {}\n", "changed m/c, anew m/c, gone m/c"},
		{"an import", "-- c/c.go --\npackage c\n\nimport _ \"strings\"\n\nfunc F() {}\n\nfunc init() {}\n", "changed m/c, anew m/c, gone m/c"},
		{"another file", "-- c/d.go --\npackage c\n\nvar x = 1\n", "changed m/c, anew m/c, gone m/c"},
		{"another package", "-- d/d.go --\npackage d\n\nimport _ \"m/c\"\n", "changed m/d, anew m/d"},
		{"a package that is gone", "-- c/c.go --\n", "changed m/c, gone m/c"},
		{"a test", "-- c/c_test.go --\npackage c\n\nfunc g() {}\n", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			s := begin(t, edited)
			s.change(test.files)
			e, err := s.edit()
			if err != nil {
				t.Fatal(err)
			}
			equal(t, "the edit", summary(e), test.want)
			if e.Empty() != (test.want == "") {
				t.Errorf("Empty is %v", e.Empty())
			}
			s.apply(e)
			if e, err = s.edit(); err != nil || !e.Empty() {
				t.Errorf("after it there is still %v, %v", summary(e), err)
			}
		})
	}
}

// replaced returns the source of package a with text in place of other text.
func replaced(old, text string) string {
	a := string(txtar.Parse([]byte(edited)).Files[0].Data)
	return "-- a/a.go --\n" + strings.Replace(a, old, text, 1)
}

func TestEditChecksWhatDepends(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, old, text, want string }{
		{"a body", `"a")`, `"b")`, "changed m/a, bodies a.F"},
		{"the body of a method", "return t.n", "return t.n + 1", "changed m/a, bodies a.M"},
		{"the body of a generic function", "return x", "return *&x", "changed m/a, anew m/a m/b, gone m/a m/b"},
		{"a variable", "= F()", "= F() + F()", "changed m/a, anew m/a m/b, gone m/a m/b"},
		{"a type", "n int", "n, m int", "changed m/a, anew m/a m/b, gone m/a m/b"},
		{"a mark", "import", "//go:generate none\n\nimport", "changed m/a, anew m/a m/b, gone m/a m/b"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			s := begin(t, edited)
			s.change(replaced(test.old, test.text))
			e, err := s.edit()
			if err != nil {
				t.Fatal(err)
			}
			equal(t, "the edit", summary(e), test.want)
		})
	}
}

func TestErrorsOfAnEditHavePositionsAndChangeNothing(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, files, want string }{
		{"in a body", replaced(`"a")`, `1)`), "a/a.go:6:42: cannot use 1 (untyped int constant) as string value in argument to strings.ToUpper"},
		{"in two bodies", "-- c/c.go --\npackage c\n\nfunc F() { none() }\n\nfunc init() { return 1 }\n", "c/c.go:3:12: undefined: none\nc/c.go:5:22: too many return values\n\thave (number)\n\twant ()"},
		{"an import that no body uses any more", replaced(`strings.ToUpper("a")`, `"a"`), `a/a.go:3:8: "strings" imported and not used`},
		{"syntax", "-- c/c.go --\npackage c\n\nfunc F() {\n", "c/c.go:3:12: expected '}', found 'EOF'"},
		{"in what depends", replaced("func F() string", "func F() []byte"), "a/a.go:6:26: cannot use strings.ToUpper(\"a\") (value of type string) as []byte value in return statement\nb/b.go:5:26: cannot use a.F() (value of type []byte) as string value in return statement"},
		{"a package that is gone", "-- a/a.go --\n", "b/b.go:3:8: package m/a is not in std"},
		{"an import of nothing", "-- c/c.go --\npackage c\n\nimport \"m/none\"\n", "c/c.go:3:8: package m/none is not in std"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			s := begin(t, edited)
			s.change(test.files)
			for range 2 {
				e, err := s.edit()
				if err == nil || !strings.HasPrefix(err.Error(), test.want) {
					t.Fatalf("got %v, %v\nwant %s", e, err, test.want)
				}
			}
			s.change(edited)
			if e, err := s.edit(); err != nil || !e.Empty() {
				t.Errorf("mended, there is %v, %v", e, err)
			}
		})
	}
}

func TestACommitCanBeTakenBack(t *testing.T) {
	t.Parallel()
	s := begin(t, edited)
	pkg := s.prog.Package("m/a")
	text, sum, uses := pkg.Text(pkg.Files[0]), pkg.Sum, len(pkg.Info.Uses)
	s.change(replaced(`strings.ToUpper("a")`, `strings.ToUpper("a" + strings.ToLower("b"))`))
	e, err := s.edit()
	if err != nil {
		t.Fatal(err)
	}
	if pkg.Text(pkg.Files[0]) != text {
		t.Error("the package has changed before Commit")
	}
	e.Commit()
	if now := pkg.Text(pkg.Files[0]); !strings.Contains(now, "ToLower") || pkg.Sum == sum {
		t.Errorf("after Commit it is\n%s", now)
	}
	if got := pkg.Info.InitOrder[0].Rhs.Pos(); got < pkg.Files[0].Pos() || got > pkg.Files[0].End() {
		t.Error("an initialiser is of the old file")
	}
	e.Revert()
	if now := pkg.Text(pkg.Files[0]); now != text || pkg.Sum != sum || len(pkg.Info.Uses) != uses {
		t.Errorf("after Revert it is\n%s", now)
	}
	s.apply(e)
	if e, err = s.edit(); err != nil || !e.Empty() {
		t.Errorf("after Commit and Done there is %v, %v", e, err)
	}
}

func TestEditsFollowEmbeddedFiles(t *testing.T) {
	t.Parallel()
	s := begin(t, "-- a.go --\npackage a\n\nimport _ \"embed\"\n\n//go:embed x\nvar x string\n-- x --\none\n")
	s.change("-- x --\ntwo\n")
	e, err := s.edit()
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "the edit", summary(e), "changed m, anew m, gone m")
	equal(t, "the file", string(e.Anew[0].Embeds[0].Files[0].Data), "two\n")
}
