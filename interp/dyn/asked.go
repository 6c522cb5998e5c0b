package dyn

import (
	"regexp"
	"strings"
)

// Unasked is Raw for a function of another module that may ask what it gets for one of these interfaces, which are
// of its package. It panics where an interpreted type has one: the function would go on without it.
func Unasked(x any, faces ...*Iface) any {
	t, v := Open(x)
	if t == nil {
		return v
	}
	for _, face := range faces {
		if face.missingIn(t) == "" {
			panic("compiled code may ask this value for " + face.Name + ", and does not see the methods of " + t.Name + ": convert it to " + face.Name + " first, or put the type into a package marked //mrepl:native")
		}
	}
	return v
}

// printers are the names of functions that print what they get, as package fmt does.
var printers = regexp.MustCompile(`^([FS]?Print|Log|Trace|Debug|Info|Notice|Warn|Warning|Error|Fatal|Panic|Wrap|WithMessage|New|Skip|Assert)(f|ln|w|Context|Contextf)?$`)

// Prints reports whether a function of another module with a list of any hands that on to package fmt, by its name.
func Prints(path, name string) bool {
	return strings.Contains(path, ".") && printers.MatchString(name[strings.LastIndexByte(name, '.')+1:])
}
