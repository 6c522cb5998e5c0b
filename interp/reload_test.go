package interp_test

import (
	"context"
	"strings"
	"testing"

	"github.com/mrepl/mrepl/states"
)

const counting = `
-- main.go --
package main

import (
	"context"
	"fmt"

	"app/lib"

	"github.com/mrepl/mrepl/states"
)

var Base = states.New("base", func(context.Context) (int, error) {
	fmt.Println("start base")
	return 1, nil
}).OnStop(func(ctx context.Context, v int) error { fmt.Println("stop base", v); return nil })

var Top = states.New("top", func(context.Context) (string, error) {
	fmt.Println("start top")
	return fmt.Sprint("top on ", Base.Get()), nil
}).OnStop(func(ctx context.Context, s string) error { fmt.Println("stop", s); return nil })

func Answer() string { return lib.Text() }

func main() {}
-- lib/lib.go --
package lib

func Text() string { return "one" }
`

func TestReloadOfNothing(t *testing.T) {
	t.Parallel()
	m := open(t, counting)
	m.start()
	m.out.take()
	if changed, err := m.session.Check(context.Background()); changed || err != nil {
		t.Errorf("check: %v, %v", changed, err)
	}
	if c := m.reload(); len(c.Packages)+len(c.Notes) > 0 {
		t.Errorf("reload: %+v", c)
	}
	m.write("main.go", m.read("main.go")) // written again, and the same
	if c := m.reload(); len(c.Packages)+len(c.Notes) > 0 {
		t.Errorf("reload: %+v", c)
	}
	same(t, "printed", m.out.take(), "")
}

func TestReloadOfABody(t *testing.T) {
	t.Parallel()
	m := open(t, counting)
	m.start()
	m.out.take()
	m.expect("main.Answer()", `"one"`)
	m.replace("lib/lib.go", `"one"`, `"two"`)
	if changed, err := m.session.Check(context.Background()); !changed || err != nil {
		t.Errorf("check: %v, %v", changed, err)
	}
	m.expect("main.Answer()", `"one"`) // a check touches nothing
	same(t, "reloaded", strings.Join(m.reload().Packages, " "), "app/lib")
	m.expect("main.Answer()", `"two"`, "top", `"top on 1"`)
	if strings.Contains(m.status(), "stopped") {
		t.Errorf("not everything runs: %s", m.status())
	}
}

func TestReloadOfADefinition(t *testing.T) {
	t.Parallel()
	m := open(t, counting)
	m.start()
	m.out.take()
	m.replace("main.go", "return 1, nil", "return 2, nil")
	m.replace("main.go", "stop base", "halt base")
	m.reload()
	same(t, "printed", m.out.take(), "stop top on 1\nstop base 1\nstart base\nstart top\n")
	m.expect("top", `"top on 2"`)
	m.stop()
	same(t, "stopped by", m.out.take(), "stop top on 2\nhalt base 2\n")
}

func TestReloadAddsRenamesAndDeletes(t *testing.T) {
	t.Parallel()
	m := open(t, counting)
	m.start()
	m.replace("main.go", "func main() {}", "var More = states.Value(\"more\", Top.Name())\n\nfunc main() {}")
	m.reload()
	same(t, "added", m.status(), "main/base running, main/top running, main/more stopped")
	m.start()
	m.expect("more", `"main/top"`)

	m.out.take()
	m.replace("main.go", `"top"`, `"summit"`)
	m.reload()
	same(t, "renamed", m.status(), "main/base running, main/summit stopped, main/more running")
	if printed := m.out.take(); !strings.HasPrefix(printed, "stop top on 1\n") {
		t.Errorf("printed %q", printed)
	}
	m.start()
	m.expect("top", "error: prompt:1:1: undefined: top", "summit", `"top on 1"`, "more", `"main/top"`) // More's own initialiser is what it was

	m.stop()
	m.out.take()
	m.replace("main.go", `var More = states.Value("more", Top.Name())`, "")
	m.replace("main.go", `states.New("base"`, `states.New("ground"`)
	m.reload()
	same(t, "deleted", m.status(), "main/ground stopped, main/summit stopped")
	same(t, "printed", m.out.take(), "")
}

// TestPlanOfNames holds that a plan tells states that are new, renamed or gone by their names, and that it
// leaves the program alone.
func TestPlanOfNames(t *testing.T) {
	t.Parallel()
	m := open(t, counting)
	m.start()
	plan := func() string {
		t.Helper()
		c, err := m.session.Plan(context.Background())
		if err != nil || c.Plan == nil {
			t.Fatalf("%+v, %v", c, err)
		}
		return strings.Join(c.Added, " ") + "|" + strings.TrimSpace(c.Plan.String())
	}
	m.replace("main.go", "func main() {}", "var More = states.Value(\"more\", 1)\n\nfunc main() {}")
	same(t, "new", plan(), "|define main/more")
	m.replace("main.go", `"top"`, `"summit"`)
	same(t, "renamed", plan(), "|stop main/top (it was deleted)\ndefine main/summit\ndefine main/more\ndelete main/top")
	same(t, "untouched", m.status(), "main/base running, main/top running")
	m.reload()
	same(t, "done", m.status(), "main/base running, main/summit stopped, main/more stopped")
}

