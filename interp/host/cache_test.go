package host

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// stamped returns a manifest of a folder with one source file, as it was a while ago.
func stamped(t *testing.T) (m *manifest, dir string) {
	t.Helper()
	dir = t.TempDir()
	write(t, filepath.Join(dir, "a.go"), "package a\n")
	old := time.Now().Add(-time.Hour)
	if err := os.Chtimes(filepath.Join(dir, "a.go"), old, old); err != nil {
		t.Fatal(err)
	}
	m = &manifest{Files: map[string]stamp{}, Dirs: map[string][]string{}}
	for _, err := range []error{m.addDir(dir), m.add(filepath.Join(dir, "go.sum"))} {
		if err != nil {
			t.Fatal(err)
		}
	}
	return m, dir
}

func TestAHostIsOutdatedWhenItsFilesAreNotWhatTheyWere(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change func(t *testing.T, dir string)
		fresh  bool
	}{
		"nothing":              {func(t *testing.T, dir string) {}, true},
		"touched":              {func(t *testing.T, dir string) { write(t, dir+"/a.go", "package a\n") }, true},
		"edited":               {func(t *testing.T, dir string) { write(t, dir+"/a.go", "package b\n") }, false},
		"grown":                {func(t *testing.T, dir string) { write(t, dir+"/a.go", "package a // x\n") }, false},
		"a new file":           {func(t *testing.T, dir string) { write(t, dir+"/b.go", "package a\n") }, false},
		"a new test":           {func(t *testing.T, dir string) { write(t, dir+"/b_test.go", "package a\n") }, true},
		"a new text":           {func(t *testing.T, dir string) { write(t, dir+"/b.txt", "x") }, true},
		"a file gone":          {func(t *testing.T, dir string) { os.Remove(dir + "/a.go") }, false},
		"a missing file there": {func(t *testing.T, dir string) { write(t, dir+"/go.sum", "x") }, false},
		"the folder gone":      {func(t *testing.T, dir string) { os.RemoveAll(dir) }, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m, dir := stamped(t)
			c.change(t, dir)
			if got := m.fresh(); got != c.fresh {
				t.Errorf("fresh() = %v", got)
			}
		})
	}
}

// fakeBuild makes the folder of a finished build.
func fakeBuild(t *testing.T, cache, text string) string {
	t.Helper()
	dir, err := os.MkdirTemp(cache, buildPrefix)
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, binName()), text)
	return dir
}

func TestBuildsOfOneHostAtOnceAgreeOnItsPlace(t *testing.T) {
	t.Parallel()
	target := &target{cacheDir: t.TempDir(), key: "0123"}
	m, _ := stamped(t)
	var wg sync.WaitGroup
	bins := make([]string, 8)
	for i := range bins {
		build := fakeBuild(t, target.cacheDir, "program")
		wg.Go(func() {
			var err error
			if bins[i], err = target.store(build, m); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	for _, bin := range bins {
		if text, err := os.ReadFile(bin); bin != bins[0] || err != nil || string(text) != "program" {
			t.Errorf("%s holds %q (%v); the first is %s", bin, text, err, bins[0])
		}
	}
	if bin, ok := target.cached(func(*manifest) bool { return true }); !ok || bin != bins[0] {
		t.Errorf("the cache has %q, %v", bin, ok)
	}
}

func TestTheHostsUsedLastAreKept(t *testing.T) {
	t.Parallel()
	cache := t.TempDir()
	now := time.Now()
	for i := range keptHosts + 3 {
		target := &target{cacheDir: cache, key: fmt.Sprintf("key%02d", i)}
		bin, err := target.store(fakeBuild(t, cache, "program"), &manifest{})
		if err != nil {
			t.Fatal(err)
		}
		used := now.Add(-time.Duration(i+1) * time.Hour)
		if err := os.Chtimes(filepath.Join(filepath.Dir(bin), manifestName), used, used); err != nil {
			t.Fatal(err)
		}
	}
	killed := fakeBuild(t, cache, "half a program")
	running := fakeBuild(t, cache, "half a program")
	if err := os.Chtimes(killed, now, now.Add(-2*keptBuilds)); err != nil {
		t.Fatal(err)
	}

	reused := &target{cacheDir: cache, key: fmt.Sprintf("key%02d", keptHosts+1)}
	if _, ok := reused.cached(func(*manifest) bool { return true }); !ok {
		t.Error("a host is not found")
	}
	prune(cache)

	var left []string
	for _, e := range hosts(cache) {
		left = append(left, strings.Split(filepath.Base(e.dir), "-")[0])
	}
	want := "[key09 key00 key01 key02 key03 key04 key05 key06]"
	if got := fmt.Sprint(left); got != want {
		t.Errorf("left: %s, want %s", got, want)
	}
	if _, err := os.Stat(killed); err == nil {
		t.Error("what a killed build left is still there")
	}
	if _, err := os.Stat(running); err != nil {
		t.Error("a build that runs has lost its folder")
	}
}

func BenchmarkFreshManifest(b *testing.B) {
	dir := b.TempDir()
	m := &manifest{Files: map[string]stamp{}, Dirs: map[string][]string{}}
	for i := range 500 {
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("f%d.go", i)), []byte("package f\n"), 0o644); err != nil {
			b.Fatal(err)
		}
	}
	if err := m.addDir(dir); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if !m.fresh() {
			b.Fatal("outdated")
		}
	}
}
