package shell

import (
	"strings"

	"github.com/mrepl/mrepl/states"
)

// near returns those of the candidates that word may be a slip of, at most three.
func near(word string, candidates []string) []string {
	found := states.Nearest(word, candidates)
	return found[:min(len(found), 3)]
}

// orList writes "a", "a or b", "a, b or c".
func orList(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " or " + names[len(names)-1]
}
