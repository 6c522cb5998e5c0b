package interp_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/mrepl/mrepl/interp"
	"github.com/mrepl/mrepl/states"
)

// TestInitialisationOrder holds that variables and init functions run in the
// order that Go gives them, across files and packages.
func TestInitialisationOrder(t *testing.T) {
	t.Parallel()
	m := open(t, `
-- a.go --
package main

import (
	"fmt"

	"app/second"
)

var first = trace("first", third)

func init() { fmt.Println("init a.go") }

func init() { fmt.Println("init a.go again", first, second.Name) }

func main() {}
-- b.go --
package main

import "fmt"

var third = trace("third", func() string { return fourth + "!" }())

var _ = trace("blank", "")

var x, y = pair()

func pair() (string, string) { return trace("x", ""), trace("y", "") }

func init() { fmt.Println("init b.go") }
-- c.go --
package main

import "fmt"

var fourth = trace("fourth", "")

func trace(name, after string) string {
	fmt.Println(name, after)
	return name
}
-- second/s.go --
package second

import (
	"fmt"

	"app/zero"
)

var Name = zero.Name + "second"

func init() { fmt.Println("init second", Name) }
-- zero/z.go --
package zero

import "fmt"

var Name = func() string { fmt.Println("var zero"); return "zero/" }()

func init() { fmt.Println("init zero") }
`)
	same(t, "printed", m.out.take(), strings.TrimLeft(`
var zero
init zero
init second zero/second
blank 
x 
y 
fourth 
third fourth!
first third
init a.go
init a.go again first zero/second
init b.go
`, "\n"))
}

// TestNamesDoNotMeet holds that names of one package do not disturb another's,
// nor those that Go predeclares.
func TestNamesDoNotMeet(t *testing.T) {
	t.Parallel()
	m := open(t, `
-- a/x.go --
package a

import str "strings"

type T struct{ N int }

func (t T) F() string { return str.Repeat("a", t.N) }

var V, len = 1, 7

func Len() int { return len }

type string_ = string

func init() { V++ }
-- b/x.go --
package b

import "strings"

type T struct{ N string }

func (t T) F() string { return strings.ToUpper(t.N) }

var V = "b"

func strings_() string { return "mine" }

func Mine() string { return strings_() }

func True() bool {
	true := false
	return true
}

func a__Len() int { return 3 }

func ALen() int { return a__Len() }

var m, run, t_1 = 1, 2, 3

func Sum() int { return m + run + t_1 }
-- a/sub/b/x.go --
package b

func Mine() string { return "sub" }
-- main.go --
package main

import (
	"fmt"

	"app/a"
	sub "app/a/sub/b"
	. "app/b"
)

func Run() {
	fmt.Println(a.T{2}.F(), T{"x"}.F(), a.V, V, a.Len(), Mine(), sub.Mine(), True(), ALen(), Sum())
}

func main() {}
`)
	m.expect("main.Run()", "")
	same(t, "printed", m.out.take(), "aa X 2 b 7 mine sub false 3 6\n")
}

func TestPatterns(t *testing.T) {
	t.Parallel()
	archive := `
-- main.go --
package main

import "github.com/mrepl/mrepl/states"

var S = states.Value("s", 1)

func main() { println("never run") }
-- lib/lib.go --
package lib

import "github.com/mrepl/mrepl/states"

var L = states.Value("l", 2)

func main() {}
-- script/one.go --
package main

import "github.com/mrepl/mrepl/states"

var One = states.Value("one", other)

func main() {}
-- script/two.go --
package main

const other = 1
-- space in name/x.go --
package x

import "github.com/mrepl/mrepl/states"

var X = states.Value("x", 3)
`
	for patterns, want := range map[string]string{
		".":                           "main/s stopped",
		"./lib":                       "lib/l stopped",
		"app/lib":                     "lib/l stopped",
		"./lib .":                     "lib/l stopped, main/s stopped",
		"script/one.go script/two.go": "main/one stopped",
		"main.go":                     "main/s stopped",
		"./nope":                      "error: ./nope: stat nope: directory not found",
		"nope.go":                     "error: no required module provides package nope.go; to add it:\n\tgo get nope.go",
		"script/one.go":               "error: script/one.go:5:31: undefined: other",
		"fmt":                         "",
		"./lib/...":                   "lib/l stopped",
		"./nope/...":                  "error: pattern ./nope/...: lstat ./nope/: no such file or directory",
	} {
		t.Run(patterns, func(t *testing.T) {
			t.Parallel()
			m := newModule(t, archive)
			got := ""
			if err := m.load(strings.Fields(patterns)...); err != nil {
				got = "error: " + m.text(err)
				plain(t, got)
			} else {
				got = m.status()
			}
			same(t, "loaded", got, want)
			same(t, "printed", m.out.take(), "")
		})
	}
}

