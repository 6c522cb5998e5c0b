//go:build !js

package states_test

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// The programs of docs/states.md leave out their imports and what has nothing to do with
// states. These are for them to be complete.
var (
	pageImports = map[string]string{
		"context.": "context", "http.": "net/http", "log.": "log", "os.": "os", "signal.": "os/signal", "sql.": "database/sql",
		"syscall.": "syscall", "testing.": "testing", "time.": "time", "states.": "github.com/mrepl/mrepl/states",
		"conf.Config": pagePath + "/conf", "db.Conn": pagePath + "/db", "www.App": pagePath + "/www",
	}
	pageRest = map[string]string{
		"before": `
			type settings struct { DB struct{ URI string }; WWW struct{ Port int } }
			func readConfig(path string) (settings, error) { return settings{}, nil }
			func newServer(port int, db *sql.DB) *http.Server { return new(http.Server) }
			var signals chan os.Signal
			var ctx context.Context`,
		"conf": `
			type settings struct { DB struct{ URI string } }
			func read(context.Context) (*settings, error) { return new(settings), nil }`,
		"db": ``,
		"www": `
			func serve(context.Context) (*http.Server, error) { return new(http.Server), nil }`,
		"after": ``,
		"orders": `
			func memory() *sql.DB { return nil }
			func get(t *testing.T, s *http.Server, path string) {}`,
	}
)

// pagePath is where the packages are for the compiler: nowhere else.
const pagePath = "github.com/mrepl/mrepl/states/page"

func TestTheProgramsOfThePageCompile(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("../docs/states.md")
	if err != nil {
		t.Fatal(err)
	}
	found := programs(string(page))
	dir, overlay := t.TempDir(), map[string]string{}
	args := []string{"build", "-overlay", filepath.Join(dir, "overlay.json")}
	for pkg, rest := range pageRest {
		if found[pkg] == "" {
			t.Errorf("the page has no program %s", pkg)
			continue
		}
		at, err := filepath.Abs(filepath.Join("page", pkg, "page.go"))
		if err != nil {
			t.Fatal(err)
		}
		overlay[at] = filepath.Join(dir, pkg+".go")
		write(t, overlay[at], withImports(found[pkg]+rest))
		args = append(args, pagePath+"/"+pkg)
	}
	list, err := json.Marshal(map[string]any{"Replace": overlay})
	if err != nil {
		t.Fatal(err)
	}
	write(t, args[2], string(list))
	if out, err := exec.CommandContext(t.Context(), "go", args...).CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

var (
	goBlock       = regexp.MustCompile("(?ms)^```go\n(.*?)^```$")
	packageClause = regexp.MustCompile(`(?m)^package (\w+)\n`)
)

// programs returns the Go of a page by the names of its packages. A main function without
// a package clause is "before" or "after", and a test is "orders".
func programs(page string) map[string]string {
	found := map[string]string{}
	for _, block := range goBlock.FindAllStringSubmatch(page, -1) {
		source := block[1]
		switch {
		case strings.HasPrefix(source, "func main()") && found["before"] == "":
			found["before"] = "package main\n" + source
		case strings.HasPrefix(source, "func main()"):
			found["after"] = "package main\n" + source
		case strings.HasPrefix(source, "func Test"):
			found["orders"] = "package orders\n" + source
		}
		clauses := packageClause.FindAllStringSubmatchIndex(source, -1)
		for i, at := range clauses {
			end := len(source)
			if i+1 < len(clauses) {
				end = clauses[i+1][0]
			}
			found[source[at[2]:at[3]]] = source[at[0]:end]
		}
	}
	return found
}

// withImports adds the imports that a program needs.
func withImports(program string) string {
	clause, rest, _ := strings.Cut(program, "\n")
	var b strings.Builder
	b.WriteString(clause + "\n")
	for use, path := range pageImports {
		if regexp.MustCompile(`\b` + regexp.QuoteMeta(use)).MatchString(rest) {
			fmt.Fprintf(&b, "import %q\n", path)
		}
	}
	b.WriteString("//line page.go:1\n" + rest)
	return b.String()
}
