package interp_test

import (
	"context"
	"strings"
	"testing"
)

const templated = `
-- main.go --
package main

import (
	"strings"
	"text/template"
)

type User struct{ First, Last string }

var page = template.Must(template.New("").Parse("{{.First}}"))

func Render() string {
	var b strings.Builder
	if err := page.Execute(&b, User{"a", "b"}); err != nil {
		return err.Error()
	}
	return b.String()
}

func main() {}
`

// TestMethodsForTemplatesComeWithAReset holds that a reload which gives a template a type with
// methods is refused, with a way out, and that this is one; nothing is harmed before.
func TestMethodsForTemplatesComeWithAReset(t *testing.T) {
	t.Parallel()
	m := open(t, templated)
	m.expect("main.Render()", `"a"`)
	m.replace("main.go", `"{{.First}}"`, `"{{.Full}}"`)
	m.replace("main.go", "var page", "func (u User) Full() string { return u.First + u.Last }\n\nvar page")
	ctx := context.Background()
	_, err := m.session.Reload(ctx, false)
	if err == nil || !strings.Contains(err.Error(), "reset --all interprets text/template too") {
		t.Fatalf("the error is %v", err)
	}
	m.expect("main.Render()", `"a"`)
	if _, err := m.session.Reload(ctx, true); err != nil {
		t.Fatal(m.text(err))
	}
	m.expect("main.Render()", `"ab"`)
	m.replace("main.go", "u.First + u.Last", "u.Last + u.First")
	m.reload()
	m.expect("main.Render()", `"ba"`)
}
