package load

import (
	"go/ast"
	"strings"
	"testing"
)

func TestTheSourceOfACompiledPackageHasBodies(t *testing.T) {
	t.Parallel()
	l := New(Config{Dir: t.TempDir()})
	pkg, err := l.Source("cmp")
	if err != nil {
		t.Fatal(err)
	}
	obj := pkg.Types.Scope().Lookup("Compare")
	found := false
	for _, decl := range pkg.Files[0].Decls {
		if d, ok := decl.(*ast.FuncDecl); ok && pkg.Info.Defs[d.Name] == obj {
			found = d.Body != nil
		}
	}
	if !found {
		t.Error("cmp.Compare has no body")
	}
	if again, err := l.Source("cmp"); again != pkg || err != nil {
		t.Errorf("it was read again: %v", err)
	}
}

func TestASourceThatIsNotThere(t *testing.T) {
	t.Parallel()
	if _, err := New(Config{Dir: t.TempDir()}).Source("x/none"); err == nil || !strings.Contains(err.Error(), "the source of x/none was not found") {
		t.Errorf("got %v", err)
	}
}

func TestANativePackageIsTheSameEachTime(t *testing.T) {
	t.Parallel()
	l := New(Config{Dir: t.TempDir()})
	a, err := l.Import("strings")
	if err != nil {
		t.Fatal(err)
	}
	b, err := l.Import("strings")
	if a != b || err != nil {
		t.Errorf("strings is %v and %v, %v", a, b, err)
	}
	if _, err := l.Import("x/none"); err == nil {
		t.Error("a package that is not there was imported")
	}
}
