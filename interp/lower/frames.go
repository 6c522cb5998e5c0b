package lower

import (
	"go/token"
	"regexp"
	"strings"
)

// Calls returns where the function that a line of the unit (from 1) belongs to
// may call the function of that lowered name, each source line once, and where the
// function itself begins. Without a name that is anywhere in it.
func (u *Unit) Calls(line int, name string) (calls []token.Position, start token.Position) {
	lines := strings.Split(u.Source, "\n")
	first := min(line, len(lines)) - 1
	for first > 0 && !strings.HasPrefix(lines[first], "func ") {
		first--
	}
	call := regexp.MustCompile(`\b` + name + `\(`)
	seen := map[int]bool{}
	for i := first + 1; i < len(lines) && !strings.HasPrefix(lines[i], "func "); i++ {
		pos := u.Position(i + 1)
		if strings.Trim(lines[i], "{}") == "" || !pos.IsValid() || seen[pos.Line] || name != "" && !call.MatchString(lines[i]) {
			continue
		}
		seen[pos.Line] = true
		calls = append(calls, pos)
	}
	return calls, u.Position(first + 1)
}

// madeUp matches the names of functions that lowering makes up.
var madeUp = regexp.MustCompile(`^[a-zA-Z]+__(_?\d.*)?$`)

// SourceName returns what a function of a unit is called in the source, or ""
// for one that is not there.
func SourceName(name string) string {
	prefix, rest, _ := strings.Cut(name, "__")
	switch {
	case prefix == "lit":
		return "a function literal"
	case madeUp.MatchString(name):
		return ""
	}
	return strings.ReplaceAll(rest, "__", ".")
}
