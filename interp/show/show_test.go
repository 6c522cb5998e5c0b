package show_test

import (
	"bytes"
	"errors"
	"fmt"
	"go/types"
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
	return show.Value(reflect.ValueOf(&v).Elem(), types.Universe.Lookup("any").Type(), table, l)
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
		{[]any{1, "a", nil}, `[]interface {}{1, "a", nil}`},
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

func ExampleValue() {
	v := any([]string{"a", "b"})
	table := dyn.NewTable(func(types.Type) bool { return false })
	fmt.Println(show.Value(reflect.ValueOf(v), types.NewSlice(types.Typ[types.String]), table, show.Limits{}))
	// Output: []string{"a", "b"}
}
