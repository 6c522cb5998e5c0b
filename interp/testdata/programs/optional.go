// Methods that compiled code looks for in what it is given: of file systems, writers, readers, drivers.
package main

import (
	"bufio"
	"bytes"
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"strings"
	"time"
)

// fs with directories
type memFS map[string]string

type memFile struct {
	name string
	r    *strings.Reader
	list []fs.DirEntry
}

func (f *memFile) Stat() (fs.FileInfo, error) { return info{f.name, f.list != nil}, nil }
func (f *memFile) Read(b []byte) (int, error) { return f.r.Read(b) }
func (f *memFile) Close() error               { return nil }
func (f *memFile) ReadDir(n int) ([]fs.DirEntry, error) {
	if n > 0 && len(f.list) == 0 {
		return nil, io.EOF
	}
	l := f.list
	f.list = nil
	return l, nil
}

type info struct {
	name string
	dir  bool
}

func (i info) Name() string { return i.name }
func (i info) Size() int64  { return 1 }
func (i info) Mode() fs.FileMode {
	if i.dir {
		return fs.ModeDir | 0o755
	}
	return 0o644
}
func (i info) ModTime() time.Time { return time.Unix(0, 0) }
func (i info) IsDir() bool        { return i.dir }
func (i info) Sys() any           { return nil }

func (m memFS) Open(name string) (fs.File, error) {
	if name == "." {
		f := &memFile{name: ".", r: strings.NewReader(""), list: []fs.DirEntry{}}
		for _, n := range []string{"a.txt", "b.txt"} {
			f.list = append(f.list, fs.FileInfoToDirEntry(info{n, false}))
		}
		return f, nil
	}
	s, ok := m[name]
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return &memFile{name: name, r: strings.NewReader(s)}, nil
}

// ResponseWriter wrapper
type recorder struct {
	http.ResponseWriter
	status int
}

func (r *recorder) WriteHeader(c int)           { r.status = c; r.ResponseWriter.WriteHeader(c) }
func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }

type flusher struct {
	http.ResponseWriter
	n int
}

func (f *flusher) Flush() { f.n++; f.ResponseWriter.(http.Flusher).Flush() }

// reader with WriterTo
type src struct{ s string }

func (s *src) Read(b []byte) (int, error) { return 0, errors.New("read was called") }
func (s *src) WriteTo(w io.Writer) (int64, error) {
	n, err := io.WriteString(w, s.s)
	return int64(n), err
}

// StringWriter
type sw struct{ calls []string }

func (w *sw) Write(b []byte) (int, error) { w.calls = append(w.calls, "Write"); return len(b), nil }
func (w *sw) WriteString(s string) (int, error) {
	w.calls = append(w.calls, "WriteString")
	return len(s), nil
}

// closer detection
type body struct {
	*strings.Reader
	closed bool
}

func (b *body) Close() error { b.closed = true; return nil }

// timeout error
type tmo struct{}

func (tmo) Error() string   { return "slow" }
func (tmo) Timeout() bool   { return true }
func (tmo) Temporary() bool { return true }

type rt func(*http.Request) (*http.Response, error)

func (f rt) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// driver
type drv struct{}
type conn struct{}
type stmt struct{ q string }
type rows struct{ n int }

func (drv) Open(name string) (driver.Conn, error)   { return &conn{}, nil }
func (*conn) Prepare(q string) (driver.Stmt, error) { return nil, errors.New("prepare was called") }
func (*conn) Close() error                          { return nil }
func (*conn) Begin() (driver.Tx, error)             { return nil, errors.New("no tx") }
func (*conn) QueryContext(ctx context.Context, q string, args []driver.NamedValue) (driver.Rows, error) {
	return &rows{}, nil
}
func (*conn) Ping(context.Context) error { return errors.New("pinged") }
func (r *rows) Columns() []string        { return []string{"a"} }
func (r *rows) Close() error             { return nil }
func (r *rows) Next(dest []driver.Value) error {
	if r.n++; r.n > 2 {
		return io.EOF
	}
	dest[0] = int64(r.n)
	return nil
}

// slog
type lv struct{ n int }

