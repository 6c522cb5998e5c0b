// The functions of package reflect, one after the other, and what they panic with.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"reflect"
	"sort"
	"strings"
	"testing/quick"
	"text/template"
	"time"
)

type ID string
type IDs []ID
type Set map[ID]struct{}
type Ch chan ID
type Grid [2][3]ID
type Pair[K comparable, V any] struct {
	Key K
	Val V
}

func (p Pair[K, V]) Swap() (V, K) { return p.Val, p.Key }

type base struct {
	ID   ID `db:"id" json:"id"`
	made time.Time
}
type Mixed struct {
	base
	*Other
	Wait  time.Duration
	Grid  Grid
	Pairs []Pair[ID, *Other]
	Fn    func(...ID) error
	out   chan<- Other
	_     int
}
type Other struct{ N int }

func (o *Other) Inc() int         { o.N++; return o.N }
func (o Other) Plus(n ...int) int { return o.N + len(n) }

type namer interface {
	Name() string
	secret() int
}
type impl struct{}

func (impl) Name() string { return "impl" }
func (impl) secret() int  { return 4 }

type Num interface{ ~int | ~float64 }

type Celsius float64
type Flags uint8

func (Celsius) Generate() {}

func try(name string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(name, "panics:", r)
		}
	}()
	f()
}

