package optional

import (
	"go/token"
	"go/types"
	"io"
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/mrepl/mrepl/interp/dyn"
)

// TestTypesHaveTheMethodsOfTheirSet holds that what is made for a set of methods has those and
// no other, for sets of each universe: that is what is not promised by package reflect.
func TestTypesHaveTheMethodsOfTheirSet(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 2))
	for number, u := range universes {
		for range 50 {
			set := make([]bool, len(u.methods))
			want := map[string]bool{}
			for i, m := range u.methods {
				if set[i] = random.IntN(2) == 0; set[i] {
					want[m.Name] = true
				}
			}
			typ := narrowed(number, set)
			if typ == nil {
				t.Fatalf("no type is made of %s", u.typ)
			}
			for _, m := range u.methods {
				got, has := typ.MethodByName(m.Name)
				if has != want[m.Name] {
					t.Fatalf("%s of %v: %v", m.Name, set, has)
				}
				if has && got.Type.NumIn() != m.Type.NumIn() {
					t.Fatalf("%s is a %s", m.Name, got.Type)
				}
			}
			if narrowed(number, set) != typ {
				t.Fatal("the type for a set is made twice")
			}
		}
	}
}

// source is a type of a program, with methods as lowered code registers them.
func source(methods map[string]any) (*dyn.Type, any) {
	table := dyn.NewTable(func(types.Type) bool { return true })
	name := types.NewTypeName(token.NoPos, types.NewPackage("p", "p"), "Source", nil)
	_, id := table.Type(types.NewNamed(name, types.Typ[types.String], nil))
	typ := table.Bind(id, new(string))
	for name, f := range methods {
		typ.Method(name, f)
	}
	return typ, dyn.Box(typ, "text")
}

func read(x any, p []byte) (int, error) { return copy(p, dyn.Raw(x).(string)), io.EOF }

// TestWrappedValuesHaveTheirMethods holds that compiled code finds the methods that a type has,
// that they get the box, and that it does not find those which it has not, or otherwise.
func TestWrappedValuesHaveTheirMethods(t *testing.T) {
	t.Parallel()
	typ, box := source(map[string]any{
		"Read":    read,
		"WriteTo": func(x any, w io.Writer) (int64, error) { return 7, nil },
		"Flush":   func(x any) error { return nil }, // http.Flusher returns nothing
	})
	x := Wrap(typ, box, reflect.TypeFor[io.Reader]())
	text, err := io.ReadAll(x.(io.Reader))
	if string(text) != "text" || err != nil {
		t.Errorf("it reads %q, %v", text, err)
	}
	if n, err := x.(io.WriterTo).WriteTo(nil); n != 7 || err != nil {
		t.Errorf("it writes %d, %v", n, err)
	}
	if _, ok := x.(interface{ Flush() }); ok {
		t.Error("it has a Flush that it has not")
	}
	if _, ok := x.(io.Closer); ok {
		t.Error("it has a Close that it has not")
	}
	if dyn.Lift(x) != box {
		t.Error("interpreted code does not get the box back")
	}
	if x != Wrap(typ, box, reflect.TypeFor[io.Reader]()) {
		t.Error("a value that is wrapped twice is not equal to itself")
	}
}

// TestOtherInterfacesAreLeft holds that nothing is wrapped for an interface of no known use, or
// one that the type has not.
func TestOtherInterfacesAreLeft(t *testing.T) {
	t.Parallel()
	typ, box := source(map[string]any{"Read": read})
	if x := Wrap(typ, box, reflect.TypeFor[interface{ Strange() }]()); x != nil {
		t.Errorf("for a strange interface there is a %T", x)
	}
	if x := Wrap(typ, box, reflect.TypeFor[io.WriteCloser]()); x != nil {
		t.Errorf("for a writer there is a %T", x)
	}
}

// BenchmarkWrap measures a value that is wrapped, and a call of a method of it.
func BenchmarkWrap(b *testing.B) {
	typ, box := source(map[string]any{"Read": read})
	face := reflect.TypeFor[io.Reader]()
	r := Wrap(typ, box, face).(io.Reader)
	p := make([]byte, 8)
	b.Run("wrap", func(b *testing.B) {
		for b.Loop() {
			Wrap(typ, box, face)
		}
	})
	b.Run("call", func(b *testing.B) {
		for b.Loop() {
			r.Read(p)
		}
	})
}
