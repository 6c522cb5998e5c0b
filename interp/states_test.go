package interp_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/mrepl/mrepl/states"
)

const system = `
-- conf/conf.go --
package conf

import (
	"context"

	"github.com/mrepl/mrepl/states"
)

// Settings are what the others read.
type Settings struct {
	Port int
	URI  string
}

// Config is the configuration.
var Config = states.New("config", func(context.Context) (Settings, error) {
	return Settings{Port: 8080, URI: "mem:"}, nil
}).Doc("the settings").Timeout(3e9)
-- db/db.go --
package db

import (
	"context"
	"fmt"

	"app/conf"

	"github.com/mrepl/mrepl/states"
)

type Pool struct {
	URI    string
	closed bool
}

func (p *Pool) Close() { p.closed = true; fmt.Println("closed", p.URI) }

var Conn = states.New("conn", open).OnStop(disconnect).OnReload(states.ReloadNoop).OnCheck(check)

func open(ctx context.Context) (*Pool, error) { return &Pool{URI: conf.Config.Get().URI}, nil }

func disconnect(ctx context.Context, p *Pool) error {
	p.Close()
	return nil
}

func check(ctx context.Context, p *Pool) error {
	if p.closed {
		return fmt.Errorf("%s is closed", p.URI)
	}
	return nil
}
-- www/www.go --
package www

import (
	"context"
	"fmt"

	"app/db"

	"github.com/mrepl/mrepl/states"
)

// Shape is an interface of interpreted code.
type Shape interface{ Area() int }

type square struct{ W int }

func (s square) Area() int      { return s.W * s.W }
func (s square) String() string { return fmt.Sprintf("%dx%d", s.W, s.W) }

var (
	App   = states.New("nyse-app", start).Needs(states.Name("shape"))
	Shapes = states.New("shape", func(ctx context.Context) (Shape, error) { return square{3}, nil })
	Count = states.Value("count", 42)
	Text  = states.New("text", func(ctx context.Context) (fmt.Stringer, error) { return square{2}, nil })
	Funcs = states.Value("funcs", map[string]func(int) int{"double": func(i int) int { return 2 * i }})
)

func start(ctx context.Context) (string, error) {
	c, ok := db.Conn.Lookup()
	if !ok {
		return "", fmt.Errorf("no connection")
	}
	return "serving " + c.URI, nil
}
-- main.go --
package main

import _ "app/www"

func main() {}
`

func TestStatesOfAProgram(t *testing.T) {
	t.Parallel()
	m := open(t, system)
	same(t, "before", m.status(), "conf/config stopped, db/conn stopped, www/shape stopped, www/nyse-app stopped, www/count stopped, www/text stopped, www/funcs stopped")
	var lines []string
	for _, info := range m.reg.Status() {
		pos := strings.TrimPrefix(info.Pos, m.dir+"/")
		lines = append(lines, fmt.Sprintf("%s %s %s uses %v stop=%v check=%v", info.Name, info.Type, pos, info.Uses, info.HasStop, info.HasCheck))
	}
	same(t, "infos", strings.Join(lines, "\n"), strings.TrimSpace(`
conf/config conf.Settings conf/conf.go:16:14 uses [] stop=false check=false
db/conn *db.Pool db/db.go:19:12 uses [conf/config] stop=true check=true
www/shape www.Shape www/www.go:22:11 uses [] stop=false check=false
www/nyse-app string www/www.go:21:10 uses [db/conn www/shape] stop=false check=false
www/count int www/www.go:23:10 uses [] stop=false check=false
www/text fmt.Stringer www/www.go:24:10 uses [] stop=false check=false
www/funcs map[string]func(int) int www/www.go:25:10 uses [] stop=false check=false`))

	m.start()
	m.expect(
		"config", `conf.Settings{Port: 8080, URI: "mem:"}`,
		"config.Port + 1", "8081",
		"conn.URI", `"mem:"`,
		"conn", `&db.Pool{URI: "mem:", closed: false}`,
		"shape.Area()", "9",
		"shape", "www.square{W: 3}",
		"text.String()", `"2x2"`,
		"count + 1", "43",
		`funcs["double"](21)`, "42",
		`www.App.Get()`, `"serving mem:"`,
		"v, ok := db.Conn.Lookup()\nv.URI + fmt.Sprint(ok)", `"mem:true"`,
	)
	info, err := m.reg.Info(states.Name("config"))
	if err != nil || info.Doc != "the settings" || info.Timeout != 3*time.Second {
		t.Errorf("chained: %+v, %v", info, err)
	}
	m.stop()
	same(t, "printed", m.out.take(), "closed mem:\n")
	m.expect("conn", `error: state db/conn is not started; start it with states.Start(ctx, states.Name("db/conn"))`)
}

