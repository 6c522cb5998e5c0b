package lower

import (
	"fmt"
	"go/token"
	"regexp"
	"strings"
)

// Origin is where a function was written.
type Origin struct {
	Pos  token.Position // not valid where it is not known
	Name string         // of the function, with its package, or of what it stands in; "" where that has none
	Part string         // what it is of what has the name: "literal", "method value", or "" for the function itself
}

var (
	funcHead = regexp.MustCompile(`^func (\w+)\(`)
	partOf   = regexp.MustCompile(`___[a-z]+\d*$`)
	ofValue  = regexp.MustCompile(`___bound\d+$`)
	nameless = regexp.MustCompile(`__lit_\w+$|___[a-z]+\d*$`)
)

// Origin returns where the function was written that is at an offset of the unit's source: one
// that is declared, a literal, or what a name of a function was lowered to.
func (l *Lowerer) Origin(u *Unit, offset int) Origin {
	if offset < 0 || offset >= len(u.Source) {
		return Origin{}
	}
	start := strings.LastIndex(u.Source[:offset], "\nfunc ") + 1
	if strings.HasPrefix(u.Source[offset:], "func ") && (offset == 0 || u.Source[offset-1] == '\n') {
		start = offset
	}
	m := funcHead.FindStringSubmatch(u.Source[start:])
	if m == nil {
		return Origin{}
	}
	name := m[1]
	if slot, made := strings.CutSuffix(name, "___make"); made {
		return l.newest(slot)
	}
	if named, ok := l.forwarded(name); ok {
		return l.newest(named)
	}
	return l.origin(u, strings.Count(u.Source[:offset], "\n")+1, name)
}

// origin returns what there is to tell of a function at a line of a unit.
func (l *Lowerer) origin(u *Unit, line int, name string) Origin {
	o := Origin{Pos: u.Position(line), Name: strings.TrimPrefix(l.SourceName(partOf.ReplaceAllString(name, "")), "prompt.")}
	switch {
	case ofValue.MatchString(name):
		o.Part = "method value"
	case nameless.MatchString(name):
		o.Part = "literal"
	}
	return o
}

// newest returns where the newest version of a replaceable function was written. Of other
// functions only the name is known.
func (l *Lowerer) newest(slot string) Origin {
	l.mu.Lock()
	v, ok := l.versions[slot]
	l.mu.Unlock()
	if !ok {
		return Origin{Name: l.SourceName(slot)}
	}
	at := strings.Index(v.unit.Source, fmt.Sprintf("\nfunc %s(", v.name))
	return l.origin(v.unit, strings.Count(v.unit.Source[:at+1], "\n")+1, slot)
}

// asValue is the kind of the helpers that stand for functions which are used as values.
const asValue = "value"

// forwarded returns the function that a helper stands for, where that is used as a value.
func (l *Lowerer) forwarded(helper string) (name string, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for key, made := range l.helpers {
		if name, ok := strings.CutPrefix(key, asValue); ok && made == helper {
			return name, true
		}
	}
	return "", false
}
