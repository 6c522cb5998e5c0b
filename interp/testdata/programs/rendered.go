// Templates that call methods of what an interface holds.
package main

import (
	"html/template"
	"os"
)

type User struct{ First, Last string }

func (u *User) Full() string { return u.First + " " + u.Last }

func render(name string, data any) error { return tmpl.ExecuteTemplate(os.Stdout, name, data) }

var tmpl = template.Must(template.New("x").Parse(`{{define "p"}}{{.User.Full}} {{range .Users}}{{.Full}};{{end}} {{.N}}
{{end}}`))

func main() {
	u := &User{"A", "B"}
	if err := render("p", map[string]any{"User": u, "Users": []*User{u, u}, "N": 3}); err != nil {
		println(err.Error())
	}
}
