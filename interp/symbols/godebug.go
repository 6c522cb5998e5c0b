package symbols

import (
	"os"
	"reflect"
	"strings"
)

// godebug is internal/godebug for packages of the standard library that are interpreted.
var godebug = Exports{"internal/godebug/godebug": {
	"New":     reflect.ValueOf(func(name string) *Setting { return &Setting{name} }),
	"Setting": reflect.ValueOf((*Setting)(nil)),
}}

// Setting is a setting of the variable GODEBUG.
type Setting struct{ name string }

// Name returns its name.
func (s *Setting) Name() string { return strings.TrimPrefix(s.name, "#") }

// Value returns what it is set to, "" for the default.
func (s *Setting) Value() string {
	value := ""
	for setting := range strings.SplitSeq(os.Getenv("GODEBUG"), ",") {
		if name, is, ok := strings.Cut(setting, "="); ok && name == s.Name() {
			value = is
		}
	}
	return value
}

// IncNonDefault does nothing: nobody counts here.
func (s *Setting) IncNonDefault() {}
