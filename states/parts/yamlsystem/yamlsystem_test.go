package yamlsystem_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"

	"github.com/mrepl/mrepl/states/parts"
	"github.com/mrepl/mrepl/states/parts/yamlsystem"
	"go.yaml.in/yaml/v3"
)

type config struct {
	DB  struct{ URI string }
	URI struct{ Port int }
}

func start(_ context.Context, c config) (string, error) { return c.DB.URI, nil }

func kinds() parts.Kinds {
	return parts.Kinds{"annagreta": parts.KindOf(start, nil), "wildrank": parts.KindOf(start, nil), "loose": {
		Start: func(_ context.Context, config any) (any, error) { return config, nil },
	}}
}

func TestParse(t *testing.T) {
	t.Parallel()
	s, err := yamlsystem.Parse("system.yaml", []byte(`
start-order: [annagreta, wildrank, second, loose]
parts:
  annagreta:
    config: &site
      db: {uri: "mem://auth"}
      uri: {port: 8060}
  wildrank: {}
  second: {kind: wildrank, config: *site}
  loose: {config: {port: 1}}
`), kinds())
	if err != nil {
		t.Fatal(err)
	}
	var site config
	site.DB.URI, site.URI.Port = "mem://auth", 8060
	for name, want := range map[string]any{"annagreta": site, "wildrank": nil, "second": site} {
		if got := s.Parts[name].Config; got != want {
			t.Errorf("%s: got %#v, want %#v", name, got, want)
		}
	}
	if got := fmt.Sprint(s.Parts["loose"].Config); got != "map[port:1]" {
		t.Errorf("loose: got %s", got)
	}
	if got := fmt.Sprint(s.StartOrder); got != "[annagreta wildrank second loose]" {
		t.Errorf("start order: got %s", got)
	}
}

func TestProblemsHaveALine(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, text, want string }{
		{"syntax", "start-order: [a\nparts:\n", "s.yaml:1: did not find expected ',' or ']'"},
		{"unknown field", "start-order: []\npart: {}\n", "s.yaml:2: field part not found in type yamlsystem.document"},
		{
			"unknown field of a configuration",
			"start-order: [annagreta]\nparts:\n  annagreta:\n    config:\n      db:\n        url: x\n",
			"s.yaml:6: part annagreta: field url not found in type struct { URI string }",
		},
		{
			"wrong types, in several parts",
			"start-order: [annagreta, wildrank]\nparts:\n" +
				"  wildrank: {config: {uri: {port: x}}}\n  annagreta:\n    config:\n      uri: {port: high}\n      db: 1\n",
			"s.yaml:6: part annagreta: cannot unmarshal !!str `high` into int\n" +
				"s.yaml:7: part annagreta: cannot unmarshal !!int `1` into struct { URI string }\n" +
				"s.yaml:3: part wildrank: cannot unmarshal !!str `x` into int",
		},
		{"a part without a place", "parts: {wildrank: {}}", "s.yaml: part wildrank: it is missing from the start order"},
		{"an unknown part", "start-order: [x]\nparts: {x: {}}", "s.yaml: part x: no kind is named \"x\""},
		{"twice", "start-order: []\nparts:\n  wildrank: {}\n  wildrank: {}\n", `s.yaml:4: mapping key "wildrank" already defined at line 3`},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			_, err := yamlsystem.Parse("s.yaml", []byte(test.text), kinds())
			if err == nil || err.Error() != test.want {
				t.Errorf("got %v, want %s", err, test.want)
			}
		})
	}
}

func TestErrorsKeepTheirCause(t *testing.T) {
	t.Parallel()
	_, err := yamlsystem.ReadFile(filepath.Join(t.TempDir(), "none.yaml"), kinds())
	if !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v", err)
	}
	_, err = yamlsystem.Parse("s.yaml", []byte("start-order: 1"), kinds())
	if _, ok := errors.AsType[*yaml.TypeError](err); !ok {
		t.Errorf("got %v", err)
	}
	if s, err := yamlsystem.Parse("s.yaml", nil, kinds()); err != nil || s.String() != "" {
		t.Errorf("an empty file: got %v, %v", s, err)
	}
}

func ExampleParse() {
	type site struct{ Port int }
	kinds := parts.Kinds{"wildrank": parts.KindOf(
		func(_ context.Context, c site) (string, error) { return fmt.Sprint("listening on ", c.Port), nil }, nil)}
	system, err := yamlsystem.Parse("system.yaml", []byte(strings.TrimSpace(`
start-order: [wildrank]
parts:
  wildrank:
    config: {port: 8080}
`)), kinds)
	if err != nil {
		fmt.Println(err)
		return
	}
	system, err = kinds.Start(context.Background(), system)
	fmt.Println(system.Parts["wildrank"].State, err)
	// Output: listening on 8080 <nil>
}

func ExampleReadFile() {
	_, err := yamlsystem.ReadFile("no-such-file.yaml", parts.Kinds{})
	fmt.Println(errors.Is(err, fs.ErrNotExist))
	// Output: true
}
