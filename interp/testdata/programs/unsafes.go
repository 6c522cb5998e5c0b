// Package unsafe, as codecs and encoders use it.
package main

import (
	"fmt"
	"strings"
	"unsafe"
)

type point struct{ X, Y int32 }

func text(b []byte) string {
	if len(b) == 0 {
		return ""
	}
	return unsafe.String(&b[0], len(b))
}

func bytes(s string) []byte { return unsafe.Slice(unsafe.StringData(s), len(s)) }

func old(b []byte) string { return *(*string)(unsafe.Pointer(&b)) }

func try(name string, f func()) {
	defer func() { fmt.Println(name, recover()) }()
	f()
}

func main() {
	b := []byte("moshi moshi")
	s := text(b)
	b[0] = 'M'
	fmt.Println(s, len(bytes(strings.Clone(s))), cap(bytes("abc")), old(b), text(nil) == "")

	points := [4]point{{1, 2}, {3, 4}, {5, 6}}
	p := (*point)(unsafe.Add(unsafe.Pointer(&points), unsafe.Sizeof(point{})))
	p.Y = 40
	some := unsafe.Slice(p, uint8(2))
	some[1].X = 50
	fmt.Println(points, len(some), cap(some), unsafe.SliceData(some) == p)

	numbers := unsafe.Slice((*int32)(unsafe.Pointer(&points[0])), 8)
	fmt.Println(numbers)

	n := -1
	try("negative", func() { _ = unsafe.String(&b[0], n) })
	try("negative", func() { _ = unsafe.Slice(p, n) })
	try("nil", func() { _ = unsafe.Slice((*int)(nil), n+2) })
	fmt.Println(unsafe.Slice((*int)(nil), 0) == nil, unsafe.String(nil, 0) == "")
}
