package interp_test

import (
	"fmt"
	"testing"
)

const reflecting = `
-- main.go --
package main

import (
	"fmt"
	"io"
	"reflect"
	"strings"
	"sync"
	"sync/atomic"
)

type Level int

func (l Level) String() string { return "level one" }

type Item struct {
	Level Level
	Next  *Item
	Names map[Level][]string
}

func (i *Item) Read(p []byte) (int, error) { return copy(p, "x"), io.EOF }
func (i *Item) Apply(f func(Level) Level) Level { return f(i.Level) }

var (
	kept  = map[reflect.Type]string{reflect.TypeFor[*Item](): "item", reflect.TypeFor[Level](): "level"}
	stop  atomic.Bool
	wg    sync.WaitGroup
	wrong atomic.Value
)

func look() string {
	v := reflect.New(reflect.TypeFor[Item]())
	v.Elem().Field(0).Set(reflect.ValueOf(Level(1)))
	v.Elem().FieldByName("Next").Set(v)
	v.Elem().Field(2).Set(reflect.MakeMap(v.Elem().Field(2).Type()))
	v.Elem().Field(2).SetMapIndex(reflect.ValueOf(Level(2)), reflect.ValueOf([]string{"n"}))
	apply := v.MethodByName("Apply")
	f := reflect.MakeFunc(apply.Type().In(0), func(in []reflect.Value) []reflect.Value { return in })
	level := apply.Call([]reflect.Value{f})[0]
	text, _ := io.ReadAll(v.Interface().(io.Reader))
	return fmt.Sprintf("%v %v %v %v %v %v", strings.Contains(level.Interface().(Level).String(), "level"), string(text), kept[v.Type()], kept[level.Type()], v.Elem().NumField(), level.Int())
}

func Start() {
	for range 4 {
		wg.Go(func() {
			for !stop.Load() {
				if got := look(); got != "true x item level 3 1" {
					wrong.Store(got)
					return
				}
			}
		})
	}
}

func Stop() any {
	stop.Store(true)
	wg.Wait()
	return wrong.Load()
}

func main() {}
`

// TestReflectionWhileTheProgramIsReloaded holds that running code that reflects neither waits
// for a reload that waits for it, nor finds its types to be others afterwards.
func TestReflectionWhileTheProgramIsReloaded(t *testing.T) {
	t.Parallel()
	m := open(t, reflecting)
	m.eval("main.Start()")
	was := `"level one"`
	for i := range 6 {
		is := fmt.Sprintf("%q", fmt.Sprint("level ", i))
		m.replace("main.go", was, is)
		m.reload()
		was = is
	}
	m.expect("main.Stop()", "nil", "reflect.TypeOf(main.Item{}).Field(0).Type.Name()", `"Level"`)
}
