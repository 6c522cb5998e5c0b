// Functions that compiled code returns, wherever they are stored.
package main

import (
	"context"
	"fmt"
	"sync"
)

type S struct {
	f func()
	p *S
	c context.CancelFunc
}

var pkg func()
var pkg2 = sync.OnceFunc(hello)

func hello() { fmt.Println("hello") }
func try(name string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(name, r)
		}
	}()
	f()
}
func ret() func()            { return sync.OnceFunc(hello) }
func named() (f func())      { f = sync.OnceFunc(hello); return }
func two() (f func(), n int) { return sync.OnceFunc(hello), 1 }
func call(f func())          { f() }

func main() {
	try("field", func() { var s S; s.f = sync.OnceFunc(hello); s.f() })
	try("ptrfield", func() { s := &S{p: &S{}}; s.p.f = sync.OnceFunc(hello); s.p.f() })
	try("elem", func() { fs := make([]func(), 2); fs[1] = sync.OnceFunc(hello); fs[1]() })
	try("arr", func() { var fs [2]func(); fs[1] = sync.OnceFunc(hello); fs[1]() })
	try("map", func() { m := map[string]func(){}; m["a"] = sync.OnceFunc(hello); m["a"]() })
	try("lit", func() { s := S{f: sync.OnceFunc(hello)}; s.f() })
	try("list", func() { s := []func(){sync.OnceFunc(hello)}; s[0]() })
	try("pkg", func() { pkg = sync.OnceFunc(hello); pkg() })
	try("pkg2", func() { pkg2() })
	try("ret", func() { ret()() })
	try("named", func() { named()() })
	try("two", func() { f, _ := two(); f() })
	try("call", func() { call(sync.OnceFunc(hello)) })
	try("direct", func() { sync.OnceFunc(hello)() })
	try("any", func() { var x any = sync.OnceFunc(hello); x.(func())() })
	try("chan", func() { c := make(chan func(), 1); c <- sync.OnceFunc(hello); (<-c)() })
	try("cancel", func() {
		ctx, cancel := context.WithCancel(context.Background())
		func() { cancel() }()
		fmt.Println(ctx.Err())
	})
	try("cancel2", func() {
		var s S
		_, s.c = context.WithCancel(context.Background())
		s.c()
	})
	try("stop", func() {
		stop := context.AfterFunc(context.Background(), hello)
		func() { fmt.Println(stop()) }()
	})
	try("reassigned", func() {
		f := hello
		func() { f() }()
		f = sync.OnceFunc(hello)
		f()
	})
	try("defer", func() { defer sync.OnceFunc(hello)() })
	try("go", func() { d := make(chan int); go sync.OnceFunc(func() { close(d) })(); <-d })
}
