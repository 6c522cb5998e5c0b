package dyn

import (
	"reflect"
	"regexp"
	"runtime"
	"strings"
)

// runtimeError is a panic of the Go runtime that the interpreter reports in
// words of its own.
type runtimeError string

func (e runtimeError) Error() string { return "runtime error: " + string(e) }

// RuntimeError marks it as a run-time error.
func (runtimeError) RuntimeError() {}

// RuntimeError returns a run-time error with that text.
func RuntimeError(text string) error { return runtimeError(text) }

// plainError is a run-time error whose text does not say that it is one.
type plainError string

func (e plainError) Error() string { return string(e) }

// RuntimeError marks it as a run-time error.
func (plainError) RuntimeError() {}

// Unhashable returns the run-time error of a map that is given the key x, which cannot be
// hashed. That is another one when it need not be, as the map is empty and only looked
// into. ok is false when x is hashable.
func Unhashable(x any, hashed bool) (err error, ok bool) {
	t, v := Open(x)
	if v == nil || reflect.ValueOf(v).Comparable() {
		return nil, false
	}
	name := reflect.TypeOf(v).String()
	if t != nil {
		name = t.Name
	}
	if hashed {
		return runtimeError("hash of unhashable type " + name), true
	}
	return plainError("hash of unhashable type: " + name), true
}

const (
	errNilDereference = runtimeError("invalid memory address or nil pointer dereference")
	errIndex          = runtimeError("index out of range")
)

// Panic is what package reflect of interpreted code panics with, as the interpreter does
// with other things, on behalf of the program.
type Panic struct{ Value any }

// Recovered returns the value of a panic as compiled code would recover it.
func Recovered(v any) any {
	switch v := v.(type) {
	case *Panic:
		return v.Value
	case reflect.Value: // what the interpreter panics with
		if !v.IsValid() || !v.CanInterface() || v.Kind() == reflect.Interface && v.IsNil() {
			return new(runtime.PanicNilError)
		}
		return Recovered(v.Interface())
	case *reflect.ValueError:
		return errNilDereference
	case string:
		if strings.HasPrefix(v, "reflect") {
			if m := badConversion.FindStringSubmatch(v); m != nil {
				return RuntimeError("cannot convert slice with length " + m[1] + " to array or pointer to array with length " + m[2])
			}
			for _, t := range translations {
				if strings.Contains(v, t.have) {
					return t.want
				}
			}
		}
	}
	return v
}

// translations pairs what reflect panics with, on behalf of interpreted code,
// with what compiled code panics with.
var translations = []struct {
	have string
	want error
}{
	{"slice index out of range", errIndex},
	{"array index out of range", errIndex},
	{"string index out of range", errIndex},
	{"slice index out of bounds", runtimeError("slice bounds out of range")},
	{"slice bounds out of range", runtimeError("slice bounds out of range")},
	{"zero Value", errNilDereference},
	{"Method on nil interface value", errNilDereference},
	{"call of nil function", errNilDereference},
	{"MakeSlice: negative len", runtimeError("makeslice: len out of range")},
	{"MakeSlice: len out of range", runtimeError("makeslice: len out of range")},
	{"MakeSlice: negative cap", runtimeError("makeslice: cap out of range")},
	{"MakeSlice: len > cap", runtimeError("makeslice: cap out of range")},
	{"MakeChan: negative buffer size", plainError("makechan: size out of range")},
}

// badConversion is what reflect says where a slice has not enough elements for an array.
var badConversion = regexp.MustCompile(`cannot convert slice with length (\d+) to .*array with length (\d+)$`)
