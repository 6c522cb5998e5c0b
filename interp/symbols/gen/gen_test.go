package gen

import (
	"bytes"
	"flag"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// checkLib type-checks testdata/lib from source.
func checkLib(t *testing.T) *types.Package {
	t.Helper()
	fset := token.NewFileSet()
	std := importer.ForCompiler(fset, "source", nil)
	secret := check(t, fset, std, "example.com/lib/internal/secret", "../../host/testdata/lib/internal/secret/secret.go")
	return check(t, fset, importFunc(func(path string) (*types.Package, error) {
		if path == secret.Path() {
			return secret, nil
		}
		return std.Import(path)
	}), "example.com/lib", "../../host/testdata/lib/lib.go")
}

type importFunc func(path string) (*types.Package, error)

func (f importFunc) Import(path string) (*types.Package, error) { return f(path) }

func check(t *testing.T, fset *token.FileSet, imp types.Importer, path, file string) *types.Package {
	t.Helper()
	tree, err := parser.ParseFile(fset, file, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	pkg, err := (&types.Config{Importer: imp}).Check(path, fset, []*ast.File{tree}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return pkg
}

func TestSymbolsOfEverythingAPackageCanExport(t *testing.T) {
	t.Parallel()
	got, err := File{Package: "main", Path: "example.com/app/.mrepl-host", Var: "symbols", Serial: 3}.Write(checkLib(t))
	if err != nil {
		t.Fatal(err)
	}
	golden := filepath.Join("testdata", "lib.golden")
	if *update {
		if err := os.WriteFile(golden, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("symbols of lib differ from %s (go test -run %s -update rewrites it):\n%s", golden, t.Name(), got)
	}
}

func TestInternalPackagesAreNamedOnlyWhereTheyMayBe(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		path, from string
		want       bool
	}{
		{"fmt", "example.com/app", true},
		{"internal/abi", "example.com/app", false},
		{"vendor/golang.org/x/net/idna", "example.com/app", false},
		{"example.com/lib/internal/secret", "example.com/app", false},
		{"example.com/app/internal/x", "example.com/app/.mrepl-host", true},
		{"example.com/app/internal", "example.com/app/.mrepl-host", true},
		{"example.com/app/a/internal/x", "example.com/app/.mrepl-host", false},
		{"example.com/app/a/internal/x", "example.com/app/ab", false},
		{"example.com/internals/x", "example.com/app", true},
	} {
		if got := Importable(c.path, c.from); got != c.want {
			t.Errorf("Importable(%q, %q) = %v", c.path, c.from, got)
		}
	}
}

func TestNamesInASymbolFileDoNotCollide(t *testing.T) {
	t.Parallel()
	f := &symbolFile{imports: map[string]string{"reflect": "reflect"}}
	for path, want := range map[string]string{"x/reflect": "reflect_2", "x/string": "string_2", "x/a0": "a0_2", "x/w": "w_2", "x/decimal": "decimal"} {
		if got := f.use(path, filepath.Base(path)); got != want {
			t.Errorf("%s goes by the name %s, want %s", path, got, want)
		}
	}
	if got := f.use("y/decimal", "decimal"); got != "decimal_2" {
		t.Errorf("the second decimal goes by the name %s", got)
	}
}
