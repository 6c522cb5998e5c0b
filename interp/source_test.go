package interp_test

import (
	"regexp"
	"strings"
	"testing"
)

// directory is what the go command adds of where it looked.
var directory = regexp.MustCompile(` (\(|in )/[^ \n]*`)

// TestBrokenSource holds that every problem is reported as the compiler words
// it, at its place, and that nothing has run then.
func TestBrokenSource(t *testing.T) {
	t.Parallel()
	for name, archive := range map[string]string{
		"syntax in several files": `
-- a.go --
package main

func main() {
	x := 
}
-- b.go --
package main

func f( {
}
-- want --
a.go:5:1: expected operand, found '}'
b.go:3:9: expected ')', found '{'
b.go:4:1: missing ',' in parameter list
`,
		"syntax in several packages": `
-- main.go --
package main

import _ "app/p"

func main() { if }
-- p/p.go --
package p

var x = [
-- want --
main.go:5:18: expected operand, found '}'
p/p.go:3:11: expected operand, found 'EOF'
`,
		"types": `
-- main.go --
package main

import "app/p"

func main() {
	var s string = 1
	p.F("x")
	p.G()
	return 1
}
-- p/p.go --
package p

func F(i int) int { return i + "a" }
-- want --
main.go:6:6: declared and not used: s
main.go:6:17: cannot use 1 (untyped int constant) as string value in variable declaration
main.go:7:6: cannot use "x" (untyped string constant) as int value in argument to p.F
main.go:8:4: undefined: p.G
main.go:9:9: too many return values
	have (number)
	want ()
p/p.go:3:28: invalid operation: i + "a" (mismatched types int and untyped string)
`,
		"unused": `
-- main.go --
package main

import (
	"fmt"
	"os"
)

func main() {
	x := 1
	var y int
}
-- want --
main.go:4:2: "fmt" imported and not used
main.go:5:2: "os" imported and not used
main.go:9:2: declared and not used: x
main.go:10:6: declared and not used: y
`,
		"missing package": `
-- main.go --
package main

import (
	"app/nope"
	"example.com/no/such"
	"nosuchstd"
)

func main() { nope.F(); such.G(); nosuchstd.H() }
-- want --
main.go:4:2: package app/nope is not in std
main.go:5:2: no required module provides package example.com/no/such; to add it:
	go get example.com/no/such
main.go:6:2: package nosuchstd is not in std
`,
		"import cycle": `
-- main.go --
package main

import "app/a"

func main() { a.F() }
-- a/a.go --
package a

import "app/b"

func F() { b.F() }
-- b/b.go --
package b

import "app/a"

func F() { a.F() }
-- want --
import cycle not allowed: app/a imports app/b imports app/a
`,
		"initialisation cycle": `
-- main.go --
package main

var a = b
var b = f()

func f() int { return a }

func main() {}
-- want --
main.go:3:5: initialization cycle for a
	main.go:3:5: a refers to b
	main.go:4:5: b refers to f
	main.go:6:6: f refers to a
`,
		"two package names": `
-- a.go --
package main

func main() {}
-- b.go --
package other
-- want --
app: found packages main (a.go) and other (b.go)
`,
		"redeclared": `
-- a.go --
package main

func f() {}

func main() {}
-- b.go --
package main

func f() {}
-- want --
b.go:3:6: f redeclared in this block
	a.go:3:6: other declaration of f
`,
		"only tests": `
-- a_test.go --
package main
-- want --
no Go files match ./...
`,
		"no go files": `
-- README --
nothing
-- want --
no Go files match ./...
`,
		"missing return": `
-- main.go --
package main

func f() int { for { break } }

func main() { f() }
-- want --
main.go:3:30: missing return
`,
		"broken go.mod": `
-- go.mod --
modul app
-- main.go --
package main

func main() {}
-- want --
go list: errors parsing go.mod:
go.mod:1: unknown directive: modul
`,
		"internal package of another": `
-- main.go --
package main

import _ "app/x/internal/y"

func main() {}
-- x/internal/y/y.go --
package y
-- want --
main.go:3:8: use of internal package app/x/internal/y not allowed
`,
		"imports a main package": `
-- main.go --
package main

import _ "app/x"

func main() {}
-- x/x.go --
package main

func main() {}
-- want --
main.go:3:8: import "app/x" is a program, not an importable package
`,
		"needs a newer Go": `
-- go.mod --
module app

go 1.20
-- main.go --
package main

func main() {
	for i := range 3 {
		println(i)
	}
}
-- want --
main.go:4:17: cannot range over 3 (untyped int constant): requires go1.22 or later
`,
		"stray bytes": "-- main.go --\npackage main\n\nvar x = \"\x00\xff\"\n\nfunc main() {}\n-- want --\nmain.go:3:10: illegal character NUL\nmain.go:3:11: illegal UTF-8 encoding\n",
		"empty file":  "-- main.go --\npackage main\n\nfunc main() {}\n-- empty.go --\n-- want --\nempty.go:1:1: expected 'package', found 'EOF'\n",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := newModule(t, archive)
			err := m.load()
			if err == nil {
				t.Fatal("it was loaded")
			}
			text := m.text(err)
			plain(t, text)
			text = directory.ReplaceAllString(text, "")
			same(t, "error", text, strings.TrimSpace(m.read("want")))
			same(t, "printed", m.out.take(), "")
		})
	}
}
