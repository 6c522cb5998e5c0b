// Values of interpreted types in the hands of packages all over the standard library.
package main

import (
	"bytes"
	"compress/gzip"
	"container/heap"
	"container/list"
	"context"
	"encoding/base64"
	"encoding/binary"
	"encoding/csv"
	"encoding/gob"
	"encoding/hex"
	"errors"
	"expvar"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"hash"
	"hash/crc32"
	"hash/fnv"
	"io"
	"math/rand"
	"mime/multipart"
	"net"
	"net/textproto"
	"os"
	"sort"
	"strings"
	"sync/atomic"
	"text/tabwriter"
	"unicode"
)

type pq []*item
type item struct {
	v string
	p int
	i int
}

func (q pq) Len() int           { return len(q) }
func (q pq) Less(i, j int) bool { return q[i].p > q[j].p }
func (q pq) Swap(i, j int)      { q[i], q[j] = q[j], q[i]; q[i].i, q[j].i = i, j }
func (q *pq) Push(x any)        { it := x.(*item); it.i = len(*q); *q = append(*q, it) }
func (q *pq) Pop() any          { o := *q; it := o[len(o)-1]; *q = o[:len(o)-1]; return it }

type byLen struct{ sort.StringSlice }

func (b byLen) Less(i, j int) bool { return len(b.StringSlice[i]) < len(b.StringSlice[j]) }

type myCtx struct {
	context.Context
	vals map[any]any
}

func (c myCtx) Value(k any) any {
	if v, ok := c.vals[k]; ok {
		return v
	}
	return c.Context.Value(k)
}

type ctxKey string

type onOff bool

func (o *onOff) String() string     { return fmt.Sprint(bool(*o)) }
func (o *onOff) Set(s string) error { *o = s == "true" || s == "on"; return nil }
func (o *onOff) IsBoolFlag() bool   { return true }

type listFlag []string

func (l *listFlag) String() string     { return strings.Join(*l, ",") }
func (l *listFlag) Set(s string) error { *l = append(*l, s); return nil }

type src64 struct{ n uint64 }

func (s *src64) Int63() int64   { return int64(s.Uint64() >> 1) }
func (s *src64) Seed(int64)     {}
func (s *src64) Uint64() uint64 { s.n += 0x9E3779B97F4A7C15; return s.n }

type visitor struct{ n *int }

func (v visitor) Visit(n ast.Node) ast.Visitor {
	if n != nil {
		*v.n++
	}
	return v
}

type sum struct {
	hash.Hash32
	n int
}

func (s *sum) Write(b []byte) (int, error) { s.n += len(b); return s.Hash32.Write(b) }

type upper struct{ r io.Reader }

func (u upper) Read(b []byte) (int, error) {
	n, err := u.r.Read(b)
	copy(b, bytes.ToUpper(b[:n]))
	return n, err
}

type counterVar struct{ n int }

func (c *counterVar) String() string { return fmt.Sprintf(`{"n":%d}`, c.n) }

type addr string

func (a addr) Network() string { return "mem" }
func (a addr) String() string  { return string(a) }

type memConn struct {
	net.Conn
	closed int
}

func (c *memConn) Close() error         { c.closed++; return c.Conn.Close() }
func (c *memConn) RemoteAddr() net.Addr { return addr("remote") }

type one struct {
	net.Listener
	conns chan net.Conn
}

func (l one) Accept() (net.Conn, error) {
	c, ok := <-l.conns
	if !ok {
		return nil, net.ErrClosed
	}
	return c, nil
}
func (l one) Addr() net.Addr { return addr("mem") }
func (l one) Close() error   { close(l.conns); return nil }

type st struct {
	A uint16
	B int32
	C [2]uint8
}
type Shape interface{ Area() float64 }
type Sq struct{ S float64 }

func (s Sq) Area() float64 { return s.S * s.S }