func TestReloadOfBrokenSource(t *testing.T) {
	t.Parallel()
	m := open(t, counting)
	m.start()
	m.expect("x := 41", "", "x + 1", "42")
	before := m.status()
	m.out.take()
	for _, broken := range []struct{ file, text, want string }{
		{"lib/lib.go", "package lib\n\nfunc Text() string { return 1 }\n", "lib/lib.go:3:29: cannot use 1 (untyped int constant) as string value in return statement"},
		{"lib/lib.go", "package lib\n\nfunc Text() string {\n", "lib/lib.go:3:22: expected '}', found 'EOF'"},
		{"lib/lib.go", "", "lib/lib.go:1:1: expected 'package', found 'EOF'"},
		{"lib/lib.go", "package lib\n\nfunc Text() (string)\n", "lib/lib.go:3:1: Text has no body: mark the package //mrepl:native"},
		{"lib/lib.go", "package lib\n\nfunc Other() {}\n", "main.go:22:35: undefined: lib.Text"},
		{"more.go", "package main\n\nimport _ \"app/nope\"\n", "more.go:3:8: package app/nope is not in std"},
	} {
		old := ""
		if broken.file == "lib/lib.go" {
			old = m.read(broken.file)
		}
		m.write(broken.file, broken.text)
		for _, what := range []string{"check", "reload"} {
			var err error
			if what == "check" {
				_, err = m.session.Check(context.Background())
			} else {
				_, err = m.session.Reload(context.Background(), false)
			}
			if err == nil {
				t.Errorf("%s of %q succeeded", what, broken.text)
				continue
			}
			same(t, what, directory.ReplaceAllString(m.text(err), ""), broken.want)
		}
		m.expect("x + 1", "42", "main.Answer()", `"one"`)
		same(t, "status", m.status(), before)
		if old == "" {
			m.remove(broken.file)
		} else {
			m.write(broken.file, old)
		}
	}
	same(t, "printed", m.out.take(), "")
	if c := m.reload(); len(c.Packages) > 0 {
		t.Errorf("what was mended was loaded: %v", c)
	}
	m.replace("lib/lib.go", `"one"`, `"mended"`)
	m.reload()
	m.expect("main.Answer()", `"mended"`)
}

// TestReloadWhoseInitialisationPanics holds that the old code runs on when the new
// one does not get through its initialisation.
func TestReloadWhoseInitialisationPanics(t *testing.T) {
	t.Parallel()
	m := open(t, counting)
	m.start()
	m.replace("lib/lib.go", "func Text", "var none map[string]int\n\nfunc init() {\n\tnone[\"a\"] = 1\n}\n\nfunc Text")
	_, err := m.session.Reload(context.Background(), false)
	if err == nil {
		t.Fatal("it was loaded")
	}
	same(t, "error", m.text(err), "lib/lib.go:6: panic: assignment to entry in nil map")
	m.expect("main.Answer()", `"one"`, "top", `"top on 1"`)
	m.replace("lib/lib.go", "none[\"a\"] = 1", "none = nil")
	m.replace("lib/lib.go", `"one"`, `"two"`)
	m.reload()
	m.expect("main.Answer()", `"two"`)
}

// TestReloadWhoseRestartFails holds that the new code is in place even so, and
// that the failure is told.
func TestReloadWhoseRestartFails(t *testing.T) {
	t.Parallel()
	m := open(t, counting)
	m.start()
	m.out.take()
	m.replace("main.go", "return 1, nil", `return 0, fmt.Errorf("not today")`)
	m.replace("lib/lib.go", `"one"`, `"two"`)
	_, err := m.session.Reload(context.Background(), false)
	if err == nil || !strings.Contains(err.Error(), "not today") {
		t.Fatalf("got %v", err)
	}
	m.expect("main.Answer()", `"two"`)
	m.replace("main.go", `return 0, fmt.Errorf("not today")`, "return 3, nil")
	m.reload()
	m.start()
	m.expect("top", `"top on 3"`)
}

func TestReloadWithTwoStatesOfOneName(t *testing.T) {
	t.Parallel()
	m := open(t, counting)
	m.start()
	before := m.status()
	m.write("more.go", "package main\n\nimport \"github.com/mrepl/mrepl/states\"\n\nvar Twin = states.Value(\"top\", 1)\n")
	_, err := m.session.Reload(context.Background(), false)
	if err == nil {
		t.Fatal("it was loaded")
	}
	same(t, "error", m.text(err), "more.go:5:12: define main/top: it is defined already, at main.go:17:11")
	same(t, "status", m.status(), before)
	m.expect("top", `"top on 1"`)
	m.remove("more.go")
	m.replace("lib/lib.go", `"one"`, `"two"`)
	m.reload()
	m.expect("main.Answer()", `"two"`)
}

