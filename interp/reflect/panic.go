package reflect

import "github.com/mrepl/mrepl/interp/dyn"

// fail panics with what package reflect panics with.
func fail(v any) { panic(&dyn.Panic{Value: v}) }

// tell is deferred where package reflect of the standard library may panic: what the
// interpreter itself meets there means something else.
func tell() {
	switch r := recover().(type) {
	case nil:
	case *dyn.Panic:
		panic(r)
	default:
		fail(r)
	}
}
