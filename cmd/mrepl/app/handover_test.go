//go:build unix

package app

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestHandoverAtATerminal has the sources import a package that is not linked in while somebody sits at a terminal: another
// process takes it over, with the states that ran, the history, and a terminal that works as before.
func TestHandoverAtATerminal(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("it builds a host")
	}
	root, err := filepath.Abs("../../..")
	if err != nil {
		t.Fatal(err)
	}
	greet := func(imports, body string) string {
		return "package greet\n\nimport \"" + imports + "\"\n\nfunc Text() string { return " + body + " }\n"
	}
	dir := writeModule(t, map[string]string{
		"go.mod": "module example.com/m\n\ngo 1.26.0\n\nrequire (\n\texample.com/lib v1.0.0\n\tgithub.com/mrepl/mrepl v0.0.0\n)\n\n" +
			"replace (\n\texample.com/lib => ./lib\n\tgithub.com/mrepl/mrepl => " + root + "\n)\n",
		"lib/go.mod":     "module example.com/lib\n\ngo 1.26.0\n",
		"lib/lib.go":     "package lib\n\nfunc Shout(s string) string { return s + \"!\" }\n",
		"greet/greet.go": greet("strings", `strings.ToLower("HELLO")`),
		"app/main.go": "package main\n\nimport (\n\t\"context\"\n\n\t\"example.com/m/greet\"\n\t\"github.com/mrepl/mrepl/states\"\n)\n\n" +
			"var Base = states.New(\"base\", func(context.Context) (string, error) { return greet.Text(), nil })\n\nfunc main() {}\n",
	})
	caches, err := exec.Command("go", "env", "GOCACHE", "GOMODCACHE").Output()
	if err != nil {
		t.Fatal(err)
	}
	compiled, modules, _ := strings.Cut(strings.TrimSpace(string(caches)), "\n")
	cmd := mrepl(t, "./app")
	cmd.Dir, cmd.Env = dir, append(cmd.Env, "XDG_CACHE_HOME="+t.TempDir(), "GOCACHE="+compiled, "GOMODCACHE="+modules)
	s := onTerminal(t, cmd, 2*time.Minute)
	s.until("app 0/3")
	s.say("start base\r")
	s.until("app 1/3")
	s.say("base + \" there\"\r")
	s.until(`"hello there"`)
	s.until("app 1/3")
	if err := os.WriteFile(filepath.Join(dir, "greet", "greet.go"), []byte(greet("example.com/lib", `lib.Shout("hello")`)), 0o644); err != nil {
		t.Fatal(err)
	}
	s.say("reload\r")
	s.until("not compiled into this mrepl: example.com/lib: building one that has it")
	s.until("main/base")
	s.until("app 1/1") // the states of the test are not the module's
	s.say("\x1b[A\x1b[A\r")
	s.until(`"hello! there"`)
	s.until("app 1/1")
	s.say("fmt.Println(6 * 7); for {}\r")
	s.until("42")
	s.say("\x03") // ^C is a key again, and a signal while something runs
	s.until("interrupted")
	s.until("app 1/1")
	s.say("exit 4\r")
	s.until("stopped 1 state")
	if code := exitCodeOf(cmd.Wait()); code != 4 {
		t.Errorf("exit code %d", code)
	}
}
