package interp_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/mrepl/mrepl/interp"
)

// describer, describe, logf and twoResults are what another module has in TestOtherModules.
type describer interface{ Describe() string }

func describe(x any) string {
	if d, ok := x.(describer); ok {
		return d.Describe()
	}
	return fmt.Sprintf("a %T", x)
}

func logf(format string, args ...any) string { return fmt.Sprintf(format, args...) }

func twoResults(v reflect.Value) (reflect.Value, error) {
	if !v.IsValid() {
		return v, errors.New("invalid")
	}
	return v, nil
}

// wrappedDescriber has a value of interpreted code be a describer.
type wrappedDescriber struct {
	IValue    any
	WDescribe func() string
}

func (w wrappedDescriber) Describe() string { return w.WDescribe() }

// otherModule is a program with what it imports from another module.
const otherModule = `
-- go.mod --
module app

go 1.26.0

require example.com/lib v0.0.0

replace example.com/lib => ./lib
-- lib/go.mod --
module example.com/lib

go 1.26.0
-- lib/lib.go --
package lib

import (
	"fmt"
	"reflect"
)

type Describer interface{ Describe() string }

func Describe(x any) string                             { return "" }
func Logf(format string, args ...any) string            { return fmt.Sprintf(format, args...) }
func Two(v reflect.Value) (w reflect.Value, err error) { return v, nil }
`

// openOther loads the program with these statements.
func openOther(t *testing.T, statements string) (*module, error) {
	m := newModule(t, otherModule+`
-- main.go --
package main

import (
	"fmt"
	"reflect"

	"example.com/lib"
)

type level int

func (l level) Describe() string { return "described" }
func (l level) String() string   { return "high" }

type plain struct{ N int }

func (p *plain) Describe() string { return "a pointer" }

func print(v reflect.Value, err error) { fmt.Println(v.IsValid(), err) }

func main() {
	var x any = level(1)
	_, _ = x, lib.Describe
`+statements+`
}
`)
	var err error
	m.session, err = interp.Open(context.Background(), interp.Config{
		Dir: m.dir, Patterns: []string{"."}, Registry: m.reg, Stdout: m.out, Stderr: m.out,
		Linked: interp.Exports{"example.com/lib/lib": {
			"Describer": reflect.ValueOf((*describer)(nil)), "_Describer": reflect.ValueOf((*wrappedDescriber)(nil)),
			"Describe": reflect.ValueOf(describe), "Logf": reflect.ValueOf(logf), "Two": reflect.ValueOf(twoResults),
		}},
	})
	return m, err
}

// TestOtherModules holds what functions of other modules are given: what has an interface that they may ask for is
// refused, unless it is converted to that; printers get what prints as it does; a reflect.Value comes back as one.
func TestOtherModules(t *testing.T) {
	t.Parallel()
	m, err := openOther(t, `
	fmt.Println(lib.Describe(lib.Describer(level(1))), lib.Describe(plain{}), lib.Describe(3))
	fmt.Println(lib.Logf("%v %s %d %+v", level(1), x, level(2), plain{3}))
	v, err := lib.Two(reflect.ValueOf(plain{4}))
	fmt.Println(v.Field(0).Int(), err)
	print(lib.Two(reflect.Value{}))
	defer func() { fmt.Println(recover()) }()
	lib.Describe(x)
`)
	if err != nil {
		t.Fatal(m.text(err))
	}
	m.expect("main.main()", "")
	same(t, "printed", m.out.take(), `described a struct { N int } a int
high high 2 {N:3}
4 <nil>
false invalid
compiled code may ask this value for lib.Describer, and does not see the methods of main.level: convert it to lib.Describer first, or put the type into a package marked //mrepl:native
`)
	for _, arg := range []string{"level(1)", "&plain{}"} {
		m, err := openOther(t, "\tlib.Describe("+arg+")")
		if text := m.text(err); !strings.Contains(text, "main.go:24:15: compiled code may ask this value for lib.Describer") {
			t.Errorf("%s: %s", arg, text)
		}
	}
}
