package optional_test

import (
	"fmt"
	"go/token"
	"go/types"
	"io"
	"reflect"
	"strings"

	"github.com/mrepl/mrepl/interp/dyn"
	"github.com/mrepl/mrepl/interp/optional"
)

// A value that interpreted code passes as an io.Reader is an io.WriterTo too, if its type has
// that method: io.Copy calls it.
func ExampleWrap() {
	table := dyn.NewTable(func(types.Type) bool { return true })
	name := types.NewTypeName(token.NoPos, types.NewPackage("main", "main"), "Text", nil)
	_, id := table.Type(types.NewNamed(name, types.Typ[types.String], nil))
	text := table.Bind(id, new(string))
	text.Method("Read", func(x any, p []byte) (int, error) { return 0, io.EOF })
	text.Method("WriteTo", func(x any, w io.Writer) (int64, error) {
		n, err := io.WriteString(w, dyn.Raw(x).(string))
		return int64(n), err
	})
	r := optional.Wrap(text, dyn.Box(text, "written"), reflect.TypeFor[io.Reader]()).(io.Reader)
	var out strings.Builder
	fmt.Println(io.Copy(&out, r))
	fmt.Println(out.String())
	// Output:
	// 7 <nil>
	// written
}
