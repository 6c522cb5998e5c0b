package app

import (
	"io"
	"reflect"
	"testing"
)

func TestOptions(t *testing.T) {
	t.Parallel()
	tests := []struct {
		args []string
		want options
	}{
		{nil, options{color: "auto"}},
		{[]string{"./x", "-f", "demo.mrepl"}, options{color: "auto", packages: []string{"./x"}, inputs: []input{{kind: scriptInput, text: "demo.mrepl"}}}},
		{
			[]string{"-q", "./x", "-k", "./y", "--json", "--color", "never", "-i"},
			options{color: "never", packages: []string{"./x", "./y"}, quiet: true, keepGoing: true, json: true, stay: true},
		},
		{
			[]string{"-c", "start", "-f", "a", "-c", "stop"},
			options{color: "auto", inputs: []input{{text: "start"}, {kind: scriptInput, text: "a"}, {text: "stop"}}},
		},
		{
			[]string{"./x", "demo.mrepl", "-k", "a", "--", "n=1"},
			options{
				color: "auto", packages: []string{"./x"}, args: map[string]any{"n": 1},
				inputs: []input{{kind: scriptInput, text: "demo.mrepl", args: []string{"-k", "a"}}},
			},
		},
		{
			[]string{"./x", "--", "port=1", "-c", "x=y=z"},
			options{color: "auto", packages: []string{"./x"}, args: map[string]any{"port": 1, "x": "y=z", "args": []string{"-c"}}},
		},
	}
	for _, test := range tests {
		got, err := parseOptions(test.args, io.Discard)
		if len(test.want.args) == 0 {
			test.want.args = map[string]any{}
		}
		if err != nil || !reflect.DeepEqual(got, test.want) {
			t.Errorf("parseOptions(%q) = %+v, %v; want %+v", test.args, got, err, test.want)
		}
	}
}

func TestPromptName(t *testing.T) {
	t.Parallel()
	for pattern, want := range map[string]string{
		"./examples/exchange": "exchange", "./examples/exchange/": "exchange", "./examples/exchange/...": "exchange",
		".": "app", "./...": "app", "x/main.go": "main", "example.com/shop": "shop",
	} {
		if got := promptName([]string{pattern}); got != want {
			t.Errorf("promptName(%q) = %q; want %q", pattern, got, want)
		}
	}
	if got := promptName(nil); got != "mrepl" {
		t.Errorf("promptName() = %q", got)
	}
}
