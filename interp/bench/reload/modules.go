package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
)

// root returns the directory of the module of mrepl.
func root() (string, error) {
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/mrepl/mrepl").Output()
	return strings.TrimSpace(string(out)), err
}

// exchange copies the sample into a module of its own, which needs what it needs
// here.
func exchange(root, dir string) error {
	if err := os.CopyFS(dir, os.DirFS(filepath.Join(root, "examples", "exchange"))); err != nil {
		return err
	}
	mod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		return err
	}
	text := regexp.MustCompile(`(?m)^module .*`).ReplaceAllString(string(mod), "module exchange")
	text += fmt.Sprintf("\nrequire github.com/mrepl/mrepl v0.0.0\n\nreplace github.com/mrepl/mrepl => %s\n", root)
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte(text), 0o666); err != nil {
		return err
	}
	sum, err := os.ReadFile(filepath.Join(root, "go.sum"))
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, "go.sum"), sum, 0o666); err != nil {
		return err
	}
	return filepath.WalkDir(dir, func(path string, e os.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".go" {
			return err
		}
		if strings.HasSuffix(path, "_test.go") {
			return os.Remove(path)
		}
		return change(path, "github.com/mrepl/mrepl/examples/exchange", "exchange")
	})
}

// change replaces a text in a file.
func change(path, old, text string) error {
	src, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	return os.WriteFile(path, []byte(strings.ReplaceAll(string(src), old, text)), 0o666)
}

// generate writes a module of that many packages, each of which imports one of
// those before it, with a server that answers what its package leaf says.
func generate(root, dir string, packages int) error {
	put := func(name, text string) error {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			return err
		}
		return os.WriteFile(path, []byte(text), 0o666)
	}
	var imports, calls strings.Builder
	for i := range packages {
		other, call := "", ""
		if i > 0 {
			other, call = fmt.Sprintf("\n\t\"large/p%d\"\n", i/2), fmt.Sprintf(" + p%d.F(i)", i/2)
		}
		if err := put(fmt.Sprintf("p%d/p.go", i), fmt.Sprintf(packageSource, i, other, call)); err != nil {
			return err
		}
		fmt.Fprintf(&imports, "\t\"large/p%d\"\n", i)
		fmt.Fprintf(&calls, "\tn += p%d.F(1)\n", i)
	}
	files := map[string]string{
		"go.mod":       "module large\n\ngo 1.26.0\n\nrequire github.com/mrepl/mrepl v0.0.0\n\nreplace github.com/mrepl/mrepl => " + root + "\n",
		"leaf/leaf.go": leafSource,
		"main.go":      fmt.Sprintf(mainSource, imports.String(), calls.String()),
		"www/www.go":   serverSource,
	}
	for name, text := range files {
		if err := put(name, text); err != nil {
			return err
		}
	}
	return nil
}

// packageSource is a package, by number, import and call.
const packageSource = `package p%d

import (
	"fmt"
	"strings"
%s)

type Item struct {
	Name string
	N    int
}

func (t *Item) String() string { return fmt.Sprint(t.Name, " ", t.N) }

var Known = map[string]int{"a": 1}

func F(i int) int {
	t := &Item{Name: "x", N: i}
	n := 0
	for j := range 3 {
		n += j * t.N
	}
	if strings.HasPrefix(t.String(), "y") {
		n += Known[t.Name]
	}
	return n%s
}
`

const leafSource = `package leaf

func Text(i int) string { return "start" }
`

const serverSource = `package www

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"

	"large/leaf"

	"github.com/mrepl/mrepl/states"
)

var App = states.New("app", func(context.Context) (*httptest.Server, error) {
	return httptest.NewServer(http.HandlerFunc(answer)), nil
}).OnStop(func(ctx context.Context, s *httptest.Server) error {
	s.Close()
	return nil
})

func answer(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, leaf.Text(1)) }
`

const mainSource = `package main

import (
	"large/www"
%s)

var App = www.App

func Sum() int {
	n := 0
%s	return n
}

func main() {}
`
