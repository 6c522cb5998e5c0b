package show_test

import (
	"bytes"
	"errors"
	"fmt"
	"go/types"
	"io/fs"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/mrepl/mrepl/interp/dyn"
	"github.com/mrepl/mrepl/interp/show"
)

// native prints a value of compiled code held in an any, as a person at the
// prompt sees it.
func native(v any, l show.Limits) string {
	table := dyn.NewTable(func(types.Type) bool { return false })
	return show.Program{Types: table}.Value(reflect.ValueOf(&v).Elem(), types.Universe.Lookup("any").Type(), l)
}

func TestNativeValues(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		v    any
		want string
	}{
		{nil, "nil"},
		{1, "1"},
		{"a\n\"b\"", `"a\n\"b\""`},
		{true, "true"},
		{1.5, "1.5"},
		{[]int{1, 2}, "[]int{1, 2}"},
		{map[string]int{"b": 2, "a": 1}, `map[string]int{"a": 1, "b": 2}`},
		{errors.New("bad"), `*errors.errorString("bad")`},
		{time.Duration(1500) * time.Millisecond, "1.5s"},
		{time.Date(2024, 2, 29, 1, 2, 3, 0, time.UTC), "2024-02-29 01:02:03 +00:00"},
		{[]any{1, "a", nil}, `[]any{1, "a", nil}`},
	} {
		if got := native(test.v, show.Limits{}); got != test.want {
			t.Errorf("%#v\n got: %s\nwant: %s", test.v, got, test.want)
		}
	}
}

// TestPanickingString holds that a String method cannot take the prompt down.
func TestPanickingString(t *testing.T) {
	t.Parallel()
	if got := native(panics{}, show.Limits{}); !strings.Contains(got, "panic in String: ouch") {
		t.Error(got)
	}
	if got := native(failure{}, show.Limits{}); !strings.Contains(got, "ouch") {
		t.Error(got)
	}
	if got := native((*nilError)(nil), show.Limits{}); !strings.Contains(got, "nil") {
		t.Error(got)
	}
}

type panics struct{}

func (panics) String() string { panic("ouch") }

type failure struct{}

func (failure) Error() string { panic("ouch") }

type nilError struct{ text string }

func (e *nilError) Error() string { return e.text }

func TestNativeLimits(t *testing.T) {
	t.Parallel()
	big := bytes.Repeat([]byte("é"), 100)
	if got := native(string(big), show.Limits{Bytes: 20}); len(got) > 60 || !strings.Contains(got, "...") {
		t.Error(got)
	}
	if got := native([]int{1, 2, 3}, show.Limits{Items: 2}); !strings.HasPrefix(got, "[]int{1, 2, ...") {
		t.Error(got)
	}
}

type inner struct{ N int }

type outer struct {
	Name   string
	At     *inner
	Parts  []inner
	hidden int
}

func TestNativeStructs(t *testing.T) {
	t.Parallel()
	ring := &ring{}
	ring.Next = ring
	for _, test := range []struct {
		v    any
		want string
	}{
		{outer{Name: "a", At: &inner{1}, hidden: 1}, `show_test.outer{Name: "a", At: &show_test.inner{N: 1}, Parts: nil}`},
		{&inner{1}, "&show_test.inner{N: 1}"},
		{(*inner)(nil), "(*show_test.inner)(nil)"},
		{struct{ n int }{1}, "(struct { n int })"},
		{ring, "&show_test.ring{Next: ...}"},
		{map[string]int(nil), "map[string]int(nil)"},
		{[]byte("ab\n"), `[]byte("ab\n")`},
		{[]byte{0, 255}, "[]byte{0x00, 0xff}"},
		{[]byte("\x00"), "[]byte{0x00}"},
		{[]byte(nil), "[]byte(nil)"},
		{[2]byte{'a', 'b'}, "[2]byte{0x61, 0x62}"},
		{make(chan int, 3), "chan int (0 of 3)"},
		{make(chan int), "chan int"},
		{strings.ToUpper, "func(string) string (strings.ToUpper, strings.go:"},
	} {
		if got := native(test.v, show.Limits{}); got != test.want && !strings.HasPrefix(got, test.want+"6") {
			t.Errorf("%#v\n got: %s\nwant: %s", test.v, got, test.want)
		}
	}
}

func TestLargeStructsLeaveOutWhatIsZero(t *testing.T) {
	t.Parallel()
	type large struct {
		A, B, C int
		D       any
		E       *inner
		hidden  int
	}
	for _, test := range []struct {
		v      any
		fields int
		want   string
	}{
		{large{B: 1, D: 0, hidden: 1}, 4, "show_test.large{B: 1, D: 0, ... 3 zero}"},
		{&large{}, 4, "&show_test.large{}"},
		{large{B: 1}, 5, "show_test.large{A: 0, B: 1, C: 0, D: nil, E: nil}"},
		{large{B: 1}, 0, "show_test.large{A: 0, B: 1, C: 0, D: nil, E: nil}"},
	} {
		if got := native(test.v, show.Limits{Fields: test.fields}); got != test.want {
			t.Errorf("%#v\n got: %s\nwant: %s", test.v, got, test.want)
		}
	}
}

type ring struct{ Next *ring }

