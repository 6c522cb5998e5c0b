package shell_test

import (
	"context"
	"errors"
	"fmt"
	"go/constant"
	"go/token"
	"go/types"
	"io"
	"io/fs"
	"strings"
	"testing"
	"time"

	"github.com/mrepl/mrepl/shell"
	"github.com/mrepl/mrepl/states"
)

// newSystem returns a registry with three states, each using the one before: conf/config, db/conn, www/nyse-app. The values are
// texts. The arguments make them misbehave: fail=conn makes the start of conn fail, and so do taken=, panic=, hang= and failstop=.
func newSystem(tb testing.TB) *states.Registry {
	tb.Helper()
	r := states.NewRegistry()
	defineSystem(tb, r, "conf/config", "db/conn", "www/nyse-app")
	return r
}

// defineSystem makes the named states all there are, each using the one before.
func defineSystem(tb testing.TB, r *states.Registry, names ...string) {
	tb.Helper()
	if _, err := unitOf(r, "1", names...).Apply(context.Background()); err != nil {
		tb.Fatal(err)
	}
}

// unitOf defines the named states, each using the one before, with that version of db/conn.
func unitOf(r *states.Registry, version string, names ...string) *states.Unit {
	u := r.NewUnit("test")
	edges := map[string][]string{}
	for i, name := range names {
		d := testState(r, name)
		if name == "db/conn" {
			d.Version = version
		}
		u.Define(d)
		if i > 0 {
			edges[name] = []string{names[i-1]}
		}
	}
	u.Edges(edges)
	return u
}

// timeouts are those of states, by their short names: of one that the other scripts have no use for.
var timeouts = map[string]time.Duration{"slow": 10 * time.Millisecond}

func testState(r *states.Registry, name string) states.Definition {
	short := name[strings.LastIndexByte(name, '/')+1:]
	return states.Definition{
		Name: name, Pos: short + ".go:7", Type: "string",
		Start: func(ctx context.Context) (any, error) {
			args := r.Args()
			switch short {
			case args["fail"]:
				return nil, errors.New("no such host")
			case args["taken"]:
				return nil, errors.New("listen tcp 127.0.0.1:4567: bind: address already in use")
			case args["panic"]:
				panic("out of luck")
			case args["hang"]:
				<-ctx.Done()
				return nil, ctx.Err()
			}
			return "the " + short, nil
		},
		Stop: func(context.Context, any) error {
			if r.Args()["failstop"] == short {
				return errors.New("still busy")
			}
			return nil
		},
		Accepts: func(v any) error {
			if _, ok := v.(string); !ok {
				return fmt.Errorf("a %T is no string", v)
			}
			return nil
		},
		Version: "1", Timeout: timeouts[short],
	}
}

// A fakeEngine knows constant expressions, the short names of states, and a few words.
type fakeEngine struct {
	r        *states.Registry
	out      io.Writer
	blocking chan struct{} // receives a value when an evaluation blocks
	deaf     chan struct{} // what "deaf" waits for, whatever its context says
	fakeSources
}

type fakeValue struct{ v any }

func (v fakeValue) Type() string               { return fmt.Sprintf("%T", v.v) }
func (v fakeValue) Format(shell.Limits) string { return fmt.Sprintf("%#v", v.v) }
func (v fakeValue) Interface() any             { return v.v }

