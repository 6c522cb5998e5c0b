package interp_test

import (
	"strings"
	"testing"
)

const starting = `
-- main.go --
package main

import (
	"context"
	"strings"

	"app/lib"

	"github.com/mrepl/mrepl/states"
)

var Server = states.New("server", listen).OnStop(shut)

var Inline = states.New("inline", func(context.Context) (string, error) {
	return inlineOnly() + both(), nil
})

type server struct{ handle func() string }

func listen(ctx context.Context) (*server, error) {
	s := prepare()
	s.handle = func() string { return answer() + s.name() }
	return s, nil
}

func prepare() *server { return &server{handle: lib.Default()} }

func shut(ctx context.Context, s *server) error { return closing() }

func closing() error { return nil }

func (s *server) name() string { return "name" }

func answer() string { return strings.ToUpper("answer") }

func inlineOnly() string { return "inline" }

func both() string { return "both" }

func Later() string { return both() }

func main() { prepare() }
-- lib/lib.go --
package lib

func Default() func() string {
	text := "default"
	return func() string { return "literal " + text }
}
`

// TestReloadTellsWhatShowsLater holds that a reload names the functions that have changed and that
// only the start of a state which runs on has called, and no others.
func TestReloadTellsWhatShowsLater(t *testing.T) {
	t.Parallel()
	m := open(t, starting)
	m.start()
	for _, step := range []struct{ file, old, new, want string }{
		{"main.go", "&server{handle: lib.Default()}", "&server{handle: lib.Default() }", ""}, // reads the same
		{"main.go", "return &server{handle: lib.Default() }", "s := new(server); s.handle = lib.Default(); return s", "main/server calls main.prepare only while it starts: restart main/server shows the change"},
		{"lib/lib.go", `"default"`, `"other"`, "main/server calls lib.Default only while it starts: restart main/server shows the change"},
		{"lib/lib.go", `"literal "`, `"new "`, ""},
		{"main.go", `"answer"`, `"reply"`, ""},
		{"main.go", `"name"`, `"rename"`, ""},
		{"main.go", "return nil }", "return context.Background().Err() }", ""},
		{"main.go", `"inline" }`, `"in" }`, "main/inline calls main.inlineOnly only while it starts: restart main/inline shows the change"},
		{"main.go", `"both"`, `"all"`, ""},
	} {
		m.replace(step.file, step.old, step.new)
		same(t, step.new, strings.Join(m.reload().Notes, "\n"), step.want)
	}
	m.stop()
	m.replace("main.go", "s := new(server)", "s := &server{}")
	same(t, "with nothing running", strings.Join(m.reload().Notes, "\n"), "")
}
