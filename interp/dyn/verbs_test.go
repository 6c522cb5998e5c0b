package dyn

import (
	"fmt"
	"go/types"
	"testing"
)

// TestFormatCountsArguments holds that the verbs of a format find the arguments that
// fmt finds for them.
func TestFormatCountsArguments(t *testing.T) {
	t.Parallel()
	table := NewTable(func(types.Type) bool { return true })
	named := types.NewNamed(types.NewTypeName(0, types.NewPackage("app", "app"), "T", nil), types.Typ[types.Int], nil)
	table.Type(named)
	box := Box(table.Bind(0, new(int)), 7)
	for _, c := range []struct {
		format string
		args   []any
		want   string
	}{
		{"%T", []any{box}, "app.T"},
		{"%v %T", []any{1, box}, "1 app.T"},
		{"%T %T", []any{1, box}, "int app.T"},
		{"%8T|%-8T|%.3T", []any{box, box, box}, "   app.T|app.T   |app"},
		{"%*T", []any{8, box}, "   app.T"},
		{"%*.*T", []any{8, 3, box}, "     app"},
		{"%[2]T %[1]v", []any{1, box}, "app.T 1"},
		{"%[1]v %[1]T %v", []any{box, 2}, "7 app.T 2"},
		{"%[2]*[1]T", []any{box, 8}, "   app.T"},
		{"%% %T", []any{box}, "% app.T"},
		{"é%T é", []any{box}, "éapp.T é"},
		{"%é %T", []any{1, box}, "%!é(int=1) app.T"},
		{"%T", nil, "%!T(MISSING)"},
		{"%v %T", []any{box}, "7 %!T(MISSING)"},
		{"%[x]T", []any{box}, "%!T(BADINDEX)"},
		{"%[9]T", []any{box}, "%!T(BADINDEX)"},
		{"%T", []any{box, 1}, "app.T%!(EXTRA int=1)"},
		{"%p", []any{box}, "%!p(app.T=7)"},
	} {
		if got := fmt.Sprintf(Format(c.format, c.args), c.args...); got != c.want {
			t.Errorf("%q of %d arguments: %q, want %q", c.format, len(c.args), got, c.want)
		}
	}
}
