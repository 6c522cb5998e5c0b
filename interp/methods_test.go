package interp_test

import (
	"fmt"
	"testing"
)

// TestMethodsComeAndGoWhileTheyAreCalled holds that code which runs finds a new method only
// when what the method calls is there too, and that a method which goes is called to its end.
func TestMethodsComeAndGoWhileTheyAreCalled(t *testing.T) {
	t.Parallel()
	m := open(t, `
-- main.go --
package main

import (
	"fmt"
	"sync"
	"sync/atomic"

	"app/lib"
)

var (
	stop  atomic.Bool
	tasks sync.WaitGroup
	wrong atomic.Value
)

func Begin() {
	for range 4 {
		tasks.Go(func() {
			for !stop.Load() {
				x := any(lib.C(3))
				if n, ok := x.(lib.Namer); ok && n.Name() != "name" {
					wrong.Store("name")
				}
				if s := fmt.Sprint(x); s != "3" && s != "text" {
					wrong.Store(s)
				}
			}
		})
	}
}

func End() any {
	stop.Store(true)
	tasks.Wait()
	return wrong.Load()
}

func main() {}
-- lib/lib.go --
package lib

type Namer interface{ Name() string }
type C int
`)
	m.start()
	m.expect("main.Begin()", "")
	forms := []string{
		"type C int\n",
		"type C int\nfunc (C) Name() string { return \"name\" }\n",
		"type C int\nfunc (c C) String() string { return c.text() }\nfunc (C) text() string { return \"text\" }\n",
	}
	now := forms[0]
	for i := range 9 {
		next := forms[(i+1)%len(forms)]
		m.replace("lib/lib.go", now, next)
		m.reload()
		now = next
		m.expect("fmt.Sprint(lib.C(3))", fmt.Sprintf("%q", []string{"3", "text", "3"}[i%3]))
	}
	m.expect("main.End()", "nil")
}
