// Package app is the smallest shell: it evaluates its arguments against what is linked in.
package app

import (
	"fmt"
	"os"
	"reflect"

	"github.com/traefik/yaegi/interp"
	"github.com/traefik/yaegi/stdlib"
)

// Main evaluates each argument and prints its value.
func Main(linked map[string]map[string]reflect.Value) int {
	i := interp.New(interp.Options{})
	for _, symbols := range []interp.Exports{stdlib.Symbols, linked} {
		if err := i.Use(symbols); err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
	}
	for _, src := range os.Args[1:] {
		v, err := i.Eval(src)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		if v.IsValid() && v.CanInterface() {
			fmt.Println(v.Interface())
		}
	}
	return 0
}
