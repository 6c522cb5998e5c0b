package prompt_test

import (
	"fmt"
	"os"

	"github.com/mrepl/mrepl/shell"
	"github.com/mrepl/mrepl/shell/prompt"
	"github.com/mrepl/mrepl/states"
)

// Where nobody sits at a terminal it runs standard input as a script, which is empty here.
func ExampleMain() {
	clock := states.NewRegistry()
	states.ValueIn(clock, "tick", "tock")
	fmt.Println(prompt.Main(shell.Config{Name: "clock", Registry: clock}))
	// Output: 0
}

func ExampleColumns() {
	null, _ := os.Open(os.DevNull)
	defer null.Close()
	fmt.Println(prompt.Columns(null))
	// Output: 0
}

func ExampleColors() {
	null, _ := os.Open(os.DevNull)
	defer null.Close()
	fmt.Println(prompt.Colors(null))
	// Output: false
}
