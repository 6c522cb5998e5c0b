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
	call := regexp.MustCompile(`\b` + Slot(name) + `\(`)
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

var (
	versioned = regexp.MustCompile(`__\d+v$`)                              // the name of a group
	literals  = regexp.MustCompile(`__(lit_\w+|_lit\d+)$`)                 // of a function literal
	madeUp    = regexp.MustCompile(`___[a-z]+\d*$|^[a-zA-Z]+__(_?\d.*)?$`) // of what lowering makes up
)

// SourceName returns what a function of a unit is called in the source, without its
// package, or "" for one that is not there.
func (u *Unit) SourceName(name string) string {
	name = Slot(name)
	if called, ok := u.called.Load(name); ok {
		_, rest, _ := strings.Cut(called.(string), ".")
		return rest
	}
	switch _, rest, _ := strings.Cut(name, "__"); {
	case literals.MatchString(name):
		return "a function literal"
	case madeUp.MatchString(name):
		return ""
	default:
		return strings.ReplaceAll(rest, "__", ".")
	}
}

// Slot returns the name by which a function of a unit is called.
func Slot(name string) string { return versioned.ReplaceAllString(name, "") }

// SourceName returns what a function, a variable or an initialiser is called in
// the source, with its package; "" for one that is not there. A function literal is a
// part of what it stands in.
func (l *Lowerer) SourceName(name string) string {
	name = literalIn.ReplaceAllString(strings.TrimSuffix(Slot(name), "__call"), "")
	called, ok := l.called.Load(name)
	if !ok {
		called, ok = l.called.Load(strings.TrimSuffix(name, "__init"))
	}
	if !ok {
		return ""
	}
	return called.(string)
}

var literalIn = regexp.MustCompile(`__lit_\w+$`)

// InitFunc returns the package of an init function.
func InitFunc(slot string) (pkg string, ok bool) {
	m := initFunc.FindStringSubmatch(slot)
	if m == nil {
		return "", false
	}
	return m[1], true
}

var initFunc = regexp.MustCompile(`^(\w+?)__init(_\d+)?$`)