func (e *fakeEngine) Eval(ctx context.Context, src string) ([]shell.Value, error) {
	src = strings.TrimSpace(strings.Split(src, "//")[0])
	switch {
	case src == "block":
		e.blocking <- struct{}{}
		<-ctx.Done()
		return nil, context.Cause(ctx)
	case src == "deaf":
		e.blocking <- struct{}{}
		<-e.deaf
		return nil, nil
	case src == "boom":
		panic("boom")
	case src == "conn.Parse()":
		return nil, errors.New("prompt:1:6: conn.Parse undefined (type string has no field or method Parse)")
	case src == "conn.Qurey()":
		return nil, errors.New("prompt:1:6: conn.Qurey undefined (type *sql.DB has no field or method Qurey)")
	case src == "Order{Tickr: 1}":
		return nil, errors.New("prompt:1:7: unknown field Tickr in struct literal of type Order")
	case src == "conn{}":
		return nil, errors.New("prompt:1:1: conn (package-level variable) is not a type")
	case src == "config.Parse()":
		return nil, errors.New("prompt:1:8: config.Parse undefined (type string has no field or method Parse)")
	case src == "sell":
		return []shell.Value{fakeValue{3}}, fmt.Errorf("selling: %w", &fs.PathError{Op: "open", Path: "db", Err: errors.New("sold out")})
	case strings.HasPrefix(src, "print"):
		fmt.Fprintln(e.out, strings.Trim(src[5:], "()`\""))
		return nil, nil
	case strings.Contains(src, ":="), strings.HasPrefix(src, "func"), strings.HasPrefix(src, "var "):
		return nil, nil
	}
	v, err := e.value(src)
	if err != nil {
		return nil, err
	}
	return []shell.Value{fakeValue{v}}, nil
}

// value evaluates a constant expression, in which the short names of states stand for their values.
func (e *fakeEngine) value(src string) (any, error) {
	for _, i := range e.r.Status() {
		if !strings.HasPrefix(src, i.Short) {
			continue
		}
		v, ok := e.r.Value(i.Name)
		if !ok {
			return nil, &states.NotStartedError{Name: i.Name}
		}
		src = fmt.Sprintf("%#v", v) + src[len(i.Short):]
	}
	tv, err := types.Eval(token.NewFileSet(), nil, token.NoPos, src)
	if err != nil {
		return nil, fmt.Errorf("prompt:%s", strings.TrimPrefix(err.Error(), "eval:"))
	}
	switch tv.Value.Kind() {
	case constant.Bool:
		return constant.BoolVal(tv.Value), nil
	case constant.String:
		return constant.StringVal(tv.Value), nil
	}
	n, _ := constant.Int64Val(tv.Value)
	return int(n), nil
}

func (e *fakeEngine) Variable(state string) string {
	if state == "www/nyse-app" {
		return "www.NyseApp"
	}
	return ""
}

func (e *fakeEngine) Names() []string { return []string{"conn", "nyse", "nyse.AddOrder"} }

func (e *fakeEngine) TypeOf(src string) (shell.TypeInfo, error) {
	v, err := e.value(src)
	if err != nil {
		return shell.TypeInfo{}, err
	}
	return shell.TypeInfo{Type: fmt.Sprintf("%T", v), Underlying: "struct {}", Methods: []string{"Close() error"}}, nil
}

func (e *fakeEngine) Doc(_ context.Context, name string) (string, error) {
	if name == "nyse" || name == "db/conn" {
		return "package nyse\n    Package nyse trades.", nil
	}
	if pkg, member, _ := strings.Cut(name, "."); pkg == "nyse" {
		return "", fmt.Errorf("the package nyse declares no %s", member)
	}
	return "", errors.New("nothing is named " + name)
}

func (e *fakeEngine) Source(_ context.Context, name string) (shell.Source, error) {
	if name == "nyse.AddOrder" || name == "db/conn" {
		return shell.Source{Pos: "db.go:3", Text: "func AddOrder()"}, nil
	}
	return shell.Source{}, errors.New("nothing is named " + name)
}

func (e *fakeEngine) Inspect(_ context.Context, expr string) (shell.Inspection, error) {
	v, err := e.value(expr)
	if err != nil {
		return shell.Inspection{}, err
	}
	text := fmt.Sprintf("%#v", v)
	return shell.Inspection{
		Type: "T", Kind: "struct", Len: 3, Cap: -1, Value: text, Methods: []string{"Close() error"},
		Parts: []shell.Part{{Name: "A", Type: "int", Value: text}, {Name: "B", Type: "string", Value: `"b"`}},
	}, nil
}

func (e *fakeEngine) Fits(state string) []shell.Completion {
	return []shell.Completion{{Text: "db.Fit(", Hint: "for " + state}, {Text: "fit(", Hint: "for " + state}}
}

