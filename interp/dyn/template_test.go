package dyn

import (
	"fmt"
	"strings"
	"testing"
	"text/template"
)

// TestTemplatesDoNotPrintNumbersForNames holds that a template which would print a value
// otherwise than its String method does is not carried out, and that all others are.
func TestTemplatesDoNotPrintNumbersForNames(t *testing.T) {
	t.Parallel()
	_, find := program(t, `package app
		type Level int
		func (Level) String() string { return "" }
		type Same string
		func (Same) String() string { return "" }
		type Item struct { Name Same; Level Level }`, map[string]any{"Level": 0, "Same": "", "Item": struct {
		Name  string
		Level int
	}{}})
	find("Level").Method("String", func(r any) string { return fmt.Sprint("level ", Raw(r)) })
	find("Same").Method("String", func(r any) string { return fmt.Sprint(Raw(r)) })
	data := map[string]any{"Top": Box(find("Level"), 1), "Item": Box(find("Item"), struct {
		Name  string
		Level int
	}{"a", 2})}
	for text, want := range map[string]string{
		"{{.Top}} {{.Item.Name}}": "level 1 a",
		"{{.Item.Level}}":         "",
	} {
		var out strings.Builder
		err := ExecuteText(template.Must(template.New("t").Parse(text)), &out, data)
		if out.String() != want || (err != nil) != (want == "") {
			t.Errorf("%s: %q %v", text, out.String(), err)
		}
	}
}
