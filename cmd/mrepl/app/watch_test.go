//go:build unix

package app

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// writeModule writes a module whose function greet.Text says hello.
func writeModule(t *testing.T, files map[string]string) (dir string) {
	t.Helper()
	dir = t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// TestWatchAtTheTerminal saves sources while somebody sits at a terminal.
func TestWatchAtTheTerminal(t *testing.T) {
	t.Parallel()
	greet := func(body string) string { return "package greet\n\nfunc Text() string { " + body + " }\n" }
	dir := writeModule(t, map[string]string{"go.mod": "module example.com/m\n\ngo 1.26.0\n", "greet/greet.go": greet(`return "hello"`)})
	save := func(body string) {
		// As editors do: another file, which gets the name.
		tmp := filepath.Join(dir, "greet", ".greet.go.tmp")
		if err := os.WriteFile(tmp, []byte(greet(body)), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(tmp, filepath.Join(dir, "greet", "greet.go")); err != nil {
			t.Fatal(err)
		}
	}
	cmd := mrepl(t, "./...")
	cmd.Dir = dir
	s := onTerminal(t, cmd, 60*time.Second)
	s.until("0/2")
	s.say("watch on\r")
	s.until("watch is on")
	s.until("0/2")
	save(`return "good morning"`)
	s.until("greet.Text")
	s.until("reloaded greet in")
	s.say("greet.Text()\r")
	s.until(`"good morning"`)
	s.until("0/2")
	save(`return 1`)
	s.until("greet/greet.go:3:29: cannot use 1")
	s.until("stale")
	s.say("greet.Text()\r")
	s.until(`"good morning"`)
	s.until("stale")
	save(`return "good night"`)
	s.until("reloaded greet in")
	s.until("0/2> ")
	s.say("greet.Text()\r")
	s.until(`"good night"`)
	s.until("0/2> ")
	s.say("\x04")
	if code := exitCodeOf(cmd.Wait()); code != 0 {
		t.Errorf("exit code %d", code)
	}
}