func main() {
	q := &pq{}
	heap.Init(q)
	for i, w := range []string{"c", "a", "b"} {
		heap.Push(q, &item{v: w, p: i * 7 % 5})
	}
	(*q)[1].p = 99
	heap.Fix(q, 1)
	for q.Len() > 0 {
		it := heap.Pop(q).(*item)
		fmt.Print(it.v, it.p, " ")
	}
	fmt.Println()
	b := byLen{sort.StringSlice{"ccc", "a", "bb"}}
	sort.Sort(sort.Reverse(b))
	fmt.Println(b.StringSlice, sort.IsSorted(b))
	l := list.New()
	l.PushBack(Sq{1})
	l.PushFront(ctxKey("k"))
	for e := l.Front(); e != nil; e = e.Next() {
		fmt.Printf("%T %v ", e.Value, e.Value)
	}
	fmt.Println()
	c := myCtx{context.Background(), map[any]any{ctxKey("a"): 1}}
	cc, cancel := context.WithCancelCause(c)
	fmt.Println(cc.Value(ctxKey("a")), cc.Value("a"), cc.Err())
	stop := context.AfterFunc(cc, func() {})
	cancel(errors.New("cause"))
	<-cc.Done()
	fmt.Println(context.Cause(cc), stop(), cc)
	fs := flag.NewFlagSet("x", flag.ContinueOnError)
	var buf bytes.Buffer
	fs.SetOutput(&buf)
	var oo onOff
	var lf listFlag
	fs.Var(&oo, "on", "turn `it` on")
	fs.Var(&lf, "l", "list")
	fmt.Println(fs.Parse([]string{"-on", "-l", "a", "-l=b", "rest"}), oo, lf, fs.Args())
	fs.PrintDefaults()
	fmt.Print(buf.String())
	fs.VisitAll(func(f *flag.Flag) { fmt.Print(f.Name, "=", f.Value, " ") })
	fmt.Println()
	r := rand.New(&src64{})
	fmt.Println(r.Uint64(), r.Intn(100), r.Int63n(1<<40))
	n := 0
	e, _ := parser.ParseExpr("a + b*f(c, 2)")
	ast.Walk(visitor{&n}, e)
	fmt.Println(n)
	ast.Inspect(e, func(n ast.Node) bool { _, call := n.(*ast.CallExpr); return !call })
	_ = token.NoPos
	s := &sum{Hash32: crc32.NewIEEE()}
	io.Copy(s, upper{strings.NewReader("hello")})
	fmt.Println(s.n, s.Sum32(), hex.EncodeToString(s.Sum(nil)))
	var h hash.Hash = fnv.New64a()
	io.WriteString(h, "x")
	fmt.Println(h.Size(), base64.StdEncoding.EncodeToString(h.Sum(nil)))
	var gz bytes.Buffer
	zw := gzip.NewWriter(&gz)
	io.Copy(zw, upper{strings.NewReader("zipped")})
	zw.Close()
	zr, err := gzip.NewReader(struct{ io.Reader }{&gz})
	out, _ := io.ReadAll(zr)
	fmt.Println(string(out), err)
	expvar.Publish("mine", &counterVar{4})
	fmt.Println(expvar.Get("mine"), expvar.Get("mine").(*counterVar).n)
	a, bb := net.Pipe()
	mc := &memConn{Conn: a}
	ln := one{conns: make(chan net.Conn, 1)}
	ln.conns <- mc
	got, _ := net.Listener(ln).Accept()
	fmt.Println(got.RemoteAddr(), got.RemoteAddr().Network(), got == net.Conn(mc), ln.Addr())
	go func() { fmt.Fprintf(bb, "line one\nline two\n"); bb.Close() }()
	tp := textproto.NewConn(got)
	l1, _ := tp.ReadLine()
	l2, _ := tp.ReadLine()
	fmt.Println(l1, l2, tp.Close(), mc.closed)
	var bw bytes.Buffer
	fmt.Println(binary.Write(&bw, binary.BigEndian, st{1, -2, [2]uint8{3, 4}}), bw.Bytes(), binary.Size(st{}))
	var back st
	fmt.Println(binary.Read(&bw, binary.BigEndian, &back), back)
	gob.Register(Sq{})
	var gb bytes.Buffer
	err = gob.NewEncoder(&gb).Encode(struct{ L []st }{[]st{{A: 1}}})
	var gd struct{ L []st }
	fmt.Println(err, gob.NewDecoder(&gb).Decode(&gd), gd)
	var av atomic.Value
	av.Store(Sq{2})
	func() {
		defer func() { fmt.Println(recover()) }()
		av.Store(ctxKey("x"))
	}()
	fmt.Println(av.Load().(Shape).Area(), av.CompareAndSwap(Sq{2}, Sq{3}), av.Load())
	cw := csv.NewWriter(upperW{os.Stdout})
	cw.Write([]string{"a,b", "c"})
	cw.Flush()
	tw := tabwriter.NewWriter(upperW{os.Stdout}, 0, 8, 1, ' ', 0)
	fmt.Fprintln(tw, "x\ty")
	tw.Flush()
	var mp bytes.Buffer
	mw := multipart.NewWriter(&mp)
	mw.SetBoundary("b")
	fw, _ := mw.CreateFormFile("f", "n.txt")
	io.Copy(fw, upper{strings.NewReader("file")})
	mw.Close()
	fmt.Println(strings.Count(mp.String(), "FILE"))
	fmt.Println(strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return -1
		}
		return unicode.ToUpper(r)
	}, "a1b2"), strings.FieldsFunc("a;b,c", func(r rune) bool { return r == ';' || r == ',' }))
}

type upperW struct{ w io.Writer }

func (u upperW) Write(b []byte) (int, error) { return u.w.Write(bytes.ToUpper(b)) }
