package shell

import (
	"slices"
	"strings"

	"github.com/mrepl/mrepl/states"
)

// near returns those of the candidates that word may be a slip of, at most three.
func near(word string, candidates []string) []string {
	found := states.Nearest(word, candidates)
	return found[:min(len(found), 3)]
}

// near returns the commands that word may be the beginning of, by their own names, or else a slip of, at most three.
func (t table) near(word string) []string {
	slips := near(word, t.names())
	if len(word) < 3 {
		return slips
	}
	begun := t.which(func(Command) bool { return true })
	begun = few(slices.DeleteFunc(begun, func(name string) bool { return !strings.HasPrefix(name, word) || slices.Contains(slips, name) }))
	all := append(slips, begun...)
	return all[:min(len(all), 3)]
}

// orList writes "a", "a or b", "a, b or c".
func orList(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " or " + names[len(names)-1]
}
