package dyn

import (
	"fmt"
	"log/slog"
)

// LogValue gives slog the type's own LogValue, the text that it prints as, or the
// value.
func (b value) LogValue() slog.Value {
	if f, ok := b.t.method("LogValue").(func(any) slog.Value); ok {
		return f(b)
	}
	if b.t.method("Error") != nil && b.t.method("MarshalJSON") == nil {
		return slog.StringValue(fmt.Sprintf("%+v", b))
	}
	return slog.AnyValue(logged{b})
}

// logged is a box that slog does not ask for a LogValue.
type logged struct{ b value }

func (l logged) open() (*Type, any)            { return l.b.open() }
func (l logged) Format(s fmt.State, verb rune) { l.b.Format(s, verb) }
func (l logged) MarshalJSON() ([]byte, error)  { return l.b.MarshalJSON() }

// A box has a method LogValue for the handlers of slog, which types of the program need not have. These are for handlers
// of interpreted code.

// LogKind is the method Kind of a slog.Value.
func LogKind(v slog.Value) slog.Kind {
	if isLoggedBox(v) {
		return slog.KindAny
	}
	return v.Kind()
}

// LogResolve is the method Resolve of a slog.Value.
func LogResolve(v slog.Value) slog.Value {
	if isLoggedBox(v) {
		return v
	}
	return v.Resolve()
}

// isLoggedBox reports whether a value holds a box of a type that has no method LogValue.
func isLoggedBox(v slog.Value) bool {
	if v.Kind() != slog.KindLogValuer {
		return false
	}
	t, _ := Open(v.Any())
	return t != nil && t.method("LogValue") == nil
}
