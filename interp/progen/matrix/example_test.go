package matrix_test

import (
	"fmt"
	"strings"

	"github.com/mrepl/mrepl/interp/progen/matrix"
)

func Example() {
	for line := range strings.Lines(matrix.Program("Error")) {
		if strings.Contains(line, "pointed field to recovered") {
			fmt.Print(line)
		}
	}
	// Output:
	// 	try("pointed field to recovered", func() { h0 := &holdError{f: error(&Fault{3})}; func() { defer func() { x, ok := recover().(error); out(ok); showError(x) }(); panic(h0.f) }() })
}
