package line

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func openHistory(t testing.TB, path string, size int) *history {
	t.Helper()
	h := &history{size: size, now: func() time.Time { return time.Unix(1_700_000_000, 0) }}
	if err := h.load(path); err != nil {
		t.Fatal(err)
	}
	return h
}

func (h *history) texts() []string {
	texts := []string{}
	for _, e := range h.entries {
		texts = append(texts, e.Text)
	}
	return texts
}

func mustAdd(t testing.TB, h *history, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if err := h.add(text); err != nil {
			t.Fatal(err)
		}
	}
}

func wantTexts(t testing.TB, h *history, want ...string) {
	t.Helper()
	if got := h.texts(); !slices.Equal(got, want) {
		t.Errorf("history is %q, want %q", got, want)
	}
}

func TestHistoryIsPrivateAndItsFolderIsMade(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "state", "mrepl", "history")
	mustAdd(t, openHistory(t, path, 10), "start", "x := `a\\n\n\tb`")
	for name, want := range map[string]os.FileMode{path: 0o600, filepath.Dir(path): 0o700 | os.ModeDir} {
		info, err := os.Stat(name)
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode() != want {
			t.Errorf("%s has mode %v, want %v", filepath.Base(name), info.Mode(), want)
		}
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if want := "1700000000\tstart\n1700000000\tx := `a\\\\n\\n\tb`\n"; string(data) != want {
		t.Errorf("the file holds %q, want %q", data, want)
	}
	wantTexts(t, openHistory(t, path, 10), "start", "x := `a\\n\n\tb`")
}

func TestHistoryFileOfOthersIsMadePrivate(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "history")
	if err := os.WriteFile(path, []byte("start\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	openHistory(t, path, 10)
	if info, err := os.Stat(path); err != nil || info.Mode() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
}

func TestHistoryLeavesOut(t *testing.T) {
	t.Parallel()
	h := openHistory(t, filepath.Join(t.TempDir(), "history"), 10)
	mustAdd(t, h, "start", "start", "", "  ", " secret", "stop \n", "start")
	wantTexts(t, h, "start", "stop", "start")
}

func TestStatementsToBeIgnoredAreNotKept(t *testing.T) {
	t.Parallel()
	c := newConsole(t, 60, 10)
	var ed *Editor
	ed = c.open(Config{IgnoreHistory: func(s string) bool {
		ed.Notify("asked")
		if s == "panic" {
			panic("no")
		}
		return strings.Contains(s, "password")
	}})
	for _, text := range []string{"start", "login password=x", "panic"} {
		got := read(ed, "> ")
		c.press(text + "\r")
		c.want(got, text, nil)
	}
	if h := ed.History(); len(h) != 1 || h[0].Text != "start" {
		t.Errorf("history: %v", h)
	}
}

func TestHistoryReadsBrokenFiles(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "history")
	content := "no time\n\n1700000000\tgood\n99999999999999999999\tlate\n-5\tearly\n\xff\xfe\n1\t\x00\n1\t  \n1\tends in \\\n\r\n2\ttorn"
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	h := openHistory(t, path, 10)
	want := []string{"no time", "good", "99999999999999999999\tlate", "-5\tearly", "ends in \\"}
	wantTexts(t, h, want...)
	mustAdd(t, h, "next") // on a line of its own, behind what was torn off
	wantTexts(t, openHistory(t, path, 10), append(want, "torn", "next")...)
}

func TestHistoryIsSharedBetweenProcesses(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "history")
	a, b := openHistory(t, path, 100), openHistory(t, path, 100)
	mustAdd(t, a, "a1")
	mustAdd(t, b, "b1")
	mustAdd(t, a, "a2")
	wantTexts(t, a, "a1", "b1", "a2")
	if err := b.sync(); err != nil {
		t.Fatal(err)
	}
	wantTexts(t, b, "a1", "b1", "a2")
}

func TestTwoEditorsShareAHistory(t *testing.T) {
	t.Parallel()
	cfg := Config{HistoryFile: filepath.Join(t.TempDir(), "state", "history")}
	c1, c2 := newConsole(t, 40, 10), newConsole(t, 40, 10)
	ed1, ed2 := c1.open(cfg), c2.open(cfg)
	got := read(ed1, "1> ")
	c1.press(pasteStart + "if x {\n}" + pasteEnd + "\r")
	c1.want(got, "if x {\n}", nil)
	got = read(ed2, "2> ")
	c2.press("\x1b[A")
	c2.shows("2> if x {\n... }")
	c2.press(" // too\r")
	c2.want(got, "if x {\n} // too", nil)
	got = read(ed1, "1> ")
	c1.press("\x1b[A\x1b[A\x1b[B\r")
	c1.want(got, "if x {\n} // too", nil)
}

func TestHistoryOfManyWritersLosesNothing(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "history")
	var wg sync.WaitGroup
	for w := range 4 {
		h := openHistory(t, path, 1000)
		wg.Go(func() {
			for i := range 50 {
				mustAdd(t, h, fmt.Sprintf("writer %d\nentry %d", w, i))
			}
		})
	}
	wg.Wait()
	if got := len(openHistory(t, path, 1000).entries); got != 200 {
		t.Errorf("%d entries, want 200", got)
	}
}

