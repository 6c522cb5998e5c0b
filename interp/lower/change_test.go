package lower_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/mrepl/mrepl/interp/load"
	"github.com/mrepl/mrepl/interp/lower"
	"github.com/mrepl/mrepl/interp/symbols"
)

// live is a program of which functions can be replaced.
type live struct {
	t      *testing.T
	file   string
	loader *load.Loader
	prog   *load.Program
	l      *lower.Lowerer
}

func begin(t *testing.T, text string) *live {
	t.Helper()
	p := &live{t: t, file: filepath.Join(t.TempDir(), "main.go")}
	p.write(text)
	p.loader = load.New(load.Config{Dir: filepath.Dir(p.file), Patterns: []string{p.file}})
	var err error
	if p.prog, err = p.loader.Load(context.Background()); err != nil {
		t.Fatal(err)
	}
	p.l = lower.New(p.prog.Fset, symbols.All(nil))
	p.l.Live()
	p.l.Borrow(p.loader)
	unit, err := p.l.Program(p.prog)
	if err != nil {
		t.Fatal(err)
	}
	p.l.Settle(unit)
	return p
}

func (p *live) write(text string) {
	p.t.Helper()
	if err := os.WriteFile(p.file, []byte("package main\n\n"+text), 0o666); err != nil {
		p.t.Fatal(err)
	}
}

// change lowers what another text of the program changes.
func (p *live) change(text string) (*load.Edit, *lower.Unit, error) {
	p.t.Helper()
	p.write(text)
	e, err := p.loader.Edit(context.Background(), p.prog)
	if err != nil {
		p.t.Fatal(err)
	}
	e.Commit()
	unit, err := p.l.Change(e)
	return e, unit, err
}

// settle puts a change in place.
func (p *live) settle(e *load.Edit, unit *lower.Unit) {
	p.l.Done(e, unit)
	p.loader.Done(e)
	p.prog = e.Program
}

// does says what a unit replaces, adds and runs, in the words of the source.
func (p *live) does(unit *lower.Unit) string {
	var out []string
	for _, patch := range unit.Patches {
		what := "patch "
		if patch.New {
			what = "add "
		}
		name := p.l.SourceName(patch.Slot)
		if name == "" {
			name = patch.Slot
		}
		out = append(out, what+name)
	}
	for _, name := range unit.Inits {
		out = append(out, "run "+p.l.SourceName(name))
	}
	slices.Sort(out)
	return strings.Join(slices.Compact(out), ", ")
}

const changing = `type T struct{ n int }

var limit = 3

func (t T) Get() int { return t.n }

func twice[X any](x X) (X, X) { return x, x }

func each(f func(int)) { f(limit) }

func run() {
	each(func(n int) { println(n) })
	each(func(n int) { println(-n) })
}

func init() { println("once") }

func main() {
	println(T{n: 1}.Get())
	println(twice(2))
	run()
}
`

func TestAChangeReplacesWhatReadsDifferently(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, old, text, want string }{
		{"nothing", "", "", ""},
		{"a comment", "func run", "// run runs.\n\nfunc run", ""},
		{"another way to write it", "println(T{n: 1}.Get())", "println((T{n: 1}).Get())", ""},
		{"a body", "f(limit)", "f(limit + 1)", "patch main.each"},
		{"a method", "return t.n", "return -t.n", "patch main.T.Get"},
		{"a function literal, which is not what it stands in", "println(-n)", "println(n * n)", "patch main.run"},
		{"a new function", "func each", "func none() {}\n\nfunc each", "add main.none"},
		{"a signature, and who calls it", "func each(f func(int))", "func each(f func(int), more ...int)", "add main.each, patch main.run"},
		{"an initialiser", "limit = 3", "limit = 4", "run main.limit"},
		{"a generic function", "return x, x", "println(); return x, x", "patch main.twice"},
		{"a type, and what is made of it", "n int }", "n, m int }", "add main.T.Get, patch main.main"},
		{"an init function, which has run", `"once"`, `"twice"`, "patch main.init"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			p := begin(t, changing)
			e, unit, err := p.change(strings.Replace(changing, test.old, test.text, 1))
			if err != nil {
				t.Fatal(err)
			}
			if got := p.does(unit); got != test.want {
				t.Errorf("got %q, want %q\n%s", got, test.want, unit.Text())
			}
			p.settle(e, unit)
		})
	}
}

func TestAChangeThatIsRefusedLeavesNothing(t *testing.T) {
	t.Parallel()
	const with = "\nfunc each(f func(int)) { f(limit); f(0) }\n"
	good := strings.Replace(changing, "\nfunc each(f func(int)) { f(limit) }\n", with, 1)
	refused := strings.Replace(good, "func init()", "func none()\n\nfunc init()", 1)

	p := begin(t, changing)
	e, _, err := p.change(good)
	if err != nil {
		t.Fatal(err)
	}
	p.l.Undo()
	e.Revert()
	if e, _, err = p.change(refused); err == nil || !strings.Contains(err.Error(), "none has no body") {
		t.Fatalf("got %v", err)
	}
	e.Revert()
	e, unit, err := p.change(good)
	if err != nil {
		t.Fatal(err)
	}
	if got := p.does(unit); got != "patch main.each" {
		t.Errorf("it does %s", got)
	}
	p.settle(e, unit)
	if _, unit, err = p.change(good); err != nil || p.does(unit) != "" {
		t.Errorf("again it does %s, %v", p.does(unit), err)
	}
}

func TestLinesOfAUnitHavePositions(t *testing.T) {
	t.Parallel()
	p := begin(t, changing)
	_, unit, err := p.change(strings.Replace(changing, "return t.n", "\n\treturn t.n + 1", 1))
	if err != nil {
		t.Fatal(err)
	}
	found := false
	for i, line := range strings.Split(unit.Source, "\n") {
		if strings.HasPrefix(line, "return t.n") {
			found = true
			if pos := unit.Position(i + 1); filepath.Base(pos.Filename) != "main.go" || pos.Line != 8 {
				t.Errorf("%q is at %v", line, pos)
			}
		}
	}
	if !found {
		t.Errorf("the unit is\n%s", unit.Source)
	}
	if pos := unit.Position(10000); pos.IsValid() {
		t.Errorf("a line that is not there is at %v", pos)
	}
}