func TestStateOfInterfaceTypeMayBeNil(t *testing.T) {
	t.Parallel()
	m := open(t, `
-- main.go --
package main

import (
	"context"
	"io"

	"github.com/mrepl/mrepl/states"
)

type Shape interface{ Area() int }

var (
	A = states.New("a", func(context.Context) (Shape, error) { return nil, nil })
	B = states.New("b", func(context.Context) (io.Reader, error) { return nil, nil }).OnStop(func(ctx context.Context, r io.Reader) error {
		println("stopping", r == nil)
		return nil
	})
	C = states.New("c", func(context.Context) (error, error) { return nil, nil })
	D = states.New("d", func(context.Context) (*int, error) { return nil, nil })
	E = states.New("e", func(context.Context) (any, error) { return Sq(2), nil })
)

type Sq int

func main() {}
`)
	m.start()
	m.expect("a == nil", "true", "b == nil", "true", "c == nil", "true", "d == nil", "true", "e", "main.Sq(2)", "e.(main.Sq) + 1", "main.Sq(3)")
	m.stop()
	same(t, "printed", m.out.take(), "stopping true\n")
}

const failing = `
-- main.go --
package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/mrepl/mrepl/states"
)

type refused struct{ code int }

func (r *refused) Error() string { return fmt.Sprintf("refused with %d", r.code) }

var table map[string]int

var (
	Plain  = states.New("plain", func(context.Context) (int, error) { return 0, errors.New("no luck") })
	Typed  = states.New("typed", func(context.Context) (int, error) { return 0, fmt.Errorf("dial: %w", &refused{7}) })
	Panics = states.New("panics", func(ctx context.Context) (int, error) {
		table["a"] = 1
		return 0, nil
	})
	Index = states.New("index", deep)
	Zero  = states.New("zero", func(ctx context.Context) (int, error) { return 1 / len(table), nil })
	Value = states.New("value", func(ctx context.Context) (int, error) { panic(&refused{9}) })
	Nil   = states.New("nil", func(ctx context.Context) (int, error) {
		var r *refused
		return r.code, nil
	})
	Stop = states.Value("stop", 1).OnStop(func(context.Context, int) error { return errors.New("will not stop") })
	Bang = states.Value("bang", 1).OnStop(func(context.Context, int) error {
		panic("at the disco")
	})
)

func deep(ctx context.Context) (int, error) { return at([]int{1}, 5), nil }

func at(xs []int, i int) int {
	return xs[i]
}

func main() {}
`

func TestFailuresOfStates(t *testing.T) {
	t.Parallel()
	m := open(t, failing)
	start := func(name string) string {
		t.Helper()
		_, err := m.reg.Start(context.Background(), states.Name(name))
		if err == nil {
			t.Fatalf("%s started", name)
		}
		text := m.text(err)
		plain(t, text)
		return text
	}
	for name, want := range map[string]string{
		"plain":  "start main/plain (main.go:18:11): no luck",
		"typed":  "start main/typed (main.go:19:11): dial: refused with 7",
		"panics": "start main/panics (main.go:20:11): main.go:21: panic: assignment to entry in nil map",
		"index":  "start main/index (main.go:24:10): main.go:40: panic: runtime error: index out of range [5] with length 1",
		"zero":   "start main/zero (main.go:25:10): main.go:25: panic: runtime error: integer divide by zero",
		"value":  "start main/value (main.go:26:10): main.go:26: panic: refused with 9",
		"nil":    "start main/nil (main.go:27:10): main.go:29: panic: runtime error: invalid memory address or nil pointer dereference",
	} {
		same(t, name, start(name), want)
	}
	if strings.Contains(m.status(), "running") {
		t.Errorf("something is up: %s", m.status())
	}
}