// TestErrorChain holds that an error is printed with what it wraps, each once, where there is room for several lines.
func TestErrorChain(t *testing.T) {
	t.Parallel()
	missing := &fs.PathError{Op: "open", Path: "/x", Err: fs.ErrNotExist}
	err := fmt.Errorf("both: %w", errors.Join(missing, fmt.Errorf("again: %w", missing)))
	want := strings.Join([]string{
		`*fmt.wrapError("both: open /x: file does not exist\nagain: open /x: file does not exist")`,
		`  *errors.joinError of 2 errors`,
		`    *fs.PathError("open /x: file does not exist")`,
		`      *errors.errorString("file does not exist")`,
		`    *fmt.wrapError("again: open /x: file does not exist")`,
	}, "\n")
	if got := native(err, show.Limits{Width: 80}); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
	if got := native(missing, show.Limits{}); got != `*fs.PathError("open /x: file does not exist")` {
		t.Error(got)
	}
	if got := native(unwrapPanics{}, show.Limits{Width: 80}); got != `show_test.unwrapPanics("odd")` {
		t.Error(got)
	}
}

type unwrapPanics struct{}

func (unwrapPanics) Error() string { return "odd" }
func (unwrapPanics) Unwrap() error { panic("no") }

func ExampleProgram_Value() {
	v := any([]string{"a", "b"})
	table := dyn.NewTable(func(types.Type) bool { return false })
	fmt.Println(show.Program{Types: table}.Value(reflect.ValueOf(v), types.NewSlice(types.Typ[types.String]), show.Limits{}))
	// Output: []string{"a", "b"}
}

type ledger struct {
	Name  string
	Items []int
	Next  *ledger
	Notes map[string][]string
}

// TestLines holds that a value which is wider than the lines is broken where its parts are, as gofmt would, and that the text of
// one that is not is as it is.
func TestLines(t *testing.T) {
	t.Parallel()
	v := &ledger{Name: "first", Items: []int{1000, 2000, 3000, 4000, 5000, 6000, 7000, 8000}, Next: &ledger{Name: "次"},
		Notes: map[string][]string{"a long key": {"a long text", "and another one"}, "b": nil}}
	for _, test := range []struct {
		limits show.Limits
		want   string
	}{
		{show.Limits{Width: 40}, `&show_test.ledger{
  Name: "first",
  Items: []int{
    1000, 2000, 3000, 4000, 5000, 6000,
    7000, 8000,
  },
  Next: &show_test.ledger{
    Name: "次",
    Items: nil,
    Next: nil,
    Notes: nil,
  },
  Notes: map[string][]string{
    "a long key": {
      "a long text", "and another one",
    },
    "b": nil,
  },
}`},
		{show.Limits{Width: 100, Items: 2, Depth: 1}, `&show_test.ledger{
  Name: "first",
  Items: []int{...},
  Next: (*show_test.ledger),
  Notes: map[string][]string{...},
}`},
		{show.Limits{Width: 30, Items: 2, Bytes: 70}, `&show_test.ledger{
  Name: "first",
  Items: []int{
    1000, 2000, ... 6 more
  },
  ... (full EXPR shows all)`},
		{show.Limits{Width: 120, Bytes: 40}, `&show_test.ledger{Name: "first", Items: ... (full EXPR shows all)`},
	} {
		if got := native(v, test.limits); got != test.want {
			t.Errorf("%+v\n got: %s\nwant: %s", test.limits, got, test.want)
		}
	}
}

// TestOddValues holds that maps and slices that hold themselves come to an end, and how texts and files are written.
func TestOddValues(t *testing.T) {
	t.Parallel()
	m := map[string]any{}
	m["m"] = m
	s := []any{nil}
	s[0] = s
	for _, test := range []struct {
		v    any
		want string
	}{
		{m, `map[string]any{"m": ...}`},
		{s, `[]any{...}`},
		{os.Stdout, `*os.File("/dev/stdout")`},
		{(*os.File)(nil), `(*os.File)(nil)`},
		{`{"a": 1}`, "`{\"a\": 1}`"},
		{[]byte(`{"a": 1}`), "[]byte(`{\"a\": 1}`)"},
		{"a \"b\"\n", `"a \"b\"\n"`},
		{"\"\u202e\"", `"\"\u202e\""`},
		{"`\"`", "\"`\\\"`\""},
		{time.Time{}, `time.Time{}`},
	} {
		if got := native(test.v, show.Limits{}); got != test.want {
			t.Errorf("got: %s\nwant: %s", got, test.want)
		}
	}
}

type trade struct {
	ID     int
	Ticker string
	Price  float64
	Note   []string
}

// TestTables holds how lists of structs are written: numbers to the right, nil where there is none, and cells cut where the table
// does not fit else.
func TestTables(t *testing.T) {
	t.Parallel()
	pkg := types.NewPackage("desk", "desk")
	field := func(name string, t types.Type) *types.Var { return types.NewField(0, pkg, name, t, false) }
	elem := types.NewStruct([]*types.Var{
		field("ID", types.Typ[types.Int]), field("Ticker", types.Typ[types.String]), field("Price", types.Typ[types.Float64]),
		field("Note", types.NewSlice(types.Typ[types.String])),
	}, nil)
	named := types.NewNamed(types.NewTypeName(0, pkg, "Trade", nil), elem, nil)
	list := []*trade{{1, "株式", 1.5, nil}, nil, {200, "B", 10, []string{"a long note that goes on", "and on", "c", "d"}}}
	program := show.Program{Types: dyn.NewTable(func(types.Type) bool { return true })}
	for width, want := range map[int]string{
		100: ` ID  Ticker  Price  Note
  1  "株式"    1.5  nil
nil
200  "B"        10  {"a long note that goes on", "and on", "c", ... 1 more}
([]*desk.Trade, 3 of them)`,
		50: ` ID  Ticker  Price  Note
  1  "株式"    1.5  nil
nil
200  "B"        10  {"a long note that goes on", …
([]*desk.Trade, 3 of them)`,
	} {
		got := program.Value(reflect.ValueOf(list), types.NewSlice(types.NewPointer(named)), show.Limits{Width: width, Items: 10})
		if got != want {
			t.Errorf("in %d columns\n got: %s\nwant: %s", width, got, want)
		}
	}
}
