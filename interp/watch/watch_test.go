package watch

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// A site is a tree of sources that is watched.
type site struct {
	t     *testing.T
	root  string
	saved chan struct{}
	w     *Watcher
}

func newSite(t *testing.T) *site {
	t.Helper()
	root, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	s := &site{t: t, root: root, saved: make(chan struct{}, 100)}
	s.write("go.mod", "module app\n")
	s.write("lib/lib.go", "package lib\n")
	s.write("lone/lone.go", "package lone\n")
	s.write("tree/a/a.go", "package a\n")
	s.w, err = Start(s.targets(), func() { s.saved <- struct{}{} })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.w.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func (s *site) targets() Targets {
	return Targets{
		Dirs:   []string{s.path("lib"), s.path("lone")},
		Trees:  []string{s.path("tree")},
		Embeds: []string{s.path("lib")},
		Files:  []string{s.path("go.mod")},
	}
}

func (s *site) path(name string) string { return filepath.Join(s.root, filepath.FromSlash(name)) }

func (s *site) write(name, text string) {
	s.t.Helper()
	if err := os.MkdirAll(filepath.Dir(s.path(name)), 0o755); err != nil {
		s.t.Fatal(err)
	}
	if err := os.WriteFile(s.path(name), []byte(text), 0o644); err != nil {
		s.t.Fatal(err)
	}
}

func (s *site) rename(from, to string) {
	s.t.Helper()
	if err := os.Rename(s.path(from), s.path(to)); err != nil {
		s.t.Fatal(err)
	}
}

func (s *site) remove(name string) {
	s.t.Helper()
	if err := os.RemoveAll(s.path(name)); err != nil {
		s.t.Fatal(err)
	}
}

// told waits until a save is told of.
func (s *site) told(what string) {
	s.t.Helper()
	select {
	case <-s.saved:
	case <-time.After(10 * time.Second):
		s.t.Fatalf("%s: it was not told", what)
	}
}

func TestSavesAreToldHoweverAnEditorDoesThem(t *testing.T) {
	t.Parallel()
	for name, save := range map[string]func(*site){
		"in place": func(s *site) { s.write("lib/lib.go", "package lib // new\n") },
		"another file renamed": func(s *site) {
			s.write("lib/.lib.go.tmp1", "package lib\n")
			s.rename("lib/.lib.go.tmp1", "lib/lib.go")
		},
		"with a backup":          func(s *site) { s.rename("lib/lib.go", "lib/lib.go~"); s.write("lib/lib.go", "package lib\n") },
		"removed and made again": func(s *site) { s.remove("lib/lib.go"); s.write("lib/lib.go", "package lib\n") },
		"from outside":           func(s *site) { s.write("x", "package lib\n"); s.rename("x", "lib/lib.go") },
		"a new file":             func(s *site) { s.write("lib/more.go", "package lib\n") },
		"a file removed":         func(s *site) { s.remove("lib/lib.go") },
		"in a tree":              func(s *site) { s.write("tree/a/a.go", "package a // new\n") },
		"go.mod":                 func(s *site) { s.write("go.mod", "module app // new\n") },
		"an embedded file":       func(s *site) { s.write("lib/page.html", "hello") },
		"a package removed":      func(s *site) { s.remove("tree/a") },
		"a package moved away":   func(s *site) { s.rename("tree/a", "b") },
		"a package moved here":   func(s *site) { s.write("b/c/c.go", "package c\n"); s.rename("b", "tree/b") },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSite(t)
			save(s)
			s.told(name)
		})
	}
}

func TestNewDirectoriesOfATreeAreWatched(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.write("tree/b/c/c.go", "package c\n")
	s.told("the file that came with it")
	s.write("tree/b/c/d.go", "package c\n")
	s.told("a file after it")
}

func TestAPackageThatGoesAndComesBackIsWatched(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.remove("lone")
	s.told("gone")
	s.write("lone/lone.go", "package lone\n")
	s.told("back")
	if err := s.w.Update(s.targets()); err != nil {
		t.Fatal(err)
	}
	s.write("lone/lone.go", "package lone // new\n")
	s.told("saved again")
}

func TestUpdateWatchesOtherDirectories(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.write("other/other.go", "package other\n")
	if err := s.w.Update(Targets{Dirs: []string{s.path("other"), s.path("absent")}}); err != nil {
		t.Fatal(err)
	}
	s.write("other/other.go", "package other // new\n")
	s.told("other")
}

func TestManySavesAtOnceAreToldInFewCalls(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	const saves = 300
	for range saves {
		s.write("lib/lib.go", "package lib\n")
	}
	s.told("a burst")
	if n := len(s.saved); n > saves/10 {
		t.Errorf("%d calls for %d saves", n+1, saves)
	}
}

func TestWhatEditorsHaveBesideAFileIsNoSource(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]bool{
		"order.go": true, "order_linux.go": true, "日本.go": true,
		"4913": false, ".order.go.swp": false, ".order.go.swx": false, "order.go~": false, "#order.go#": false, ".#order.go": false,
		"order.go___jb_tmp___": false, "order.go.1234": false, "_order.go": false, ".order.go": false, "order_test.go": false,
		"order.txt": false, "sed3Zk2Xy": false,
	} {
		if got := isSource(name); got != want {
			t.Errorf("%s: %v; want %v", name, got, want)
		}
	}
}

func TestDirectoriesThatPatternsLeaveOutAreNotWatched(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	for _, dir := range []string{"a/b", ".git/objects", "_old", "testdata/x", "vendor/v", "node_modules/n"} {
		if err := os.MkdirAll(filepath.Join(root, dir), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if got := len(below(root)); got != 3 { // root, a, a/b
		t.Errorf("%d directories: %v", got, below(root))
	}
}
