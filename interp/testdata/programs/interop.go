package main

import (
	"bufio"
	"bytes"
	"container/heap"
	"context"
	"encoding/gob"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"sort"
	"strings"
	"text/template"
	"time"
)

type Color int

const (
	Red Color = iota
	Green
)

func (c Color) String() string { return [...]string{"red", "green"}[c] }

type Err struct{ Code int }

func (e *Err) Error() string        { return fmt.Sprint("err ", e.Code) }
func (e *Err) Is(target error) bool { return target == fs.ErrNotExist && e.Code == 404 }

type list []string

func (l *list) String() string     { return strings.Join(*l, ",") }
func (l *list) Set(s string) error { *l = append(*l, s); return nil }

type byLen []string

func (b byLen) Len() int           { return len(b) }
func (b byLen) Less(i, j int) bool { return len(b[i]) < len(b[j]) }
func (b byLen) Swap(i, j int)      { b[i], b[j] = b[j], b[i] }

type item struct {
	name string
	prio int
}
type queue []*item

func (q queue) Len() int           { return len(q) }
func (q queue) Less(i, j int) bool { return q[i].prio > q[j].prio }
func (q queue) Swap(i, j int)      { q[i], q[j] = q[j], q[i] }
func (q *queue) Push(x any)        { *q = append(*q, x.(*item)) }
func (q *queue) Pop() any {
	old := *q
	n := len(old)
	x := old[n-1]
	*q = old[:n-1]
	return x
}

type upper struct{ r io.Reader }

func (u upper) Read(p []byte) (int, error) {
	n, err := u.r.Read(p)
	copy(p, bytes.ToUpper(p[:n]))
	return n, err
}

type handler struct{ greeting string }

func (h *handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	fmt.Fprintf(w, "%s %s", h.greeting, r.PathValue("name"))
}

type secret string

func (secret) LogValue() slog.Value { return slog.StringValue("***") }

type user struct {
	ID   int
	Name string
	Pass secret
}

func (u user) LogValue() slog.Value {
	return slog.GroupValue(slog.Int("id", u.ID), slog.String("name", u.Name), slog.Any("pass", u.Pass))
}

type ctxKey struct{}
type ctxName string

type counter struct{ n int }

func (c *counter) Write(p []byte) (int, error) { c.n += len(p); return len(p), nil }

type point struct{ X, Y int }

func (p point) Format(s fmt.State, verb rune) { fmt.Fprintf(s, "<%d;%d>", p.X, p.Y) }

type wrapper struct {
	C    Color
	Cs   []Color
	M    map[Color]Color
	P    *point
	Q    point
	E    error
	priv Color
}

type rt func(*http.Request) (*http.Response, error)