func (l lv) LogValue() slog.Value { return slog.GroupValue(slog.Int("n", l.n)) }

type handler struct{ out *bytes.Buffer }

func (h handler) Enabled(context.Context, slog.Level) bool { return true }
func (h handler) Handle(_ context.Context, r slog.Record) error {
	fmt.Fprint(h.out, r.Message)
	r.Attrs(func(a slog.Attr) bool { fmt.Fprint(h.out, " ", a.Key, "=", a.Value.Resolve()); return true })
	return nil
}
func (h handler) WithAttrs([]slog.Attr) slog.Handler { return h }
func (h handler) WithGroup(string) slog.Handler      { return h }

func main() {
	m := memFS{"a.txt": "A", "b.txt": "B"}
	err := fs.WalkDir(m, ".", func(p string, d fs.DirEntry, err error) error { fmt.Println("walk", p, err); return nil })
	fmt.Println(err)
	b, err := fs.ReadFile(m, "a.txt")
	fmt.Println(string(b), err)
	l, err := fs.Glob(m, "*.txt")
	fmt.Println(l, err)
	rec := httptest.NewRecorder()
	http.FileServerFS(m).ServeHTTP(rec, httptest.NewRequest("GET", "/", nil))
	fmt.Println(rec.Code, strings.Contains(rec.Body.String(), "a.txt"))

	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		rw := &recorder{ResponseWriter: w}
		rc := http.NewResponseController(rw)
		fmt.Println("deadline", rc.SetWriteDeadline(time.Now().Add(time.Second)), "flush", rc.Flush())
		_, isFlusher := http.ResponseWriter(rw).(http.Flusher)
		_, isHijacker := w.(http.Hijacker)
		fmt.Println(isFlusher, isHijacker)
		fl := &flusher{ResponseWriter: w}
		fmt.Println(http.NewResponseController(fl).Flush(), fl.n)
		io.WriteString(rw, "done")
	}))
	res, err := http.Get(srv.URL)
	if err == nil {
		io.Copy(io.Discard, res.Body)
	}
	u, _ := url.Parse(srv.URL)
	_ = httputil.NewSingleHostReverseProxy(u)
	srv.Close()
	fmt.Println(err, res.StatusCode)

	var buf bytes.Buffer
	n, err := io.Copy(&buf, &src{"written"})
	fmt.Println(n, err, buf.String())
	w := &sw{}
	io.WriteString(w, "x")
	bw := bufio.NewWriterSize(w, 16)
	bw.WriteString(strings.Repeat("y", 40))
	bw.Flush()
	fmt.Println(w.calls)
	bd := &body{Reader: strings.NewReader("body")}
	req, _ := http.NewRequest("POST", "http://x/", bd)
	fmt.Println(req.ContentLength, req.Body != nil)
	req.Body.Close()
	fmt.Println(bd.closed)

	c := &http.Client{Transport: rt(func(r *http.Request) (*http.Response, error) { return nil, tmo{} })}
	_, err = c.Get("http://x/")
	var ue *url.Error
	fmt.Println(errors.As(err, &ue) && ue.Timeout(), os.IsTimeout(err), errors.Is(err, tmo{}))

	sql.Register("mine", drv{})
	db, _ := sql.Open("mine", "")
	r, err := db.Query("select")
	fmt.Println(err)
	if err == nil {
		for r.Next() {
			var a int
			fmt.Println(r.Scan(&a), a)
		}
	}
	fmt.Println(db.Ping())
	var hb bytes.Buffer
	lg := slog.New(handler{&hb})
	lg.Info("msg", "v", lv{3}, "d", time.Second)
	fmt.Println(hb.String())
	hb.Reset()
	slog.New(slog.NewTextHandler(&hb, &slog.HandlerOptions{ReplaceAttr: func(g []string, a slog.Attr) slog.Attr {
		if a.Key == "time" {
			return slog.Attr{}
		}
		return a
	}})).With("w", lv{1}).WithGroup("g").Info("x", slog.Any("v", lv{2}), slog.Any("e", tmo{}))
	fmt.Print(hb.String())
}
