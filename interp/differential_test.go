package interp_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/mrepl/mrepl/interp/progen"
	"github.com/mrepl/mrepl/interp/progen/matrix"
	"github.com/mrepl/mrepl/states"
)

// TestPrograms holds that interpreted programs print what compiled ones do: those
// of testdata/programs, each everyday code around one theme.
func TestPrograms(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/programs/*.go")
	if err != nil || len(files) == 0 {
		t.Fatal("no programs", err)
	}
	sources := map[string]string{}
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		sources[strings.TrimSuffix(filepath.Base(file), ".go")] = string(src)
	}
	differ(t, sources)
}

// TestGeneratedPrograms holds that made-up programs print, interpreted, what they print
// compiled.
func TestGeneratedPrograms(t *testing.T) {
	t.Parallel()
	sources := map[string]string{}
	for seed := range uint64(20) {
		sources[fmt.Sprint("p", seed)] = progen.Program(seed)
	}
	differ(t, sources)
}

var wholeMatrix = flag.Bool("matrix", false, "run the matrix for all types, not only for a few")

// TestMatrix holds that values are the same, got in each way and put into each place: for a
// few types, those that have shown most, and for all with -matrix.
func TestMatrix(t *testing.T) {
	t.Parallel()
	kinds := []string{"Proc", "Shape"}
	if *wholeMatrix {
		kinds = matrix.Kinds()
	}
	sources := map[string]string{}
	for _, kind := range kinds {
		sources[kind] = matrix.Program(kind)
	}
	differ(t, sources)
}

// FuzzPrograms holds the same of others, one at a time: an input that takes ten seconds is
// one that hangs, to the fuzzer.
func FuzzPrograms(f *testing.F) {
	f.Add(uint64(20))
	f.Fuzz(func(t *testing.T, seed uint64) {
		differ(t, map[string]string{fmt.Sprint("p", seed): progen.Program(seed)})
	})
}

// differ runs programs, by name, interpreted and compiled, and reports where they
// differ.
func differ(t *testing.T, sources map[string]string) {
	t.Helper()
	dir := writePrograms(t, sources)
	compiled := sync.OnceValues(func() (string, error) { return compile(dir) })
	for name := range sources {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := &module{t: t, dir: dir, reg: states.NewRegistry(), out: newOutput()}
			if err := m.load("./p/" + name + "/prog"); err != nil {
				t.Fatal(m.text(err))
			}
			ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
			defer cancel()
			if _, err := m.session.Eval(ctx, "prog.Main()"); err != nil {
				t.Errorf("interpreted: %s", m.text(err))
			}
			bin, err := compiled()
			if err != nil {
				t.Fatal(err)
			}
			want, err := exec.Command(bin, name).CombinedOutput()
			if err != nil {
				t.Fatalf("compiled: %v\n%s", err, want)
			}
			compareLines(t, m.out.take(), string(want))
		})
	}
}

// compareLines reports the lines that differ.
func compareLines(t *testing.T, got, want string) {
	t.Helper()
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range max(len(g), len(w)) {
		a, b := "(nothing)", "(nothing)"
		if i < len(g) {
			a = g[i]
		}
		if i < len(w) {
			b = w[i]
		}
		if a != b {
			t.Errorf("line %d\n interpreted: %s\n    compiled: %s", i+1, a, b)
		}
	}
}

var (
	mainFunc   = regexp.MustCompile(`(?m)^func main\(\)`)
	mainClause = regexp.MustCompile(`(?m)^package main$`)
)

// writePrograms writes a module of all programs, in which each is a package prog
// with a function Main.
func writePrograms(t *testing.T, sources map[string]string) (dir string) {
	m := newModule(t, "")
	var imports, cases bytes.Buffer
	for name, src := range sources {
		src = mainFunc.ReplaceAllString(src, "func Main()")
		m.write("p/"+name+"/prog/prog.go", mainClause.ReplaceAllString(src, "package prog"))
		fmt.Fprintf(&imports, "import %s \"example.com/all/p/%s/prog\"\n", name, name)
		fmt.Fprintf(&cases, "\tcase %q:\n\t\t%s.Main()\n", name, name)
	}
	m.write("go.mod", "module example.com/all\n\ngo 1.26.0\n")
	m.write("main.go", fmt.Sprintf("package main\n\nimport \"os\"\n%s\nfunc main() {\n\tswitch os.Args[1] {\n%s\t}\n}\n", imports.String(), cases.String()))
	return m.dir
}

// compile builds one binary of all programs, which runs the one that it is told to.
func compile(dir string) (bin string, err error) {
	bin = filepath.Join(dir, "all.exe")
	cmd := exec.Command("go", "build", "-o", bin, ".")
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("go build: %w\n%s", err, out)
	}
	return bin, nil
}