func (f rt) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func main() {
	err := fmt.Errorf("w: %w", &Err{404})
	var e *Err
	fmt.Println(errors.As(err, &e), e.Code, errors.Is(err, fs.ErrNotExist), err)
	j := errors.Join(err, io.EOF)
	fmt.Println(errors.Is(j, io.EOF), errors.As(j, &e), j)

	w := wrapper{Green, []Color{Red, Green}, map[Color]Color{Green: Red}, nil, point{1, 2}, &Err{1}, Green}
	fmt.Printf("%v\n%+v\n%s %d\n", w, w, w.Cs, w.Cs)
	fmt.Println(w.M, []any{w.C, w.Q}, []error{w.E}, map[string]any{"c": w.C}, [2]Color{}, &w.Q, struct{ C Color }{Green})
	fmt.Printf("%x %q %5v| %-7v| %T %T\n", w.C, w.C, w.C, w.C, w.C, w)

	set := flag.NewFlagSet("x", flag.ContinueOnError)
	var l list
	set.Var(&l, "l", "list")
	d := set.Duration("d", time.Second, "dur")
	set.Func("f", "func", func(s string) error { fmt.Println("f", s); return nil })
	fmt.Println(set.Parse([]string{"-l", "a", "-l=b", "-d", "2s", "-f", "x"}), l, *d, &l)

	words := []string{"ccc", "a", "bb"}
	sort.Sort(byLen(words))
	fmt.Println(words)
	sort.Sort(sort.Reverse(byLen(words)))
	fmt.Println(words)

	q := &queue{}
	heap.Init(q)
	heap.Push(q, &item{"a", 1})
	heap.Push(q, &item{"b", 3})
	heap.Push(q, &item{"c", 2})
	for q.Len() > 0 {
		fmt.Print(heap.Pop(q).(*item).name, " ")
	}
	fmt.Println()

	sc := bufio.NewScanner(upper{strings.NewReader("hello\nworld")})
	for sc.Scan() {
		fmt.Println(sc.Text())
	}
	c := &counter{}
	io.Copy(io.MultiWriter(c, io.Discard), strings.NewReader("12345"))
	fmt.Fprintf(c, "%d", 678)
	fmt.Println(c.n)

	mux := http.NewServeMux()
	mux.Handle("GET /hi/{name}", &handler{"hi"})
	rec := httptest.NewRecorder()
	mux.ServeHTTP(rec, httptest.NewRequest("GET", "/hi/bob", nil))
	fmt.Println(rec.Code, rec.Body)
	client := &http.Client{Transport: rt(func(r *http.Request) (*http.Response, error) {
		return &http.Response{StatusCode: 201, Body: io.NopCloser(strings.NewReader("x")), Request: r}, nil
	})}
	resp, err := client.Get("http://x/")
	fmt.Println(resp.StatusCode, err)

	log := slog.New(slog.NewTextHandler(os.Stdout, &slog.HandlerOptions{ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
		if a.Key == "time" {
			return slog.Attr{}
		}
		return a
	}}))
	log.Info("m", "user", user{1, "u", "p"}, "color", Green, "err", e, "secret", secret("s"), "p", point{3, 4})
	log.Info("m", slog.Any("c", []Color{Red, Green}), slog.Any("w", w.M))
	jlog := slog.New(slog.NewJSONHandler(os.Stdout, &slog.HandlerOptions{ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
		if a.Key == "time" {
			return slog.Attr{}
		}
		return a
	}}))
	jlog.Info("m", "user", user{1, "u", "p"}, "err", e, "item", struct{ A int }{1}, "cs", []Color{Green})

	ctx := context.WithValue(context.WithValue(context.Background(), ctxKey{}, &user{ID: 2}), ctxName("a"), 5)
	u, ok := ctx.Value(ctxKey{}).(*user)
	fmt.Println(u.ID, ok, ctx.Value(ctxName("a")), ctx.Value("a"))

	template.Must(template.New("t").Funcs(template.FuncMap{"up": strings.ToUpper, "id": func(x user) int { return x.ID }}).Parse("{{.Name | up}} {{range $i, $x := .List}}{{$i}}={{$x.N}} {{end}}{{len .M}} {{.M.k}}\n")).
		Execute(os.Stdout, struct {
			Name string
			List []struct{ N int }
			M    map[string]int
		}{"n", []struct{ N int }{{1}, {2}}, map[string]int{"k": 4}})

	page := template.Must(template.New("p").Parse("{{.Title}} {{.User.Name}} {{range .Items}}{{.X}},{{end}} {{.Color}} {{.Count}}\n"))
	fmt.Println(page.Execute(os.Stdout, map[string]any{"Title": "t", "User": plain{"bob"}, "Items": []xy{{1, 2}, {3, 4}}, "Color": Green, "Count": 3}))
	fmt.Println(page.Execute(os.Stdout, pageData{"t2", &plain{"al"}, []any{xy{5, 6}}, Red, 4}))

	var b bytes.Buffer
	gob.NewEncoder(&b).Encode(wrapperless{1, Green, []string{"a"}})
	var back wrapperless
	fmt.Println(gob.NewDecoder(&b).Decode(&back), back)
}

type wrapperless struct {
	A int
	C Color
	S []string
}

type plain struct{ Name string }

type xy struct{ X, Y int }

type pageData struct {
	Title string
	User  any
	Items []any
	Color any
	Count int
}
