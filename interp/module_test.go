package interp_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"github.com/mrepl/mrepl/interp"
	"github.com/mrepl/mrepl/interp/show"
	"github.com/mrepl/mrepl/states"
)

// module is a Go module in a directory of its own, and what is loaded from it.
type module struct {
	t       testing.TB
	dir     string
	reg     *states.Registry
	out     *output // what interpreted code prints to either stream
	session *interp.Session
}

// newModule writes the files of a txtar archive. A go.mod is added where the
// archive has none.
func newModule(t testing.TB, archive string) *module {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	m := &module{t: t, dir: dir, reg: states.NewRegistry(), out: newOutput()}
	m.write("go.mod", "module app\n\ngo 1.26.0\n\nrequire github.com/mrepl/mrepl v0.0.0\n\nreplace github.com/mrepl/mrepl => "+root(t)+"\n")
	for _, f := range txtar.Parse([]byte(archive)).Files {
		m.write(f.Name, string(f.Data))
	}
	return m
}

// open loads the module, which must succeed.
func open(t testing.TB, archive string, patterns ...string) *module {
	t.Helper()
	m := newModule(t, archive)
	if err := m.load(patterns...); err != nil {
		t.Fatalf("open: %s", m.text(err))
	}
	return m
}

// load opens the session.
func (m *module) load(patterns ...string) (err error) {
	if len(patterns) == 0 {
		patterns = []string{"./..."}
	}
	m.session, err = interp.Open(context.Background(), interp.Config{
		Dir: m.dir, Patterns: patterns, Registry: m.reg, Stdout: m.out, Stderr: m.out,
	})
	return err
}

func (m *module) write(name, text string) {
	m.t.Helper()
	path := filepath.Join(m.dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		m.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		m.t.Fatal(err)
	}
}

func (m *module) read(name string) string {
	m.t.Helper()
	text, err := os.ReadFile(filepath.Join(m.dir, name))
	if err != nil {
		m.t.Fatal(err)
	}
	return string(text)
}

// replace edits a file of the module.
func (m *module) replace(name, old, new string) {
	m.t.Helper()
	src := m.read(name)
	if !strings.Contains(src, old) {
		m.t.Fatalf("%s does not contain %q", name, old)
	}
	m.write(name, strings.ReplaceAll(src, old, new))
}

func (m *module) remove(name string) {
	m.t.Helper()
	if err := os.Remove(filepath.Join(m.dir, name)); err != nil {
		m.t.Fatal(err)
	}
}

// text is what an error says, files relative to the module. What the
// interpreter underneath said goes to the log.
func (m *module) text(err error) string {
	var fault *interp.InternalError
	if errors.As(err, &fault) {
		m.t.Log(fault.Detail)
	}
	text := strings.ReplaceAll(err.Error(), m.dir+string(filepath.Separator), "")
	return column.ReplaceAllString(text, "$1: panic:")
}

// column finds the column of a panic, which is that of the statement or of a
// part of it.
var column = regexp.MustCompile(`(:\d+):\d+: panic:`)

// eval gives the printed values of src, or "error: " and its text.
func (m *module) eval(src string) string {
	m.t.Helper()
	values, err := m.session.Eval(context.Background(), src)
	if err != nil {
		return "error: " + m.text(err)
	}
	texts := make([]string, len(values))
	for i, v := range values {
		texts[i] = v.Format(show.Limits{})
	}
	return strings.Join(texts, "; ")
}

// expect evaluates pairs of source and what it gives.
func (m *module) expect(pairs ...string) {
	m.t.Helper()
	for i := 0; i < len(pairs); i += 2 {
		if got := m.eval(pairs[i]); got != pairs[i+1] {
			m.t.Errorf("%s\n got: %s\nwant: %s", pairs[i], got, pairs[i+1])
		}
	}
}

func (m *module) start(refs ...states.Ref) {
	m.t.Helper()
	if _, err := m.reg.Start(context.Background(), refs...); err != nil {
		m.t.Fatalf("start: %s", m.text(err))
	}
}

func (m *module) stop(refs ...states.Ref) {
	m.t.Helper()
	if _, err := m.reg.Stop(context.Background(), refs...); err != nil {
		m.t.Fatalf("stop: %s", m.text(err))
	}
}

// reload loads changed sources, which must succeed, and returns what it says.
func (m *module) reload() interp.Changes {
	m.t.Helper()
	changes, err := m.session.Reload(context.Background(), false)
	if err != nil {
		m.t.Fatalf("reload: %s", m.text(err))
	}
	return changes
}

// status is the name and status of every state, in start order.
func (m *module) status() string {
	var out []string
	for _, info := range m.reg.Status() {
		out = append(out, info.Name+" "+info.Status.String())
	}
	return strings.Join(out, ", ")
}

// output is a buffer that several goroutines may write.
type output struct {
	mu    sync.Mutex
	buf   bytes.Buffer
	wrote chan struct{} // gets a token when something was written, unless it has one
}

func newOutput() *output { return &output{wrote: make(chan struct{}, 1)} }

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	select {
	case o.wrote <- struct{}{}:
	default:
	}
	return o.buf.Write(p)
}

// await takes what is written until it contains text n times.
func (o *output) await(t testing.TB, text string, n int) string {
	t.Helper()
	deadline := time.After(20 * time.Second)
	all := ""
	for {
		if all += o.take(); strings.Count(all, text) >= n {
			return all
		}
		select {
		case <-o.wrote:
		case <-deadline:
			t.Fatalf("%q was not written %d times: %s", text, n, all)
		}
	}
}

// take returns what was written since the last take.
func (o *output) take() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	text := o.buf.String()
	o.buf.Reset()
	return text
}

// root is the directory of this repository's module.
func root(t testing.TB) string {
	_, file, _, ok := runtime.Caller(0)
	if !ok {
		t.Fatal("no source position")
	}
	return filepath.Dir(filepath.Dir(file))
}

// same fails the test unless got is want.
func same(t testing.TB, what, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("%s\n got: %s\nwant: %s", what, got, want)
	}
}

// machinery are words that must never reach a person.
var machinery = []string{"mrepl_", "__", "yaegi", "reflect.", "goroutine ", "dyn.", "_0"}

// plain fails the test when a text shows the machinery.
func plain(t testing.TB, text string) {
	t.Helper()
	for _, word := range machinery {
		if strings.Contains(text, word) {
			t.Errorf("%q shows in: %s", word, text)
		}
	}
}