func TestReloadOfPackages(t *testing.T) {
	t.Parallel()
	m := open(t, counting)
	m.write("extra/extra.go", "package extra\n\nfunc F() int { return 7 }\n")
	same(t, "added", strings.Join(m.reload().Packages, " "), "app/extra")
	m.expect("extra.F()", "7")
	m.remove("extra/extra.go")
	same(t, "removed", strings.Join(m.reload().Packages, " "), "app/extra")
	m.expect("extra.F()", "error: prompt:1:1: undefined: extra")
	all, err := m.session.Reload(context.Background(), true)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "all", strings.Join(all.Packages, " "), "app/lib app")
}

// TestPromptOverReload holds what becomes of what was declared at the prompt.
func TestPromptOverReload(t *testing.T) {
	t.Parallel()
	m := open(t, counting)
	m.expect(
		"x := 41", "",
		"words := []string{\"a\", \"b\"}", "",
		"p := &x", "",
		"when := time.Duration(3)", "",
		"import str \"strings\"", "",
		"type Own struct{ A int }", "",
		"own := Own{1}", "",
		"func double(i int) int { return 2 * i }", "",
		"const K = 3", "",
		"double(K)", "6",
	)
	m.replace("lib/lib.go", `"one"`, `"two"`)
	c := m.reload()
	same(t, "notes", strings.Join(c.Notes, "\n"), "")
	m.expect(
		"x + 1", "42",
		"words", `[]string{"a", "b"}`,
		"*p", "41",
		"when", "3ns",
		`str.ToUpper("a")`, `"A"`,
		"x = 7", "", "x", "7",
		"double(K)", "6",
		"own", "Own{A: 1}",
	)
}

// TestStateSurvivesReload holds that handles of the code before a reload and
// of the code after it read one instance.
func TestStateSurvivesReload(t *testing.T) {
	t.Parallel()
	m := open(t, `
-- main.go --
package main

import (
	"context"

	"github.com/mrepl/mrepl/states"
)

type Counter struct{ n int }

var Count = states.New("count", func(context.Context) (*Counter, error) { return &Counter{}, nil }).OnReload(states.ReloadNoop)

func Inc() int {
	Count.Get().n += 1
	return Count.Get().n
}

func main() {}
`)
	m.start()
	m.expect("main.Inc()", "1", "main.Inc()", "2", "f := main.Inc", "", "f()", "3")
	m.replace("main.go", "+= 1", "+= 10")
	m.reload()
	m.expect("main.Inc()", "13", "main.Count.Get()", "&main.Counter{n: 13}")
	m.stop()
	if _, err := m.reg.Start(context.Background(), states.Name("count")); err != nil {
		t.Fatal(err)
	}
	m.expect("main.Inc()", "10")
}

// TestStateOfAChangedType holds that a value whose type has changed is not taken for
// one of the new type.
func TestStateOfAChangedType(t *testing.T) {
	t.Parallel()
	m := open(t, `
-- main.go --
package main

import "github.com/mrepl/mrepl/states"

type Point struct{ X, Y int }

var Origin = states.Value("origin", Point{X: 1, Y: 2}).OnReload(states.ReloadNoop)

func main() {}
`)
	m.start()
	m.replace("main.go", "X, Y int", "X, Y, Z int")
	m.reload()
	m.expect("origin", "error: prompt:1: panic: interface conversion: interface {} is main.Point of the code before a reload, not main.Point")
	m.stop()
	m.start()
	m.expect("origin", "main.Point{X: 1, Y: 2, Z: 0}")
}

// TestGoroutineInAFailedReload holds that a goroutine which has come into a method that a reload
// brought, and took back since an initialiser failed, goes on with the functions that came with it.
func TestGoroutineInAFailedReload(t *testing.T) {
	t.Parallel()
	m := open(t, `
-- main.go --
package main

import (
	"fmt"
	"runtime"
)

var (
	Entered = make(chan bool)
	Leave   = make(chan bool)
	Result  = make(chan string, 1)
)

type T struct{}

func (T) String() string { return "old" }

func Begin() {
	go func() {
		for {
			if text := fmt.Sprint(&T{}); text != "old" {
				Result <- text
				return
			}
			runtime.Gosched()
		}
	}()
}

func main() {}
`)
	m.eval("main.Begin()")
	m.replace("main.go", `func (T) String() string { return "old" }`, `func (*T) String() string {
	Entered <- true
	<-Leave
	return helped()
}`)
	m.replace("main.go", "func main", `func helped() string { return "helped" }

var bad = fail()

func fail() int {
	<-Entered
	panic("no")
}

func main`)
	if _, err := m.session.Reload(context.Background(), false); err == nil || !strings.Contains(err.Error(), "no") {
		t.Fatal(err)
	}
	m.expect("close(main.Leave)", "", "<-main.Result", `"helped"`)
	m.replace("main.go", `panic("no")`, "return 1")
	m.replace("main.go", "<-Entered\n\treturn", "return")
	m.replace("main.go", `return "helped"`, `return "helped again"`)
	m.reload()
	m.expect("main.helped()", `"helped again"`)
}
