package host

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/mrepl/mrepl/interp/load"
)

// testShell stands for the module that a host gets its shell from.
func testShell(t *testing.T) provider {
	t.Helper()
	dir, err := filepath.Abs("testdata/shell")
	if err != nil {
		t.Fatal(err)
	}
	return provider{module: "example.com/shell", dir: dir}
}

// offline is the environment of the tests' builds: nothing is downloaded, and no setting of the developer's counts.
func offline(env ...string) []string {
	return append(os.Environ(), append([]string{"GOFLAGS=", "GOPROXY=off", "GOSUMDB=off", "GOWORK=off", "GOTOOLCHAIN=local"}, env...)...)
}

// ensure builds, or finds, the host of a configuration.
func ensure(t *testing.T, cfg Config) (bin string, err error) {
	t.Helper()
	if testing.Short() {
		t.Skip("builds a program")
	}
	cfg.App = "example.com/shell/app"
	if cfg.Env == nil {
		cfg.Env = offline()
	}
	target, err := newTarget(t.Context(), cfg, testShell(t))
	if err != nil {
		return "", err
	}
	return target.ensure(t.Context())
}

// eval runs a host on some expressions.
func eval(t *testing.T, bin string, exprs ...string) string {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), bin, exprs...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", bin, err, out)
	}
	return string(out)
}

// copyTree copies testdata/<name> and its neighbours to a folder of the test's own and returns the copy of name.
func copyTree(t *testing.T, name string) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("testdata")); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(dir, name)
}

func write(t *testing.T, file, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestHostEvaluatesAgainstWhatIsLinked(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	cfg := Config{
		Dir:      copyTree(t, "module"),
		Packages: []string{"example.com/lib", "example.com/module/native"},
		Blank:    []string{"example.com/lib/effect"},
		CacheDir: t.TempDir(),
		Progress: &log,
	}
	bin, err := ensure(t, cfg)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(log.String(), "building the host: 3 packages") {
		t.Errorf("progress: %q", log.String())
	}
	got := eval(t, bin, `import ("example.com/lib"; "example.com/module/native"; _ "example.com/lib/effect"; "fmt")`,
		`native.Twice("you")`,
		`lib.Level(2).String()`,
		`fmt.Sprintln(lib.Half, lib.Huge >> 99, lib.Name, lib.Letter, lib.Yes, lib.Wide, lib.Third)`,
		"type parrot struct{}\nfunc (p parrot) Speak(n int, words ...string) string { return fmt.Sprint(n, words) }",
		`lib.Speak(parrot{}, 5)`)
	want := "good evening you, you\nlevel 2\n0.5 2 lib 120 true 18446744073709551615 0.3333333333333333\n\n5 [a b]\n"
	if got := withoutAddresses(got); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}

	log.Reset()
	again, err := ensure(t, cfg)
	if err != nil || again != bin || log.Len() > 0 {
		t.Errorf("the second time: %s, %v, progress %q; want %s from the cache", again, err, log.String(), bin)
	}
	if _, err := os.Stat(filepath.Join(cfg.Dir, hostFolder)); err == nil {
		t.Error("the build left files in the module")
	}
}

// withoutAddresses drops the lines that evaluating a declaration prints.
func withoutAddresses(out string) string {
	var kept strings.Builder
	for line := range strings.Lines(out) {
		if !strings.HasPrefix(line, "0x") {
			kept.WriteString(line)
		}
	}
	return kept.String()
}

func TestAnEditedDependencyMakesANewHost(t *testing.T) {
	t.Parallel()
	dir := copyTree(t, "module")
	cfg := Config{Dir: dir, Packages: []string{"example.com/lib"}, CacheDir: t.TempDir()}
	first, err := ensure(t, cfg)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "../lib/lib.go")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}

	write(t, file, strings.Replace(string(text), `"hello"`, `"good bye"`, 1))
	second, err := ensure(t, cfg)
	if err != nil || second == first {
		t.Fatalf("after an edit: %s, %v", second, err)
	}
	const expr = `lib.Default.Greet("you")`
	if got := withoutAddresses(eval(t, second, `import "example.com/lib"`, expr)); got != "good bye you\n" {
		t.Errorf("the new host says %q", got)
	}

	write(t, file, string(text))
	if third, err := ensure(t, cfg); err != nil || third != first {
		t.Errorf("after the edit is undone: %s, %v, want %s", third, err, first)
	}

	write(t, file, string(text)+"\nvar Wrong int = \"text\"\n")
	var failed *BuildError
	if _, err := ensure(t, cfg); !errors.As(err, &failed) || !strings.Contains(err.Error(), "lib.go:") ||
		!strings.Contains(err.Error(), "cannot use \"text\"") || !strings.Contains(err.Error(), "next: ") {
		t.Errorf("a dependency that does not compile: %v", err)
	}
	if left, _ := filepath.Glob(filepath.Join(cfg.CacheDir, buildPrefix+"*")); len(left) > 0 {
		t.Errorf("builds left %v", left)
	}
}

func TestAnInterruptedBuildSaysSoAndLeavesNothing(t *testing.T) {
	t.Parallel()
	stop := errors.New("enough")
	ctx, cancel := context.WithCancelCause(t.Context())
	cache := t.TempDir()
	cfg := Config{Dir: "testdata/module", Packages: []string{"example.com/lib"}, CacheDir: cache, App: "example.com/shell/app",
		Env: offline(), Progress: writerFunc(func() { cancel(stop) })}
	target, err := newTarget(ctx, cfg, testShell(t))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := target.ensure(ctx); !errors.Is(err, stop) {
		t.Errorf("got %v", err)
	}
	if left, _ := os.ReadDir(cache); len(left) > 0 {
		t.Errorf("the cache holds %v", left)
	}
}

// A writerFunc is called at each write.
type writerFunc func()

func (f writerFunc) Write(p []byte) (int, error) {
	f()
	return len(p), nil
}

// TestPackagesThatAreOnlyMentionedAreLinkedWhereTheyCan has a package that mentions an interface of another one, for
// which an interpreted value stands in, and one that mentions a package whose functions cannot all be linked.
func TestPackagesThatAreOnlyMentionedAreLinkedWhereTheyCan(t *testing.T) {
	t.Parallel()
	for pkg, c := range map[string]struct {
		exprs []string
		want  string
	}{
		"near": {[]string{"type parrot struct{}\nfunc (p parrot) Speak(n int, words ...string) string { return \"squawk\" }",
			`near.Speak(parrot{})`}, "squawk\n"},
		"odd": {[]string{`odd.Thing().Name`}, "thing\n"},
	} {
		t.Run(pkg, func(t *testing.T) {
			t.Parallel()
			path := "example.com/lib/" + pkg
			bin, err := ensure(t, Config{Dir: "testdata/module", Packages: []string{path}, CacheDir: t.TempDir()})
			if err != nil {
				t.Fatal(err)
			}
			if got := withoutAddresses(eval(t, bin, append([]string{`import "` + path + `"`}, c.exprs...)...)); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestNeighboursAreThePackagesThatAreMentioned(t *testing.T) {
	t.Parallel()
	lib, err := load.New(load.Config{Dir: "testdata/lib"}).Import("example.com/lib")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range neighbours(lib) {
		got = append(got, p.Path())
	}
	if want := []string{"example.com/lib/internal/secret", "io"}; !slices.Equal(got, want) {
		t.Errorf("neighbours: %v, want %v", got, want)
	}
}
