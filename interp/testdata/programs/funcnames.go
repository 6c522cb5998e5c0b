package main

import (
	"fmt"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
)

func handle()            {}
func other[T any](x T) T { return x }

func nameOf(f any) string {
	fn := runtime.FuncForPC(reflect.ValueOf(f).Pointer())
	file, line := fn.FileLine(fn.Entry())
	return fmt.Sprint(fn.Name()[strings.LastIndexByte(fn.Name(), 0x2f)+1:], " ", filepath.Base(file), " ", line > 0)
}

var table = []func(){handle, func() {}}

func main() {
	x := 1
	fmt.Println(nameOf(handle), nameOf(strings.ToUpper))
	fmt.Println(nameOf(func() { x++ }))
	fmt.Println(nameOf(table[0]), nameOf(table[1]), nameOf(nameOf))
	h := handle
	fmt.Println(nameOf(h), strings.HasSuffix(runtime.FuncForPC(uintptr(reflect.ValueOf(h).Pointer())).Name(), ".handle"))
	v := reflect.ValueOf(handle)
	fmt.Println(runtime.FuncForPC(v.Pointer()).Name() != "")
}
