package lower_test

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"go/format"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"github.com/mrepl/mrepl/interp"
	"github.com/mrepl/mrepl/interp/load"
	"github.com/mrepl/mrepl/interp/lower"
	"github.com/mrepl/mrepl/interp/symbols"
	"github.com/mrepl/mrepl/states"
)

var update = flag.Bool("update", false, "write the sections of testdata/*.txtar anew that are recorded")

// A construct is a file of testdata: why something is lowered, said in words and
// shown by the smallest program. What follows the program is recorded by -update:
//
//	go       what it prints when the go command runs it
//	yaegi    what plain yaegi makes of it, if that is something else
//	lowered  the text that it becomes, without its head
//	refused  or else why it cannot be
type construct struct {
	name string
	file string
	txtar.Archive
}

// constructs reads testdata.
func constructs(t *testing.T) []*construct {
	t.Helper()
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no constructs", err)
	}
	var list []*construct
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, &construct{strings.TrimSuffix(filepath.Base(file), ".txtar"), file, *archive})
	}
	return list
}

// section returns what is recorded under a name, "" for nothing.
func (c *construct) section(name string) string {
	for _, f := range c.Files {
		if f.Name == name {
			return string(f.Data)
		}
	}
	return ""
}

// record puts a section at the end, unless it is empty.
func (c *construct) record(name, text string) {
	if text != "" {
		c.Files = append(c.Files, txtar.File{Name: name, Data: []byte(text)})
	}
}

// TestConstructs holds of each construct what its file says: the lowered text, that
// it prints what the compiled program does, and what plain yaegi does instead. A
// newer yaegi that does it right fails the test, as then the lowering may go.
func TestConstructs(t *testing.T) {
	t.Parallel()
	list := constructs(t)
	dir := writeModule(t, list)
	loader := load.New(load.Config{Dir: dir, Patterns: []string{"./..."}})
	prog, err := loader.Load(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	table := symbols.All(nil)
	for _, c := range list {
		lowered, refused := lowerOne(t, loader, prog, c.name, table)
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if len(bytes.TrimSpace(c.Comment)) == 0 {
				t.Error("it does not say why")
			}
			if *update {
				c.Files = c.Files[:1]
				c.record("go", compiled(t, dir, c.name))
			}
			want := c.section("go")
			if refused == "" {
				same(t, "interpreted", interpreted(t, dir, c.name), want)
			}
			plain := plainYaegi(t, dir, c.name)
			if plain == want {
				plain = ""
			}
			if *update {
				c.record("yaegi", plain)
				c.record("lowered", lowered)
				c.record("refused", refused)
				if err := os.WriteFile(c.file, txtar.Format(&c.Archive), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			same(t, "by plain yaegi", plain, c.section("yaegi"))
			same(t, "lowered", lowered, c.section("lowered"))
			same(t, "refused", refused, c.section("refused"))
		})
	}
}

func same(t *testing.T, what, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("%s it is\n%s\nwant\n%s", what, got, want)
	}
}

// writeModule writes the programs as the packages of one module.
func writeModule(t *testing.T, list []*construct) string {
	t.Helper()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{
		"go.mod": "module m\n\ngo 1.26.0\n\nrequire github.com/mrepl/mrepl v0.0.0\n\nreplace github.com/mrepl/mrepl => " + root + "\n",
	}
	for _, c := range list {
		files[c.name+"/main.go"] = c.section("main.go")
	}
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// empty are the parts of a unit that are the same in every one.
var empty = regexp.MustCompile(`(?s)^package m\n+(import [^\n]*\n+)*|func (bind|run)__\(\) \{\n\}\n|func init\(\) \{ \w+\.Entry\(bind__, run__\) \}\n$`)

// lowerOne lowers one package of a program, by itself.
func lowerOne(t *testing.T, loader *load.Loader, prog *load.Program, name string, table *symbols.Table) (lowered, refused string) {
	t.Helper()
	alone := *prog
	alone.Packages = []*load.Package{prog.Package("m/" + name)}
	l := lower.New(prog.Fset, table)
	l.Borrow(loader)
	unit, err := l.Program(&alone)
	var errs load.Errors
	switch {
	case errors.As(err, &errs):
		for _, e := range errs {
			refused += e.Msg + "\n"
		}
		return "", refused
	case err != nil:
		t.Fatal(err)
	}
	text, err := format.Source([]byte(unit.Text()))
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimLeft(string(empty.ReplaceAll(text, nil)), "\n"), ""
}

// interpreted runs a program as it is meant to be run.
func interpreted(t *testing.T, dir, name string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	var out bytes.Buffer
	err := interp.Exec(ctx, interp.Config{Dir: dir, Patterns: []string{"./" + name}, Registry: states.NewRegistry(), Stdout: &out, Stderr: &out})
	if err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// compiled has the go command run a program.
func compiled(t *testing.T, dir, name string) string {
	t.Helper()
	cmd := exec.Command("go", "run", "./"+name)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return string(out)
}