func (e *fakeEngine) Trace(err error) (calls []shell.Frame, stack []byte) {
	if strings.Contains(err.Error(), "sold out") {
		sell := shell.Frame{Pos: "db.go:5:1: in Sell"}
		return []shell.Frame{{Pos: "db.go:3:1: in Sell"}, sell, sell, {Pos: "prompt:1:1", Source: "sell"}}, []byte(fakeStack)
	}
	return nil, nil
}

func (e *fakeEngine) ErrorName(err error) string {
	if err.Error() == "sold out" {
		return "db.ErrSoldOut"
	}
	return ""
}

const fakeStack = "goroutine 7 [running]:\nruntime/debug.Stack()\n\t/go/debug.go:26 +0x5e\nexchange/db.(*Conn).Sell(0xc0001)\n" +
	"\t/src/db.go:12 +0x1d\ncreated by exchange/db.(*Conn).Open in goroutine 3\n\t/src/db.go:3 +0x1\ngithub.com/traefik/yaegi/interp.runCfg(0x1)\n\t/yaegi/run.go:1 +0x1\n"

func (e *fakeEngine) Remember(err error) bool { return !strings.HasPrefix(err.Error(), "prompt:") }

func (e *fakeEngine) Substitute(_ context.Context, state, expr string) (any, error) {
	return e.value(expr)
}

func (e *fakeEngine) SubstituteStates(_ context.Context, state, start, stop string) (states.Sub, error) {
	v, err := e.value(start)
	if err != nil {
		return states.Sub{}, err
	}
	return states.Sub{
		Start: func(context.Context) (any, error) { return v, nil },
		Stop:  func(context.Context, any) error { fmt.Fprintln(e.out, "stopped by", stop); return nil },
	}, nil
}

func (e *fakeEngine) Complete(line string, pos int) []shell.Completion {
	var list []shell.Completion
	start := strings.LastIndexAny(line[:pos], " =(") + 1
	if line[:pos] == "nyse." {
		return []shell.Completion{{Text: "AddOrder", From: pos}, {Text: "FindOrders", From: pos}}
	}
	if line[:pos] == "conn." || line[:pos] == "Order{}." {
		return []shell.Completion{{Text: "Exec", From: pos}, {Text: "Query", From: pos}, {Text: "Ticker", From: pos}}
	}
	if line == "conn" {
		return []shell.Completion{{Text: "conn", Hint: "state string"}, {Text: "conn", Hint: "package net/conn"}}
	}
	for _, name := range []string{"conf", "db", "nyse", "start"} {
		if strings.HasPrefix(name, line[start:pos]) {
			list = append(list, shell.Completion{Text: name, From: start, Hint: "package"})
		}
	}
	return list
}

// A rig is a shell over a small system and a fake engine, with what it writes.
type rig struct {
	*shell.Shell
	engine   *fakeEngine
	registry *states.Registry
	out, err *buffer
}

// fakeSystem is a system's shell that says what it was given.
func fakeSystem(_ context.Context, line string, out, err io.Writer) error {
	if line == "false" {
		return errors.New("exit status 1")
	}
	fmt.Fprintln(out, "ran", line)
	return nil
}

func newRig(tb testing.TB, adjust ...func(*shell.Config)) *rig {
	tb.Helper()
	r := &rig{registry: newSystem(tb), out: &buffer{}, err: &buffer{}}
	cfg := shell.Config{Name: "exchange", Registry: r.registry, Out: r.out, Err: r.err, System: fakeSystem}
	for _, f := range adjust {
		f(&cfg)
	}
	r.Shell = shell.New(cfg)
	r.engine = &fakeEngine{r: r.registry, out: r.Stdout(), blocking: make(chan struct{}), deaf: make(chan struct{})}
	r.engine.edited = shell.Changes{Packages: []string{"exchange/db"}, Patched: []string{"db.open"}}
	r.Use(r.engine)
	tb.Cleanup(func() { _ = r.Close(context.Background()) })
	return r
}
