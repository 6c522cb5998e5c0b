package dyn

import (
	"encoding"
	"flag"
)

// TextVar is the method TextVar of a flag set. That wants its two values to be of one
// type, which wrapped ones are not.
func TextVar(set *flag.FlagSet, p encoding.TextUnmarshaler, name string, value encoding.TextMarshaler, usage string) {
	text, err := value.MarshalText()
	if err == nil {
		err = p.UnmarshalText(text)
	}
	if err != nil {
		panic("flag: the default of " + name + ": " + err.Error())
	}
	set.Var(&textFlag{p, string(text)}, name, usage)
}

// textFlag is a flag that sets a value from text.
type textFlag struct {
	p    encoding.TextUnmarshaler
	text string
}

// Set sets the value.
func (f *textFlag) Set(text string) error {
	f.text = text
	return f.p.UnmarshalText([]byte(text))
}

// Get returns the value.
func (f *textFlag) Get() any { return Lift(f.p) }

// String returns the value as text.
func (f *textFlag) String() string {
	if m, ok := f.p.(encoding.TextMarshaler); ok {
		if text, err := m.MarshalText(); err == nil {
			return string(text)
		}
	}
	return f.text
}