func TestHistoryIsTrimmedWhileOthersUseIt(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "history")
	a := openHistory(t, path, 5)
	for i := range 11 {
		mustAdd(t, a, fmt.Sprint("old ", i))
	}
	b := openHistory(t, path, 5) // trims
	wantTexts(t, b, "old 6", "old 7", "old 8", "old 9", "old 10")
	data, err := os.ReadFile(path)
	if err != nil || strings.Count(string(data), "\n") != 5 {
		t.Fatalf("the file holds %q, %v", data, err)
	}
	mustAdd(t, a, "new a")
	mustAdd(t, b, "new b")
	for _, h := range []*history{a, b, openHistory(t, path, 5)} {
		if err := h.sync(); err != nil {
			t.Fatal(err)
		}
		wantTexts(t, h, "old 8", "old 9", "old 10", "new a", "new b")
	}
	if names, err := os.ReadDir(filepath.Dir(path)); err != nil || len(names) != 1 {
		t.Errorf("the folder holds %v, %v", names, err)
	}
}

func TestHistoryThatCannotBeKeptIsSaidOnceAndWorks(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for name, path := range map[string]string{"a folder": dir, "below a file": filepath.Join(file, "history")} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newConsole(t, 200, 10)
			ed := c.open(Config{HistoryFile: path})
			for _, text := range []string{"one", "two"} {
				got := read(ed, "> ")
				c.press(text + "\r")
				c.want(got, text, nil)
			}
			got := read(ed, "> ")
			c.press("\x1b[A\x1b[A\r")
			c.want(got, "one", nil)
			if n := strings.Count(c.text(), "history is not kept: "); n != 1 {
				t.Errorf("said %d times:\n%s", n, c.text())
			}
		})
	}
}

func TestHistoryPath(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ state, home, want string }{
		{"/state", "/home/ann", "/state/mrepl/history"},
		{"relative", "/home/ann", "/home/ann/.local/state/mrepl/history"},
		{"", "", ""},
	} {
		got := HistoryPath("mrepl", func(v string) string {
			return map[string]string{"XDG_STATE_HOME": tt.state, "HOME": tt.home}[v]
		})
		if filepath.ToSlash(got) != tt.want {
			t.Errorf("%+v: %q", tt, got)
		}
	}
}

func TestEntriesComeBackAsTheyWere(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		e := Entry{time.Unix(rapid.Int64Range(0, 1<<39).Draw(t, "time"), 0), rapid.StringOf(rapid.RuneFrom([]rune("a\\nr\n\r\t é"))).Draw(t, "text")}
		line := string(e.encode())
		if strings.Count(line, "\n") != 1 {
			t.Fatalf("%q is not one line", line)
		}
		got, ok := decodeEntry([]byte(strings.TrimSuffix(line, "\n")))
		if ok != (strings.TrimSpace(e.Text) != "") || ok && (got.Text != e.Text || !got.Time.Equal(e.Time)) {
			t.Fatalf("%q became %q, %v", e.Text, got.Text, ok)
		}
	})
}

func TestRecallAndSearch(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, keys, want string }{
		{"up", "\x1b[A", "stop nyse-app"},
		{"up up", "\x1b[A\x1b[A", "x :=\n  Conn()"},
		{"up and down again", "dra\x15\x1b[A\x1b[A\x1b[A\x1b[B\x1b[B\x1b[B", ""},
		{"up beyond the oldest", "\x10\x10\x10\x10\x10\x10", "start conn"},
		{"down to the draft", "sta\x1b[A\x1b[B", "sta"},
		{"up with a beginning", "sta\x1b[A", "states"},
		{"up twice with a beginning", "sta\x1b[A\x1b[A", "start conn"},
		{"edited after recall", "\x1b[A\x1b[A\x1b[A!\x1b[A", "states!"},
		{"search", "\x12conn", "x :=\n  Conn()"},
		{"search further back", "\x12conn\x12", "start conn"},
		{"search forward again", "\x12conn\x12\x13", "x :=\n  Conn()"},
		{"search in a case", "\x12C", "x :=\n  Conn()"},
		{"search without a match runs nothing", "\x12statesXX\r\r\x07ok", "ok"},
		{"search without a match, then a key", "dra\x12zzz\x1b[Dft", "draft"},
		{"search without a match, then ^D", "dra\x12zzz\x04ft", "draft"},
		{"search mended", "\x12statesX\x7f", "states"},
		{"search cancelled", "draft\x12conn\x07", "draft"},
		{"search, then edit at the match", "\x12tes\x1b[DX", "stXates"},
		{"search, then up", "\x12states\x10", "start conn"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			c := newConsole(t, 60, 10)
			ed := c.open(Config{})
			ed.remember("start conn")
			ed.remember("states")
			ed.remember("x :=\n  Conn()")
			ed.remember("stop nyse-app")
			got := read(ed, "> ")
			c.press(tt.keys + "\r")
			c.want(got, tt.want, nil)
		})
	}
}

func TestEscapeLeavesTheSearchAndShowsTheLine(t *testing.T) {
	t.Parallel()
	c := newConsole(t, 60, 10)
	ed := c.open(Config{EscapeDelay: time.Millisecond})
	ed.remember("start conn")
	got := read(ed, "> ")
	c.press("dra\x12con")
	c.shows("(search)`con': start conn")
	c.press("q")
	c.shows("(no match)`conq':")
	c.press("\x1b")
	c.shows("> dra")
	c.press("ft\r")
	c.want(got, "draft", nil)
}
