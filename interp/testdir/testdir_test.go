package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestMain lets the test binary stand in for the command, which executes itself.
func TestMain(m *testing.M) {
	if len(os.Args) == 3 && (os.Args[1] == asOurs || os.Args[1] == asYaegi) {
		main()
	}
	os.Exit(m.Run())
}

// programsOf writes programs to a directory.
func programsOf(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestCommand(t *testing.T) {
	t.Parallel()
	dir := programsOf(t, map[string]string{
		"good.go":       "// run\npackage main\nfunc main() { println(min(2, 1)) }\n",
		"good.out":      "1\n",
		"sub/bad.go":    "// run\npackage main\nfunc main() { panic(\"bad\") }\n",
		"sub/other.go":  "// run\npackage main\nfunc main() { println(1) }\n",
		"sub/other.out": "2\n",
		"sub/silent.go": "// run\npackage main\nfunc main() {}\n",
		"sub/talks.go":  "// run\npackage main\nfunc main() { println(\"BUG\") }\n",
		"slow.go":       "// run\npackage main\nfunc main() { select {} }\n",
		"build.go":      "// build\npackage main\nfunc main() { undefined() }\n",
	})
	list := filepath.Join(dir, "failing.txt")
	if err := os.WriteFile(list, []byte("good.go it used to fail\nsub/bad.go it panics\nslow.go time-out: it waits\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	run := func(want int, args ...string) string {
		t.Helper()
		var out strings.Builder
		if code := command(&out, append([]string{"-dir", dir, "-list", list}, args...)); code != want {
			t.Fatalf("exit code %d, want %d:\n%s", code, want, out.String())
		}
		return out.String()
	}
	contains(t, run(1, "-quick"),
		"all                  5       2       1", "sub                  4       1       1",
		"FAIL  sub/other.go: other output: line 1 is \"1\"", "FAIL  sub/talks.go: other output: line 1 is \"BUG\"",
		"passes now  good.go (listed: it used to fail)")
	run(0, "-quick", "-side", "ours", "-update")
	text, err := os.ReadFile(list)
	if err != nil {
		t.Fatal(err)
	}
	contains(t, string(text), "slow.go time-out: it waits\nsub/bad.go it panics\nsub/other.go other output: line 1 is \"1\"\nsub/talks.go other output: line 1 is \"BUG\"\n")
	run(0, "-quick", "-side", "ours")
}

func TestTimeOut(t *testing.T) {
	t.Parallel()
	dir := programsOf(t, map[string]string{"slow.go": "// run\npackage main\nfunc main() { for {} }\n"})
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	got := runOne(options{limit: 10 * time.Millisecond}, filepath.Join(dir, "slow.go"), self, asOurs)
	if got != timeOut {
		t.Errorf("an endless program: %q, want %q", got, timeOut)
	}
}

func contains(t *testing.T, text string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(text, part) {
			t.Errorf("no %q in:\n%s", part, text)
		}
	}
}
