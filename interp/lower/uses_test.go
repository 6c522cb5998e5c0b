package lower_test

import (
	"context"
	"fmt"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/mrepl/mrepl/interp/load"
	"github.com/mrepl/mrepl/interp/lower"
	"github.com/mrepl/mrepl/interp/symbols"
)

const using = `
-- main.go --
package main

import (
	"context"

	"github.com/mrepl/mrepl/states"
)

var conf = states.New("conf", func(context.Context) (int, error) { return 1, nil })

var pool = states.New("pool", open).OnStop(func(context.Context, int) error { return log() })

var www = states.New("www", func(context.Context) (server, error) { return server{}, nil })

var none = states.New(name(), func(context.Context) (int, error) { return 1, nil })

var table = map[string]func() int{"size": size}

type server struct{}

// A method that nothing calls is none of www's.
func (server) idle() { table["size"]() }

func name() string { return "none" }

func open(context.Context) (int, error) { return table["size"](), nil }

func size() int { return conf.Get() }

func log() error { _ = www; return nil }

func main() {}
`

func TestStatesUseWhatTheirFunctionsReach(t *testing.T) {
	t.Parallel()
	dir := writeModule(t, []*construct{{name: "using", Archive: *txtar.Parse([]byte(using))}})
	prog, err := load.New(load.Config{Dir: dir, Patterns: []string{"./using"}}).Load(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	l := lower.New(prog.Fset, symbols.All(nil))
	var names []string
	for _, s := range l.States(prog) {
		names = append(names, fmt.Sprint(s.Name, " of ", s.Type))
	}
	same(t, "the states", fmt.Sprint(names), "[main/conf of int main/www of m/using.server main/pool of int]")
	same(t, "their uses", fmt.Sprint(l.Uses(prog)), "map[main/conf:[] main/pool:[main/conf main/www] main/www:[]]")
}
