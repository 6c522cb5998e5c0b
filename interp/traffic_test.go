package interp_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

// kiosk is a server whose handlers change, on a connection that must stay.
const kiosk = `
-- main.go --
package main

import "app/www"

var App = www.App

func main() {}
-- db/db.go --
package db

import (
	"context"
	"fmt"
	"sync"

	"github.com/mrepl/mrepl/states"
)

type DB struct {
	mu   sync.Mutex
	rows map[int]string
}

func (d *DB) Add(row string) int {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.rows[len(d.rows)] = row
	return len(d.rows)
}

func (d *DB) Len() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return len(d.rows)
}

var Conn = states.New("conn", func(ctx context.Context) (*DB, error) {
	fmt.Println("start conn")
	return &DB{rows: map[int]string{}}, nil
})
-- www/www.go --
package www

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"

	"app/db"

	"github.com/mrepl/mrepl/states"
)

var App = states.New("app", func(ctx context.Context) (*httptest.Server, error) {
	fmt.Println("start app")
	return httptest.NewServer(handler()), nil
}).OnStop(func(ctx context.Context, s *httptest.Server) error {
	s.Close()
	return nil
}).Needs(db.Conn)

func handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", greet)
	mux.HandleFunc("POST /rows", func(w http.ResponseWriter, r *http.Request) { add(w, r) })
	return mux
}
-- www/handlers.go --
package www

import (
	"errors"
	"fmt"
	"net/http"

	"app/db"
)

type reply struct{ Version, Rows int }

func (r reply) String() string { return fmt.Sprint(r.Version, " ", r.Rows) }

func version() int { return 0 }

func greet(w http.ResponseWriter, r *http.Request) {
	var answer fmt.Stringer = reply{version(), db.Conn.Get().Len()}
	fmt.Fprint(w, answer)
}

var errEmpty = errors.New("empty")

func add(w http.ResponseWriter, r *http.Request) {
	row := r.FormValue("row")
	if err := check(row); err != nil {
		http.Error(w, err.Error(), 400)
		return
	}
	fmt.Fprint(w, reply{version(), db.Conn.Get().Add(row)})
}

func check(row string) error {
	if row == "" {
		return errEmpty
	}
	return nil
}
`

// edition is the handlers' file in another form: bodies differ between any two, and
// between every third the declarations.
func edition(m *module, n int) string {
	text := strings.Replace(m.read("www/handlers.go"), "func version() int { return "+strconv.Itoa(n-1)+" }", "func version() int { return "+strconv.Itoa(n)+" }", 1)
	switch n % 3 {
	case 1:
		text = strings.Replace(text, "func check(row string) error {", "func check(row string, more ...int) error {", 1)
	case 2:
		text = strings.Replace(text, "func check(row string, more ...int) error {", "func check(row string) error {", 1)
	}
	return text
}

// TestTrafficOverReloads holds that nothing is lost while handlers are replaced: no
// request fails, no answer is wrong, and nothing is started again.
func TestTrafficOverReloads(t *testing.T) {
	t.Parallel()
	m := open(t, kiosk)
	m.start()
	defer m.reg.Stop(context.Background())
	same(t, "printed", m.out.take(), "start conn\nstart app\n")
	url := strings.Trim(m.eval("app.URL"), `"`)

	var installed, added, failed atomic.Int64
	stop := make(chan struct{})
	var clients sync.WaitGroup
	for client := range 4 {
		clients.Go(func() {
			for i := 0; ; i++ {
				select {
				case <-stop:
					return
				default:
				}
				if err := visit(url, client%2 == 0, &installed, &added); err != nil {
					t.Error(err)
					if failed.Add(1) > 10 {
						return
					}
				}
			}
		})
	}
	for n := 1; n <= 30; n++ {
		m.write("www/handlers.go", edition(m, n))
		m.reload()
		installed.Store(int64(n))
	}
	close(stop)
	clients.Wait()
	same(t, "printed", m.out.take(), "")
	same(t, "rows", m.eval("conn.Len()"), fmt.Sprint(added.Load()))
	if added.Load() == 0 {
		t.Error("there was no traffic")
	}
}

// visit sends one request and checks what it answers: the version is not older than
// the one that was in place when it was sent.
func visit(url string, add bool, installed, added *atomic.Int64) error {
	least := installed.Load()
	var response *http.Response
	var err error
	if add {
		response, err = http.Post(url+"/rows", "application/x-www-form-urlencoded", strings.NewReader("row=x"))
	} else {
		response, err = http.Get(url + "/")
	}
	if err != nil {
		return err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		return err
	}
	var version, rows int64
	if n, _ := fmt.Sscan(string(text), &version, &rows); n != 2 || response.StatusCode != 200 {
		return fmt.Errorf("it answers %s %q", response.Status, text)
	}
	if add {
		added.Add(1)
	}
	if version < least {
		return fmt.Errorf("it answers version %d, when %d was in place", version, least)
	}
	return nil
}

// TestReloadsKeepLittle measures what a reload leaves behind. It is not parallel to
// others, which use the same memory.
func TestReloadsKeepLittle(t *testing.T) {
	m := open(t, kiosk)
	m.start()
	defer m.reg.Stop(context.Background())
	next := 1
	reload := func(times int) {
		for range times {
			m.write("www/handlers.go", edition(m, next))
			m.reload()
			next++
		}
	}
	const times = 60
	reload(20)
	before, goroutines := held()
	reload(times)
	after, now := held()
	if each := (after - before) / times; each > 50_000 {
		t.Errorf("a reload keeps %d bytes", each)
	} else {
		t.Logf("a reload keeps %d bytes", each)
	}
	if now > goroutines {
		t.Errorf("there are %d goroutines, of which %d are new", now, now-goroutines)
	}
}

// held returns how many bytes are in use, and goroutines.
func held() (bytes int64, goroutines int) {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc), runtime.NumGoroutine()
}
