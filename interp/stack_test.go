package interp_test

import (
	"context"
	"strings"
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

// TestNameOfAFunctionValueIsRefused holds that the Go runtime's name for all interpreted function
// values is not given for theirs, where they are not known any more.
func TestNameOfAFunctionValueIsRefused(t *testing.T) {
	t.Parallel()
	m := open(t, `
-- main.go --
package main

import (
	"reflect"
	"runtime"
)

func nameOf(f any) string {
	pc := reflect.ValueOf(f).Pointer()
	return runtime.FuncForPC(pc).Name()
}

func main() {}
`)
	_, err := m.session.Eval(context.Background(), "main.nameOf(func() {})")
	if text := m.text(err); !strings.Contains(text, "main.go:10") || !strings.Contains(text, "the name of an interpreted function") {
		t.Error(text)
	}
}
