package shell_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/mrepl/mrepl/shell"
)

// TestExcerpt holds that positions are shown where their files can be read, with a caret under the column, and that other
// text is as it was.
func TestExcerpt(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "db.go")
	if err := os.WriteFile(file, []byte("package db\n\tvar x = undefined\r\n"+strings.Repeat("é", 99)+"!"+strings.Repeat("é", 99)), 0o644); err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		file + ":2:10: undefined: undefined": "\n    var x = undefined\n            ^",
		"  " + file + ":1:1: again":          "\n    package db\n    ^",
		file + ":1:1: panic: x":              "",
		file + ":9:1: no such line":          "",
		file + ":1:99: no such column":       "",
		file + ":3:199: far":                 "\n    …" + strings.Repeat("é", 36) + "!" + strings.Repeat("é", 34) + "…\n    " + strings.Repeat(" ", 37) + "^",
		file + ":3:1: near":                  "\n    " + strings.Repeat("é", 72) + "…\n    ^",
		"none.go:1:1: no such file":          "",
		"see " + file + ":1:1: inside":       "",
		file + ": no line":                   "",
	} {
		if got := shell.Excerpt(text + "\nnext"); got != text+want+"\nnext" {
			t.Errorf("%q becomes %q", text, got)
		}
	}
	many := strings.Repeat(file+":1:1: again\n", 9)
	if n := strings.Count(shell.Excerpt(many), "package db"); n != 5 {
		t.Errorf("%d of 9 are shown", n)
	}
}

func ExampleExcerpt() {
	fmt.Println(shell.Excerpt("gone.go:3:7: undefined: x"))
	// Output: gone.go:3:7: undefined: x
}
