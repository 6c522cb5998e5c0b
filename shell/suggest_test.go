package shell_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/mrepl/mrepl/shell"
)

// failing is an engine whose evaluations fail with a text.
type failing struct {
	*fakeEngine
	text string
}

func (e failing) Eval(context.Context, string) ([]shell.Value, error) { return nil, errors.New(e.text) }

func TestSuggestions(t *testing.T) {
	t.Parallel()
	tests := []struct{ src, text, want string }{
		{"nyse.AdOrder()", "prompt:1:6: undefined: nyse.AdOrder", "undefined: nyse.AdOrder; did you mean nyse.AddOrder?"},
		{"nyse.findorders()", "prompt:1:6: undefined: nyse.findorders", "did you mean nyse.FindOrders?"},
		{"nyse.Fnd()", "prompt:1:6: undefined: nyse.Fnd", "did you mean nyse.FindOrders?"},
		{"addOrder(1)", "prompt:1:1: undefined: addOrder", "did you mean nyse.AddOrder?"},
		{"con + 1", "prompt:1:1: undefined: con", "did you mean conn?"},
		{"args[0]", "prompt:1:1: undefined: args", "args is a command, and help args tells how it is written"},
		{"conn.name", "prompt:1:6: conn.name undefined (cannot refer to unexported field name)", "; inspect conn shows it"},
		{"qqq + 1", "prompt:1:1: undefined: qqq", "undefined: qqq\n"},
		{"clear", "prompt:1:1: clear (built-in) must be called", "^L clears the screen"},
		{"test", "prompt:1:1: undefined: test", "test is not for the prompt: mrepl test is a command line"},
		{"nyse", "prompt:1:1: use of package nyse not in selector", "nyse is a package: doc nyse tells what is in it"},
		{"f(1)", "db.go:1:1: undefined: con", "db.go:1:1: undefined: con\n"}, // no source of the prompt
	}
	for _, test := range tests {
		r := newRig(t)
		r.Use(failing{r.engine, test.text})
		if err := r.Line(context.Background(), "", test.src); err == nil {
			t.Errorf("%s: no error", test.src)
		}
		if got := r.err.take(); !strings.Contains(got, test.want) {
			t.Errorf("%s: %q; want %q in it", test.src, got, test.want)
		}
	}
}

func TestAmbiguousNamesListWhatTheyMean(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	defineSystem(t, r.registry, "db/database", "www/database")
	r.Use(failing{r.engine, "prompt:1:1: undefined: database"})
	_ = r.Line(context.Background(), "", "database")
	if got := r.err.take(); !strings.Contains(got, "db/database") || !strings.Contains(got, "www/database") {
		t.Errorf("%q", got)
	}
}

func TestPrintShowsNoCount(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	for src, shown := range map[string]bool{`fmt.Println("x")`: false, `fmt.Print(1)`: false, `fmt.Printf("x") + 1`: true, `1 + 1`: true} {
		r.Use(answering{r.engine})
		if err := r.Line(context.Background(), "", src); err != nil {
			t.Error(err)
		}
		if got := r.out.take(); (got != "") != shown {
			t.Errorf("%s shows %q", src, got)
		}
	}
}

// answering is an engine for which everything is 7.
type answering struct{ *fakeEngine }

func (e answering) Eval(context.Context, string) ([]shell.Value, error) {
	return []shell.Value{fakeValue{7}}, nil
}
