// What reflection tells of the types of a program.
package main

import (
	"fmt"
	"reflect"
	"strings"
)

type Sq struct {
	A float64
	b int
}

func (s Sq) String() string { return fmt.Sprint("sq ", s.A) }

type Box struct {
	In  Sq
	Ptr *Sq
	L   []Sq
	M   map[string]*Sq
}

type Handler func(int) string

type Conf struct {
	Host string `env:"HOST"`
	Port int    `env:"PORT"`
	Sub  struct {
		Deep bool `env:"DEEP"`
	}
	secret string
}

func fill(v any, env map[string]string) error {
	rv := reflect.ValueOf(v)
	if rv.Kind() != reflect.Pointer || rv.Elem().Kind() != reflect.Struct {
		return fmt.Errorf("want a pointer to a struct, not %T", v)
	}
	return fillStruct(rv.Elem(), env)
}

func fillStruct(rv reflect.Value, env map[string]string) error {
	rt := rv.Type()
	for i := 0; i < rt.NumField(); i++ {
		f := rt.Field(i)
		if f.PkgPath != "" {
			continue
		}
		fv := rv.Field(i)
		if !fv.CanSet() {
			return fmt.Errorf("%s.%s cannot be set", rt.Name(), f.Name)
		}
		s := env[f.Tag.Get("env")]
		switch fv.Kind() {
		case reflect.String:
			fv.SetString(s)
		case reflect.Int:
			var n int64
			fmt.Sscan(s, &n)
			fv.SetInt(n)
		case reflect.Bool:
			fv.SetBool(s == "true")
		case reflect.Struct:
			if err := fillStruct(fv, env); err != nil {
				return err
			}
		}
	}
	return nil
}

func walk(v reflect.Value, depth int) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				walk(v.Field(i), depth+1)
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			walk(v.Index(i), depth+1)
		}
	case reflect.Pointer:
		if !v.IsNil() {
			walk(v.Elem(), depth+1)
		}
	case reflect.Map:
		for _, k := range v.MapKeys() {
			walk(v.MapIndex(k), depth+1)
		}
	default:
		fmt.Println(depth, v.Kind(), v.Interface())
	}
	if v.CanInterface() {
		if s, ok := v.Interface().(fmt.Stringer); ok {
			fmt.Println("stringer", s, s.String())
		}
		switch x := v.Interface().(type) {
		case Sq:
			fmt.Println("a Sq", x.A)
		case *Sq:
			fmt.Println("a *Sq", x == nil)
		case []Sq:
			fmt.Println("some", len(x))
		}
	}
}

func values() {
	b := Box{Sq{1, 2}, &Sq{3, 4}, []Sq{{5, 6}}, map[string]*Sq{"k": {7, 8}}}
	walk(reflect.ValueOf(b), 0)
	var c Conf
	fmt.Println(fill(&c, map[string]string{"HOST": "h", "PORT": "80", "DEEP": "true"}), c)
	fmt.Println(fill(c, nil))
	n := reflect.New(reflect.TypeOf(Sq{}))
	n.Elem().Field(0).SetFloat(9)
	fmt.Println(n.Interface().(*Sq).A, n.Elem().Interface(), n.Type(), n.Elem().Type().Name())
	fmt.Println(reflect.ValueOf(b).FieldByName("In").Interface())
	var h Handler = func(n int) string { return fmt.Sprint("h", n) }
	out := reflect.ValueOf(h).Call([]reflect.Value{reflect.ValueOf(4)})
	fmt.Println(out[0])
	fmt.Println(reflect.Zero(reflect.TypeOf(b)).Interface())
	m := reflect.MakeMap(reflect.TypeOf(b.M))
	m.SetMapIndex(reflect.ValueOf("z"), reflect.ValueOf(&Sq{A: 1}))
	fmt.Println(m.Len(), len(m.Interface().(map[string]*Sq)))
	fmt.Println(reflect.ValueOf(b) == reflect.ValueOf(b), reflect.TypeOf(b) == reflect.TypeOf(Box{}), reflect.TypeOf(Sq{}).AssignableTo(reflect.TypeOf(b.In)))
}

type Svc struct{ name string }

func (s *Svc) Greet(who string, n int) (string, error) {
	return strings.Repeat("hi "+who+" from "+s.name+" ", n), nil
}
func (s *Svc) Close()        {}
func (s Svc) Name() string   { return s.name }
func (s Svc) hidden() string { return "" }

func methods() {
	s := &Svc{"svc"}
	v := reflect.ValueOf(s)
	t := v.Type()
	fmt.Println(t.NumMethod(), v.NumMethod(), v.Elem().NumMethod(), v.Elem().Type().NumMethod())
	for i := range t.NumMethod() {
		m := t.Method(i)
		fmt.Println(i, m.Name, m.Type.NumIn(), m.Type.NumOut())
	}
	m := v.MethodByName("Greet")
	out := m.Call([]reflect.Value{reflect.ValueOf("bob"), reflect.ValueOf(2)})
	fmt.Println(out[0], out[1].IsNil(), m.IsValid(), v.MethodByName("Nope").IsValid())
	fmt.Println(v.Elem().MethodByName("Name").Call(nil)[0])
	fmt.Println(v.Method(2).Call(nil)[0])
	if m, ok := t.MethodByName("Name"); ok {
		fmt.Println(m.Name, m.Func.Call([]reflect.Value{v})[0])
	}
	f, ok := v.MethodByName("Greet").Interface().(func(string, int) (string, error))
	fmt.Println(ok)
	if ok {
		fmt.Println(f("x", 1))
	}
}

type Shape interface{ Area() float64 }

type Disc struct{ r float64 }

func (d Disc) Area() float64 { return d.r * d.r }

type Flat struct{ w float64 }

func interfaces() {
	shape := reflect.TypeOf((*Shape)(nil)).Elem()
	fmt.Println(reflect.TypeOf(Disc{}).Implements(shape), reflect.TypeOf(&Disc{}).Implements(shape), reflect.TypeOf(Flat{}).Implements(shape))
	fmt.Println(reflect.TypeFor[Flat]().Implements(reflect.TypeFor[Shape]()), shape == reflect.TypeFor[Shape]())
	stringer := reflect.TypeFor[fmt.Stringer]()
	fmt.Println(reflect.TypeOf(Flat{}).Implements(stringer), reflect.TypeOf(Sq{}).Implements(stringer), shape, shape.Name(), shape.Kind())
	fmt.Println(reflect.TypeOf(Flat{}).Implements(reflect.TypeFor[any]()), reflect.TypeFor[int]().Implements(shape))
}

func names() {
	t := reflect.TypeOf(&Sq{})
	fmt.Println(t, t.Name() == "", t.Elem().Name(), t.Elem().PkgPath(), reflect.TypeOf(map[string][]*Sq{}), t.Elem().Kind())
	for i := range t.Elem().NumField() {
		f := t.Elem().Field(i)
		fmt.Println(f.Name, f.Type, f.IsExported(), f.PkgPath, f.Tag)
	}
	_, ok := t.Elem().FieldByName("b")
	v := reflect.ValueOf(&Sq{1, 2}).Elem()
	fmt.Println(ok, v.FieldByName("b").Int(), v.FieldByName("b").CanSet(), v.FieldByName("A").CanSet(), v.FieldByName("b").CanInterface())
}

func main() {
	names()
	values()
	methods()
	interfaces()
}