func TestStopsThatFail(t *testing.T) {
	t.Parallel()
	m := open(t, failing)
	m.start(states.Name("stop"), states.Name("bang"))
	_, err := m.reg.Stop(context.Background())
	if err == nil {
		t.Fatal("the stops succeeded")
	}
	text := m.text(err)
	plain(t, text)
	same(t, "error", text, "stop main/bang (main.go:32:9): main.go:33: panic: at the disco\nstop main/stop (main.go:31:9): will not stop")
	var se *states.StateError
	if !errors.As(err, &se) {
		t.Errorf("no StateError in %T", err)
	}
}

func TestStatesOfOneName(t *testing.T) {
	t.Parallel()
	two := `
-- a/a.go --
package a

import "github.com/mrepl/mrepl/states"

var One = states.Value("conn", 1)
-- b/b.go --
package b

import "github.com/mrepl/mrepl/states"

var Two = states.Value("conn", 2)
`
	m := open(t, two)
	same(t, "both are there", m.status(), "a/conn stopped, b/conn stopped")
	m.start()
	m.expect("a.One.Get()", "1", "b.Two.Get()", "2", "conn", "error: prompt:1:1: undefined: conn")

	m = newModule(t, two+"-- b/more.go --\npackage b\n\nimport \"github.com/mrepl/mrepl/states\"\n\nvar Three = states.Value(\"conn\", 3)\n")
	err := m.load()
	if err == nil {
		t.Fatal("two states of one full name were loaded")
	}
	same(t, "the error", m.text(err), "b/more.go:5:13: define b/conn: it is defined already, at b/b.go:5:11")
	same(t, "nothing is registered", m.status(), "")
}

func TestStateNamesAreChecked(t *testing.T) {
	t.Parallel()
	for _, name := range []string{`""`, `"a b"`, `"a/b"`} {
		m := newModule(t, "-- main.go --\npackage main\n\nimport \"github.com/mrepl/mrepl/states\"\n\nvar S = states.Value("+name+", 1)\n\nfunc main() {}\n")
		if err := m.load(); err == nil {
			t.Errorf("a state named %s was loaded: %s", name, m.status())
		} else {
			plain(t, m.text(err))
			if !strings.Contains(m.text(err), "main.go:5:") {
				t.Errorf("no position in: %s", m.text(err))
			}
		}
	}
}

// TestStatesInFunctions holds that states need not be package variables.
func TestStatesInFunctions(t *testing.T) {
	t.Parallel()
	m := open(t, `
-- main.go --
package main

import (
	"fmt"

	"github.com/mrepl/mrepl/states"
)

type part struct{ state *states.State[int] }

var parts = make([]part, 3)

func init() {
	for i := range parts {
		parts[i].state = states.Value(fmt.Sprintf("part%d", i), i*10)
	}
}

func Sum() (n int) {
	for _, p := range parts {
		n += p.state.Get()
	}
	return n
}

func main() {}
`)
	m.start()
	m.expect("main.Sum()", "30")
}

// TestStateAsRef holds that the variable of a state names it, whatever its type.
func TestStateAsRef(t *testing.T) {
	t.Parallel()
	m := open(t, `
-- main.go --
package main

import (
	"context"

	"github.com/mrepl/mrepl/states"
)

type Shape interface{ Area() int }

type Square int

func (s Square) Area() int { return int(s * s) }

var (
	Side  = states.Value("side", Square(3))
	Shapes = states.New("shape", func(ctx context.Context) (Shape, error) { return Side.Get(), nil }).Needs(Side)
	All   = []states.Ref{Side, Shapes}
)

func Stop() error {
	_, err := states.StopExcept(context.Background(), Side)
	return err
}

func main() {}
`)
	m.start()
	m.expect("shape.Area()", "9", "main.All[0].StateName()", `"main/side"`, "main.Side", "*states.State[main.Square](main/side)")
}