func TestWithoutProgram(t *testing.T) {
	t.Parallel()
	s, err := interp.Open(context.Background(), interp.Config{Dir: t.TempDir(), Registry: states.NewRegistry()})
	if err != nil {
		t.Fatal(err)
	}
	m := &module{t: t, session: s}
	m.expect(
		"1 + 1", "2",
		"strings.ToUpper(\"x\")", `"X"`,
		"x := 2", "",
		"x * _", "error: prompt:1:1: invalid operation: x * _ (mismatched types int and string)",
		"app.X", "error: prompt:1:1: undefined: app",
	)
	if changed, err := s.Check(context.Background()); changed || err != nil {
		t.Errorf("check: %v, %v", changed, err)
	}
	if changes, err := s.Reload(context.Background(), true); err != nil || len(changes.Packages) > 0 {
		t.Errorf("reload: %v, %v", changes, err)
	}
}

// TestOddFiles holds that line ends, byte order marks, build constraints and
// symbolic links are what they are to the compiler.
func TestOddFiles(t *testing.T) {
	t.Parallel()
	m := newModule(t, `
-- skip_windows.go --
package main

var os = "windows"
-- tagged.go --
//go:build never

package main

var os = "never"
-- real/p.go --
package p

func F() string { return "p" }
`)
	m.write("crlf.go", "package main\r\n\r\nimport \"app/linked\"\r\n\r\nvar raw = `a\r\nb`\r\n\r\nfunc Run() string {\r\n\treturn raw + p.F()\r\n}\r\n\r\nfunc Bad() int {\r\n\tvar p *int\r\n\treturn *p\r\n}\r\n\r\nfunc main() {}\r\n")
	m.write("bom.go", "\ufeffpackage main\n\nvar os = \"any\"\n")
	if err := os.Symlink(filepath.Join(m.dir, "real"), filepath.Join(m.dir, "linked")); err != nil {
		t.Skip(err)
	}
	if err := m.load("."); err != nil {
		t.Fatal(m.text(err))
	}
	m.expect(
		"main.Run()", `"a\nbp"`,
		"main.Bad()", "error: crlf.go:12:1: in Bad: panic: runtime error: invalid memory address or nil pointer dereference",
	)
}

func TestNotLinked(t *testing.T) {
	t.Parallel()
	m := newModule(t, `
-- go.mod --
module app

go 1.26.0

require example.com/lib v0.0.0

replace example.com/lib => ./lib
-- main.go --
package main

import (
	_ "example.com/lib/driver"

	"example.com/lib"
)

func main() { lib.F() }
-- lib/go.mod --
module example.com/lib
-- lib/lib.go --
package lib

func F() {}
-- lib/driver/driver.go --
package driver
`)
	err := m.load(".")
	missing, ok := err.(*interp.NotLinkedError)
	if !ok {
		t.Fatalf("got %v", err)
	}
	same(t, "error", err.Error(), "not compiled into this mrepl: example.com/lib, example.com/lib/driver; exit and start it again, which links in what the program imports")
	same(t, "dir", missing.Dir, m.dir)
	same(t, "packages", strings.Join(missing.Packages, " "), "example.com/lib")
	same(t, "blank", strings.Join(missing.Blank, " "), "example.com/lib/driver")
}

// TestEmbeddedFiles holds that variables have the files that directives name,
// before other variables are initialised, and that a file that has changed is
// reloaded.
func TestEmbeddedFiles(t *testing.T) {
	t.Parallel()
	m := open(t, `
-- page/page.go --
package page

import "embed"

//go:embed greeting.txt
var greeting string

//go:embed greeting.txt
var bytes []byte

//go:embed static
var Static embed.FS

var Length = len(greeting) + len(bytes)

func Get(name string) string { b, err := Static.ReadFile(name); return string(b) + name + Err(err) }

func Err(err error) string { if err == nil { return "" }; return err.Error() }
-- page/greeting.txt --
hello
-- page/static/a/b.txt --
b
`)
	m.expect("page.Length", "12")
	m.expect(`page.Get("static/a/b.txt")`, `"b\nstatic/a/b.txt"`)
	m.write("page/greeting.txt", "hi")
	if _, err := m.session.Reload(t.Context(), false); err != nil {
		t.Fatal(m.text(err))
	}
	m.expect("page.Length", "4")
}