func main() {
	m := Mixed{base: base{ID: "x"}, Other: &Other{4}, Wait: time.Second}
	t := reflect.TypeOf(m)
	for _, f := range reflect.VisibleFields(t) {
		fmt.Println(f.Name, f.Index, f.Type, f.Tag.Get("db"), f.PkgPath, f.Anonymous)
	}
	f, ok := t.FieldByName("ID")
	fmt.Println(f.Index, ok, f.Type, f.Tag)
	_, ok = t.FieldByName("nope")
	fmt.Println(ok)
	v := reflect.ValueOf(&m).Elem()
	fmt.Println(v.FieldByName("N"), v.FieldByName("ID"), v.FieldByName("ID").CanSet(), v.Field(0).CanSet(), v.FieldByName("made").CanInterface())
	v.FieldByName("ID").SetString("new")
	v.FieldByName("N").SetInt(9)
	fmt.Println(m.ID, m.N, v.NumMethod(), v.Addr().NumMethod())
	v.FieldByName("Grid").Index(1).Index(2).SetString("g")
	fmt.Println(m.Grid, v.FieldByName("Grid").Type(), v.FieldByName("Grid").Index(0).Type())
	try("ro", func() { v.FieldByName("made").Set(reflect.ValueOf(time.Now())) })
	try("ro2", func() { _ = v.FieldByName("made").Interface() })
	try("type", func() { v.FieldByName("Wait").Set(reflect.ValueOf(3)) })
	try("nonptr", func() { reflect.ValueOf(m).Field(2).SetInt(3) })
	try("kind", func() { reflect.ValueOf(ID("x")).Int() })
	try("kind2", func() { reflect.ValueOf(ID("x")).NumField() })
	try("elem", func() { reflect.ValueOf(ID("x")).Elem() })
	try("elemT", func() { reflect.TypeOf(ID("x")).Elem() })
	try("zero", func() { reflect.ValueOf(nil).Type() })
	try("call", func() { reflect.ValueOf(func(ID) {}).Call([]reflect.Value{reflect.ValueOf("s")}) })
	try("call2", func() { reflect.ValueOf(func(ID) {}).Call(nil) })
	try("field", func() { reflect.ValueOf(m).Field(20) })

	ids := IDs{"c", "a", "b"}
	sort.Slice(ids, func(i, j int) bool { return ids[i] < ids[j] })
	sw := reflect.Swapper(ids)
	sw(0, 2)
	fmt.Println(ids, reflect.TypeOf(ids), reflect.TypeOf(ids).Elem(), reflect.ValueOf(ids).Slice(1, 3).Interface())
	set := Set{"k": {}}
	sv := reflect.ValueOf(set)
	sv.SetMapIndex(reflect.ValueOf(ID("z")), reflect.ValueOf(struct{}{}))
	keys := sv.MapKeys()
	sort.Slice(keys, func(i, j int) bool { return keys[i].String() < keys[j].String() })
	fmt.Println(keys, len(set), sv.MapIndex(reflect.ValueOf(ID("q"))).IsValid())
	try("key", func() { sv.MapIndex(reflect.ValueOf("plain")) })
	it := sv.MapRange()
	n := 0
	for it.Next() {
		n += len(it.Key().Interface().(ID)) + it.Value().NumField()
	}
	fmt.Println(n)
	ch := make(Ch, 2)
	cv := reflect.ValueOf(ch)
	cv.Send(reflect.ValueOf(ID("sent")))
	x, ok := cv.Recv()
	fmt.Println(x, x.Type(), ok, cv.Type().ChanDir())
	_, ok = cv.TryRecv()
	fmt.Println(ok, cv.TrySend(reflect.ValueOf(ID("y"))))
	i, rv, ok := reflect.Select([]reflect.SelectCase{{Dir: reflect.SelectRecv, Chan: cv}, {Dir: reflect.SelectDefault}})
	fmt.Println(i, rv, ok)

	p := Pair[ID, Celsius]{"t", 21.5}
	pt := reflect.TypeOf(p)
	fmt.Println(pt, pt.Name(), pt.Field(1).Type, pt.Method(0).Type)
	outs := reflect.ValueOf(p).Method(0).Call(nil)
	fmt.Println(outs[0].Type(), outs[1].Interface())
	fmt.Printf("%T %T %T %v\n", p, []Pair[string, map[ID]any]{}, struct {
		A ID `x:"y"`
		b []byte
	}{}, reflect.TypeOf(func(ID, ...Other) (chan<- ID, error) { return nil, nil }))
	fmt.Println(reflect.TypeFor[namer](), reflect.TypeFor[namer]().NumMethod(), reflect.TypeFor[namer]().Method(0).Name, reflect.TypeOf(impl{}).Implements(reflect.TypeFor[namer]()))
	fmt.Println(reflect.TypeFor[interface{ Name() string }](), reflect.TypeFor[map[ID]interface{}](), reflect.TypeFor[[]any](), reflect.TypeFor[struct{}](), reflect.TypeFor[func()]())

	fmt.Println(reflect.ValueOf(Celsius(3)).Convert(reflect.TypeOf(0)).Interface(), reflect.ValueOf(3).Convert(reflect.TypeOf(Celsius(0))).Type(),
		reflect.ValueOf(m.base.ID).Convert(reflect.TypeFor[fmt.Stringer]().Method(0).Type.Out(0)).Interface())
	fmt.Println(reflect.Zero(pt), reflect.Zero(pt).IsZero(), reflect.New(pt).Elem().Field(0).Kind(), reflect.ValueOf(p).IsZero())
	mt := reflect.MapOf(reflect.TypeFor[string](), reflect.TypeFor[Celsius]())
	mv := reflect.MakeMap(mt)
	mv.SetMapIndex(reflect.ValueOf("a"), reflect.ValueOf(Celsius(1)))
	fmt.Println(mt, mv, mv.Interface().(map[string]Celsius)["a"], mt == reflect.TypeOf(map[string]Celsius{}))
	ft := reflect.FuncOf([]reflect.Type{reflect.TypeFor[ID]()}, []reflect.Type{reflect.TypeFor[int]()}, false)
	fv := reflect.MakeFunc(ft, func(a []reflect.Value) []reflect.Value { return []reflect.Value{reflect.ValueOf(a[0].Len())} })
	fmt.Println(ft, fv.Interface().(func(ID) int)("four"), reflect.ArrayOf(2, pt), reflect.ChanOf(reflect.RecvDir, pt), reflect.PointerTo(reflect.PointerTo(pt)))
	st := reflect.StructOf([]reflect.StructField{{Name: "A", Type: reflect.TypeFor[ID](), Tag: `json:"a"`}, {Name: "B", Type: reflect.TypeFor[int]()}})
	s := reflect.New(st).Elem()
	s.Field(0).SetString("sa")
	fmt.Println(st, s, s.Field(0).Type())
	for k, e := range reflect.ValueOf(ids).Seq2() {
		fmt.Print(k, e, e.Type(), " ")
	}
	for e := range reflect.ValueOf(Flags(2)).Seq() {
		fmt.Print(e, e.Type(), " ")
	}
	fmt.Println()
	id, ok := reflect.TypeAssert[ID](reflect.ValueOf(ID("q")))
	_, ok2 := reflect.TypeAssert[string](reflect.ValueOf(ID("q")))
	nm, ok3 := reflect.TypeAssert[namer](reflect.ValueOf(impl{}))
	fmt.Println(id, ok, ok2, nm.Name(), ok3)
	fmt.Println(reflect.DeepEqual(m, m), reflect.DeepEqual([]any{ID("a")}, []any{"a"}), reflect.DeepEqual(map[ID]any{"x": IDs{"1"}}, map[ID]any{"x": IDs{"1"}}), reflect.DeepEqual(ids, []ID(ids)))
	fmt.Println(reflect.ValueOf(p).Equal(reflect.ValueOf(p)), reflect.ValueOf(p).Comparable(), reflect.Indirect(reflect.ValueOf(&p)).Type())
	var e error = errors.New("x")
	ev := reflect.ValueOf(&e).Elem()
	fmt.Println(ev.Kind(), ev.Type(), ev.Elem().Type(), ev.NumMethod())
	var any1 any = p
	av := reflect.ValueOf(&any1).Elem()
	fmt.Println(av.Kind(), av.Elem().Type(), av.Elem().Field(0))
	av.Set(reflect.ValueOf(ids))
	fmt.Println(any1, reflect.TypeOf(any1))
	o := &Other{1}
	fmt.Println(reflect.ValueOf(o).MethodByName("Plus").Call([]reflect.Value{reflect.ValueOf(1), reflect.ValueOf(2)})[0], reflect.ValueOf(o).MethodByName("Plus").CallSlice([]reflect.Value{reflect.ValueOf([]int{1, 2, 3})})[0])
	me, _ := reflect.TypeOf(o).MethodByName("Inc")
	fmt.Println(me.Name, me.Type, me.Func.Call([]reflect.Value{reflect.ValueOf(o)})[0].Int(), o.N)
	fmt.Println(reflect.ValueOf(o).MethodByName("Nope").IsValid())
	inc := reflect.ValueOf(o).MethodByName("Inc").Interface().(func() int)
	fmt.Println(inc(), inc())

	var bad struct {
		N Celsius `json:"n"`
	}
	err := json.Unmarshal([]byte(`{"n":"s"}`), &bad)
	var ute *json.UnmarshalTypeError
	if errors.As(err, &ute) {
		fmt.Println(ute.Value, ute.Type, ute.Field)
	}
	tm := template.Must(template.New("").Funcs(template.FuncMap{"kind": func(x any) string { return reflect.TypeOf(x).Kind().String() }}).Parse("{{kind .}} {{len .}}\n"))
	tm.Execute(os.Stdout, ids)
	fmt.Println(quick.Check(func(a, b int) bool { return a+b == b+a }, nil))
	fmt.Println(reflect.TypeOf(reflect.Value{}), reflect.TypeOf(reflect.TypeOf(0)), reflect.ValueOf(reflect.ValueOf(3)).Kind(), reflect.ValueOf(nil), reflect.Value{}.IsValid())
	fmt.Printf("%v %d %s %+v %#v\n", reflect.ValueOf(p), reflect.ValueOf(3), reflect.ValueOf(ID("s")), reflect.ValueOf(*o), reflect.ValueOf(p))
	fmt.Println(reflect.ValueOf(p).String(), reflect.ValueOf(ID("str")).String(), strings.Contains(fmt.Sprint(reflect.ValueOf(m)), "new"))
	type local struct{ A, B ID }
	reg := map[reflect.Type]string{reflect.TypeFor[local](): "local", reflect.TypeFor[Pair[ID, ID]](): "pair", reflect.TypeFor[ID](): "id", reflect.TypeFor[string](): "string"}
	fmt.Println(reg[reflect.TypeOf(local{})], reg[reflect.TypeOf(Pair[ID, ID]{})], reg[reflect.TypeOf(ID(""))], reg[reflect.TypeOf("")], reflect.TypeFor[local]())
	isID := reflect.TypeFor[ID]().AssignableTo
	fmt.Println(isID(reflect.TypeFor[ID]()), isID(reflect.TypeFor[string]()))
	fmt.Println(reflect.TypeFor[Grid]().Len(), reflect.TypeFor[Flags]().Bits(), reflect.TypeFor[Flags]().OverflowUint(256), reflect.ValueOf(Flags(1)).OverflowUint(300), reflect.ValueOf(ids).Cap() >= 3)
	q := reflect.New(reflect.TypeFor[*Other]()).Elem()
	q.Set(reflect.ValueOf(&Other{3}))
	fmt.Println(q.Elem().Field(0), q.Type(), q.Interface().(*Other).N)
	fmt.Println(reflect.Copy(reflect.ValueOf(ids), reflect.ValueOf(IDs{"0"})), ids, reflect.AppendSlice(reflect.ValueOf(ids), reflect.ValueOf(IDs{"9"})))
	switch reflect.TypeOf(m.Wait) {
	case reflect.TypeFor[time.Duration]():
		fmt.Println("duration")
	}
}
