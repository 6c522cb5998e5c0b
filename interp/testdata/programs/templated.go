// Templates that call methods of what they are given.
package main

import (
	"fmt"
	"os"

	html "html/template"
	template "text/template"
)

type Status int

func (s Status) String() string { return "status!" }

type User struct {
	First, Last string
	St          Status
	Friends     []*User
	ByName      map[string]*User
}

func (u User) Full() string                  { return u.First + " " + u.Last }
func (u *User) Greet(s string, n int) string { return fmt.Sprint(s, u.First, n) }
func (u User) Err() (int, error)             { return 0, fmt.Errorf("oops") }

func main() {
	u := &User{First: "A", Last: "<B>", St: 1}
	u.Friends = []*User{{First: "C"}}
	u.ByName = map[string]*User{"x": {First: "X"}}
	t := template.Must(template.New("").Parse(`{{.Full}} {{.St}} {{.Greet "hi" 2}} {{range $i, $f := .Friends}}{{$i}} {{$f.Full}} {{$f.St}}{{end}} {{.ByName.x.Full}} {{with .Friends}}{{len .}}{{end}} {{printf "%v %d" .St .St}} {{eq .St 1}} {{if .Friends}}yes{{end}} {{len .ByName}}
`))
	fmt.Println(t.Execute(os.Stdout, u))
	fmt.Println(t.Execute(os.Stdout, map[string]any{"Full": 1}))
	fmt.Println(template.Must(template.New("e").Parse("{{.Err}}")).Execute(os.Stdout, u))
	fmt.Println(template.Must(template.New("e").Parse("{{.Nope}}")).Execute(os.Stdout, u))
	h := html.Must(html.New("h").Parse(`<a href="{{.Full}}" onclick="f({{.St}}, {{.First}})">{{.Full}} {{.St}}</a>
`))
	fmt.Println(h.Execute(os.Stdout, u))
	fm := html.Must(html.New("f").Funcs(html.FuncMap{"twice": func(s Status) Status { return 2 * s }, "name": User.Full}).Parse("{{twice .St}} {{name .}} {{block \"in\" .Friends}}{{range .}}{{.Greet \"yo\" 1}}{{end}}{{end}}\n"))
	fmt.Println(fm.Execute(os.Stdout, *u))
}
