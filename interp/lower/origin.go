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
	partOf   = regexp.MustCompile(`___[a-z]+\d*$`)
	ofValue  = regexp.MustCompile(`___bound\d+$`)
	nameless = regexp.MustCompile(`__lit_\w+$|___[a-z]+\d*$`)
)

// Origin returns where the function was written that is at an offset of the unit's source: one
// that is declared, a literal, or what a name of a function was lowered to.
func (l *Lowerer) Origin(u *Unit, offset int) Origin {
	line := u.lineAt(offset)
	in, ok := u.enclosing(line)
	if !ok {
		return Origin{}
	}
	if slot, ok := l.slotOf(in.name); ok {
		return l.newest(slot)
	}
	return l.origin(u, line, in.name)
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

// slotOf returns the function that one of the unit stands for, where it is a value of that: what makes a
// replaceable literal, or a helper.
func (l *Lowerer) slotOf(name string) (slot string, ok bool) {
	if slot, ok := strings.CutSuffix(name, "___make"); ok {
		return slot, true
	}
	return l.forwarded(name)
}

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
