package interp_test

import (
	"testing"
)

// TestStackAcrossEditsAndThePrompt holds that code that is typed finds itself on the stack, and
// the functions of the program between, where they are after an edit.
func TestStackAcrossEditsAndThePrompt(t *testing.T) {
	t.Parallel()
	m := open(t, `
-- main.go --
package main

import (
	"fmt"
	"path/filepath"
	"runtime"
)

func where(skip int) string {
	pc, file, line, ok := runtime.Caller(skip)
	return fmt.Sprint(runtime.FuncForPC(pc).Name(), " ", filepath.Base(file), ":", line, " ", ok)
}

func called(f func() string) string { return f() }

func near() string {
	return where(1)
}

func main() {}
`)
	m.expect(
		`main.near()`, `"main.near main.go:17 true"`,
		`main.where(1)`, `"prompt.main prompt#4:1 true"`,
		`main.called(func() string { return main.where(2) })`, `"main.called main.go:14 true"`,
		`main.where(100)`, `" .:0 false"`,
	)
	m.replace("main.go", "func called", "// A comment,\n// and one more line.\n\nfunc called")
	m.reload()
	m.expect(`main.near()`, `"main.near main.go:20 true"`)
	m.replace("main.go", "return where(1)", "return (\n\t\twhere(1))")
	m.reload()
	m.expect(`main.near()`, `"main.near main.go:21 true"`)
}

// TestFunctionValuesKeepTheirProgramCounters holds that a function value is known by its program counter, over
// an edit too.
func TestFunctionValuesKeepTheirProgramCounters(t *testing.T) {
	t.Parallel()
	m := open(t, `
-- main.go --
package main

import (
	"reflect"
	"runtime"
)

func counter(f any) uintptr { return reflect.ValueOf(f).Pointer() }

func nameOf(f any) string {
	pc := counter(f)
	return runtime.FuncForPC(pc).Name()
}

func one() int { return 1 }

func main() {}
`)
	m.expect(
		`first := main.counter(main.one)`, ``,
		`first == main.counter(main.main)`, `false`,
		`main.nameOf(main.one)`, `"main.one"`,
		`main.nameOf(func() {})`, `"prompt.main.func1"`,
	)
	m.replace("main.go", "return 1", "return 2")
	m.reload()
	m.expect(
		`first == main.counter(main.one)`, `true`,
		`main.nameOf(main.one)`, `"main.one"`,
	)
}
