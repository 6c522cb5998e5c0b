// What reflection tells of types, and changes in values, of each kind.
package main

import (
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
)

type Level int

func (l Level) String() string { return fmt.Sprintf("L%d", int(l)) }
func (l *Level) Up(n int)      { *l += Level(n) }

type Shape interface{ Area() float64 }

type P struct{ X, Y int }
type Q struct{ X, Y int }

func (q Q) Area() float64 { return float64(q.X * q.Y) }

type Node struct {
	Val  Level
	Next *Node
	Kids []*Node
	name string
	M    map[Level]string
	F    func(Level) Shape
	S    Shape
	R    io.Reader
	Any  any
	P
	*Q
	Err error
}
type MyErr struct{ Code int }

func (e *MyErr) Error() string { return fmt.Sprint("code ", e.Code) }

type Tree []Tree

type Handler func(string) (Level, error)

func (h Handler) Serve(s string) Level { l, _ := h(s); return l }

func show(t reflect.Type) {
	fmt.Println(t, t.Name(), t.PkgPath() == "", t.Kind(), t.NumMethod(), t.Size() > 0, t.Comparable())
	for i := 0; i < t.NumMethod(); i++ {
		m := t.Method(i)
		fmt.Println("  method", m.Name, m.Type, m.Index)
	}
	switch t.Kind() {
	case reflect.Struct:
		for i := 0; i < t.NumField(); i++ {
			f := t.Field(i)
			fmt.Println("  field", f.Name, f.Type, f.Type.Kind(), f.Anonymous, f.IsExported(), f.Index, f.Tag)
		}
	case reflect.Func:
		for i := 0; i < t.NumIn(); i++ {
			fmt.Println("  in", t.In(i))
		}
		for i := 0; i < t.NumOut(); i++ {
			fmt.Println("  out", t.Out(i))
		}
	}
}

func main() {
	show(reflect.TypeOf(Level(3)))
	show(reflect.TypeOf((*Level)(nil)))
	show(reflect.TypeOf(Node{}))
	show(reflect.TypeOf(&Node{}))
	show(reflect.TypeOf((*Shape)(nil)).Elem())
	show(reflect.TypeFor[Handler]())
	show(reflect.TypeOf(map[Level][]P{}))
	show(reflect.TypeOf(Tree{}))
	fmt.Println(reflect.TypeOf(P{}) == reflect.TypeOf(Q{}), reflect.TypeOf(P{}) == reflect.TypeOf(P{1, 2}), reflect.TypeOf([]P{}) == reflect.SliceOf(reflect.TypeOf(P{})))
	fmt.Println(reflect.TypeOf(Level(0)) == reflect.TypeOf(0), reflect.TypeOf(Level(0)).ConvertibleTo(reflect.TypeOf(0)), reflect.TypeOf(0).AssignableTo(reflect.TypeOf(Level(0))))
	n := &Node{Val: 4, Next: &Node{Val: 5}, name: "n", M: map[Level]string{1: "one", 2: "two"}, Q: &Q{2, 3}, Any: Level(9)}
	v := reflect.ValueOf(n).Elem()
	fmt.Println(v.Field(0), v.Field(0).Type(), v.Field(0).Interface(), v.Field(0).Kind(), v.Field(0).Int())
	v.Field(0).SetInt(77)
	v.FieldByName("Err").Set(reflect.ValueOf(&MyErr{3}))
	v.FieldByName("S").Set(reflect.ValueOf(Q{4, 5}))
	v.FieldByName("R").Set(reflect.ValueOf(strings.NewReader("abc")))
	fmt.Println(n.Val, n.Err, n.S.Area(), n.R != nil)
	var me *MyErr
	fmt.Println(errors.As(n.Err, &me), me.Code)
	fmt.Println(v.FieldByName("name"), v.FieldByName("name").CanSet(), v.FieldByName("name").CanInterface(), v.FieldByName("X"), v.FieldByName("Any").Elem().Type())
	for _, k := range v.FieldByName("M").MapKeys() {
		if k.Int() == 1 {
			fmt.Println(k, k.Type(), v.FieldByName("M").MapIndex(k))
		}
	}
	v.FieldByName("M").SetMapIndex(reflect.ValueOf(Level(8)), reflect.ValueOf("eight"))
	fmt.Println(n.M)
	v.FieldByName("F").Set(reflect.MakeFunc(v.FieldByName("F").Type(), func(args []reflect.Value) []reflect.Value {
		return []reflect.Value{reflect.ValueOf(Q{int(args[0].Int()), 2})}
	}))
	fmt.Println(n.F(21).Area())
	out := v.FieldByName("F").Call([]reflect.Value{reflect.ValueOf(Level(3))})
	fmt.Println(out[0].Type(), out[0].Elem().Type(), out[0].Interface().(Shape).Area())
	l := Level(1)
	reflect.ValueOf(&l).MethodByName("Up").Call([]reflect.Value{reflect.ValueOf(4)})
	fmt.Println(l, reflect.ValueOf(l).Method(0).Call(nil)[0])
	nl := reflect.New(reflect.TypeOf(Level(0)))
	nl.Elem().SetInt(6)
	fmt.Println(nl.Elem().Interface(), nl.Interface().(*Level))
	fmt.Println(reflect.TypeOf(n).Implements(reflect.TypeFor[Shape]()), reflect.TypeOf(Level(1)).Implements(reflect.TypeFor[fmt.Stringer]()), reflect.TypeOf(P{}).Implements(reflect.TypeFor[Shape]()))
	s := reflect.MakeSlice(reflect.SliceOf(reflect.TypeOf(Q{})), 0, 2)
	s = reflect.Append(s, reflect.ValueOf(Q{1, 2}))
	fmt.Printf("%v %+v %T %v\n", s, s.Interface(), s.Interface(), s.Len())
	h := Handler(func(s string) (Level, error) { return Level(len(s)), nil })
	fmt.Println(reflect.ValueOf(h).Call([]reflect.Value{reflect.ValueOf("four")})[0], reflect.ValueOf(h).MethodByName("Serve").Call([]reflect.Value{reflect.ValueOf("fives")})[0].Interface())
	tr := Tree{{}, {{}}}
	tv := reflect.ValueOf(tr)
	fmt.Println(tv.Len(), tv.Index(1).Len(), tv.Index(1).Type(), tv.Kind())
	defer func() { fmt.Println(recover()) }()
	v.Field(0).Set(reflect.ValueOf(3))
}
