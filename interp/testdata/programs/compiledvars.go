// Variables of compiled packages, which the program changes and reads.
package main

import (
	"encoding/base32"
	"encoding/binary"
	"fmt"
	"go/build"
	"go/doc"
	"syscall"
)

type S struct {
	n int
	b bool
	s string
}

func ret() int            { return syscall.Stdin }
func retb() bool          { return syscall.SocketDisableIPv6 }
func rets() string        { return build.ToolDir }
func ret2() (int, string) { return syscall.Stdin, build.ToolDir }
func id(n int) int        { return n }
func iface(x any) any     { return x }

func look() {
	fmt.Println("rets", ret(), retb(), rets())
	fmt.Println(ret2())
	fmt.Println("args", syscall.Stdin, id(syscall.Stdin), iface(syscall.SocketDisableIPv6), build.ToolDir)
	fmt.Println("ops", syscall.Stdin+1, 1+syscall.Stdin, -syscall.Stdin, syscall.Stdin > 5, 5 < syscall.Stdin, syscall.Stdin == 7, syscall.Stdin<<1, syscall.Stdin*syscall.Stdin)
	fmt.Println("bools", !syscall.SocketDisableIPv6, syscall.SocketDisableIPv6 && true, true && syscall.SocketDisableIPv6, syscall.SocketDisableIPv6 || false, syscall.SocketDisableIPv6 == true)
	fmt.Println("strings", build.ToolDir+"x", "x"+build.ToolDir, build.ToolDir == "new", build.ToolDir < "o", len(build.ToolDir), build.ToolDir[:1], build.ToolDir[0], []byte(build.ToolDir))
	if syscall.SocketDisableIPv6 {
		fmt.Println("if")
	}
	for syscall.SocketDisableIPv6 {
		fmt.Println("for")
		break
	}
	switch syscall.Stdin {
	case 7:
		fmt.Println("switch 7")
	default:
		fmt.Println("switch other")
	}
	switch 7 {
	case syscall.Stdin:
		fmt.Println("case 7")
	default:
		fmt.Println("case other")
	}
	switch {
	case syscall.SocketDisableIPv6:
		fmt.Println("true")
	}
	switch build.ToolDir {
	case "new":
		fmt.Println("new")
	}
	list := make([]int, 10)
	list[syscall.Stdin%10] = syscall.Stdin
	fmt.Println(list, list[:syscall.Stdin%10])
	m := map[string]int{build.ToolDir: syscall.Stdin}
	m[build.ToolDir] += syscall.Stdin
	fmt.Println(m, S{syscall.Stdin, syscall.SocketDisableIPv6, build.ToolDir}, []int{syscall.Stdin}, [2]string{1: build.ToolDir})
	x, b, s := syscall.Stdin, syscall.SocketDisableIPv6, build.ToolDir
	var y = syscall.Stdin
	var z int
	z = syscall.Stdin
	z += syscall.Stdin
	var i any = syscall.Stdin
	j := any(build.ToolDir)
	fmt.Println(x, b, s, y, z, i, j, float64(syscall.Stdin), int8(syscall.Stdin), string(build.ToolDir))
	for k := range syscall.Stdin {
		if k > 8 {
			break
		}
		fmt.Print(k, " ")
	}
	for _, c := range build.ToolDir {
		fmt.Print(c, " ")
	}
	for range doc.IllegalPrefixes {
		fmt.Print("arg ")
	}
	fmt.Println(len(doc.IllegalPrefixes), doc.IllegalPrefixes[0] == "a", cap(doc.IllegalPrefixes[:1]) > 0, append([]string{}, doc.IllegalPrefixes...)[0])
	f := func() int { return syscall.Stdin }
	fmt.Println(f(), max(syscall.Stdin, 3), min(5, syscall.Stdin))
	ch := make(chan int, 1)
	ch <- syscall.Stdin
	fmt.Println(<-ch, base32.HexEncoding == base32.StdEncoding, base32.HexEncoding != nil, build.Default.GOOS, build.Default.GOOS == "mine", build.Default.CgoEnabled)
	p := &syscall.Stdin
	fmt.Println(*p == syscall.Stdin)
	defer fmt.Println("deferred", syscall.Stdin, build.ToolDir)
	go func(n int) { ch <- n }(syscall.Stdin)
	fmt.Println(<-ch)
}

func main() {
	encoding := base32.HexEncoding
	prefixes := doc.IllegalPrefixes
	defaults := build.Default
	stdin, ipv6, tools := syscall.Stdin, syscall.SocketDisableIPv6, build.ToolDir
	defer func() {
		syscall.Stdin, syscall.SocketDisableIPv6, build.ToolDir = stdin, ipv6, tools
		fmt.Println(encoding == base32.HexEncoding, len(prefixes), defaults.GOOS == build.Default.GOOS)
		base32.HexEncoding, doc.IllegalPrefixes, build.Default = encoding, prefixes, defaults
		fmt.Println(encoding == base32.HexEncoding, len(doc.IllegalPrefixes), defaults.GOOS == build.Default.GOOS)
	}()
	own := base32.HexEncoding
	own = base32.StdEncoding
	list := doc.IllegalPrefixes
	list = append(list, "x")
	list = nil
	fmt.Println(own == base32.StdEncoding, own == base32.HexEncoding, len(doc.IllegalPrefixes), list == nil)
	binaries()
	syscall.Stdin, syscall.SocketDisableIPv6, build.ToolDir, doc.IllegalPrefixes, build.Default.GOOS, build.Default.CgoEnabled, base32.HexEncoding = 2, true, "old", []string{"q", "r", "s"}, "x", true, base32.StdEncoding
	look()
	syscall.Stdin = 7
	syscall.SocketDisableIPv6 = false
	build.ToolDir = "new"
	doc.IllegalPrefixes = []string{"a", "b"}
	base32.HexEncoding = base32.NewEncoding("0123456789ABCDEFGHIJKLMNOPQRSTUV")
	build.Default.GOOS = "mine"
	build.Default.CgoEnabled = false
	look()
	syscall.SocketDisableIPv6 = true
	build.ToolDir += "er"
	syscall.Stdin++
	build.Default = build.Context{GOOS: "yours"}
	base32.HexEncoding = base32.StdEncoding
	look()
}

type order struct{ e *base32.Encoding }

func pick() *base32.Encoding { return base32.HexEncoding }

// binaries reads variables whose types have no name that a program could write.
func binaries() {
	fmt.Println(binary.BigEndian.Uint16([]byte{1, 2}), binary.LittleEndian.Uint16([]byte{1, 2}), binary.BigEndian)
	o, p, l := order{base32.HexEncoding}, pick(), []*base32.Encoding{base32.HexEncoding}
	old := base32.HexEncoding
	func() {
		defer func(e *base32.Encoding) { base32.HexEncoding = e }(base32.HexEncoding)
		base32.HexEncoding = nil
		fmt.Println(o.e == base32.HexEncoding, p == base32.HexEncoding, l[0] == base32.HexEncoding, pick() == nil)
	}()
	fmt.Println(o.e == base32.HexEncoding, p == base32.HexEncoding, l[0] == old)
}
