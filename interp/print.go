package interp

import (
	"fmt"
	"io"
	"reflect"
	"strconv"
	"strings"

	"github.com/mrepl/mrepl/interp/dyn"
)

// printBuiltin is print and println, in the forms of the Go runtime.
func printBuiltin(w io.Writer, args []any, sep, end string) {
	texts := make([]string, len(args))
	for i, arg := range args {
		texts[i] = runtimeText(dyn.Raw(arg))
	}
	io.WriteString(orDiscard(w), strings.Join(texts, sep)+end)
}

// runtimeText prints a value as the runtime does.
func runtimeText(v any) string {
	if v == nil {
		return "(0x0,0x0)"
	}
	rv := reflect.ValueOf(v)
	switch rv.Kind() {
	case reflect.Float32, reflect.Float64:
		return strconv.FormatFloat(rv.Float(), 'g', -1, rv.Type().Bits())
	case reflect.Complex64, reflect.Complex128:
		return strconv.FormatComplex(rv.Complex(), 'g', -1, rv.Type().Bits())
	case reflect.Pointer, reflect.Chan, reflect.Func, reflect.Map, reflect.UnsafePointer:
		return fmt.Sprintf("%#x", rv.Pointer())
	case reflect.Slice:
		return fmt.Sprintf("[%d/%d]%#x", rv.Len(), rv.Cap(), rv.Pointer())
	}
	if rv.Kind() >= reflect.Bool && rv.Kind() <= reflect.Uintptr || rv.Kind() == reflect.String {
		return fmt.Sprint(plainKind(rv))
	}
	return fmt.Sprintf("(%T)", v)
}

// plainKind returns a bool, number or string without the methods of its type.
func plainKind(v reflect.Value) any {
	switch {
	case v.CanInt():
		return v.Int()
	case v.CanUint():
		return v.Uint()
	case v.Kind() == reflect.Bool:
		return v.Bool()
	}
	return v.String()
}
