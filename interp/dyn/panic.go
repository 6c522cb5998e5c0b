package dyn

import (
	"reflect"
	"strings"
)

// runtimeError is a panic of the Go runtime that the interpreter reports in
// words of its own.
type runtimeError string

func (e runtimeError) Error() string { return "runtime error: " + string(e) }

// RuntimeError marks it as a run-time error.
func (runtimeError) RuntimeError() {}

const (
	errNilDereference = runtimeError("invalid memory address or nil pointer dereference")
	errIndex          = runtimeError("index out of range")
)

// Recovered returns the value of a panic as compiled code would recover it.
func Recovered(v any) any {
	switch v := v.(type) {
	case reflect.Value: // what the interpreter panics with
		if !v.IsValid() || !v.CanInterface() {
			return nil
		}
		return Recovered(v.Interface())
	case *reflect.ValueError:
		return errNilDereference
	case string:
		switch {
		case strings.HasPrefix(v, "reflect: slice index out of range"),
			strings.HasPrefix(v, "reflect: array index out of range"),
			strings.HasPrefix(v, "reflect: string index out of range"):
			return errIndex
		case strings.HasPrefix(v, "reflect") && (strings.Contains(v, "slice bounds out of range") || strings.Contains(v, "slice index out of bounds")):
			return runtimeError("slice bounds out of range")
		case strings.HasPrefix(v, "reflect") && strings.Contains(v, "zero Value"):
			return errNilDereference
		}
	}
	return v
}
