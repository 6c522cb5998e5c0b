// Package matrix writes programs that put values of each kind of type, got in each way,
// into each place there is: what the interpreter does wrong it mostly does in one of
// these combinations.
package matrix

import (
	"fmt"
	"strings"
)

// A kind is a type, and what is done with values of it.
type kind struct {
	name   string
	typ    string
	value  string   // an expression for a value
	show   string   // prints x
	native []string // expressions of compiled code that give one
	plain  bool     // values can be compared
}

// kinds are the types, some of the program, some compiled.
var kinds = []kind{
	{name: "Int", typ: "int", value: "7", show: "out(x+1)", native: []string{`strings.Index("ab", "b")`, `len("abc")`}, plain: true},
	{name: "Uint8", typ: "uint8", value: "uint8(250)", show: "out(x+10)", plain: true},
	{name: "Float", typ: "float64", value: "1.5", show: "out(x/2)", native: []string{`math.Sqrt(2)`}, plain: true},
	{name: "String", typ: "string", value: `"s"`, show: `out(x+"!")`, native: []string{`strings.ToUpper("up")`}, plain: true},
	{name: "Level", typ: "Level", value: "Level(3)", show: "out(x, x.String())", plain: true},
	{name: "Point", typ: "Point", value: "Point{1, 2}", show: "out(x, x.Sum())", plain: true},
	{name: "Pointer", typ: "*Point", value: "&Point{3, 4}", show: "out(*x, x.Sum())"},
	{name: "Slice", typ: "[]int", value: "[]int{1, 2}", show: "out(x, len(x))", native: []string{`[]int(sort.IntSlice{3})`}},
	{name: "Strings", typ: "[]string", value: `[]string{"a"}`, show: "out(x)", native: []string{`strings.Fields("f g")`}},
	{name: "Anys", typ: "[]any", value: `[]any{1, "a", Level(2)}`, show: "out(x, len(x))"},
	{name: "Levels", typ: "Levels", value: "Levels{1, 2}", show: "out(x, x.Max())"},
	{name: "Map", typ: "map[string]int", value: `map[string]int{"k": 1}`, show: `out(x, x["k"])`},
	{name: "Set", typ: "Set", value: `Set{Level(1): {5, 6}}`, show: `out(x, x[1].Sum())`},
	{name: "Array", typ: "[2]string", value: `[2]string{"p", "q"}`, show: "out(x, x[1])", plain: true},
	{name: "Func", typ: "func() int", value: "func() int { return 8 }", show: "out(x())", native: []string{"sync.OnceValue(eight)"}},
	{name: "Proc", typ: "func()", value: `func() { out("called") }`, show: "x()", native: []string{"sync.OnceFunc(called)"}},
	{name: "Fn", typ: "Fn", value: "Fn(func(n int) string { return fmt.Sprint(n) })", show: "out(x(4), x.Twice(2))"},
	{name: "Cancel", typ: "context.CancelFunc", value: "context.CancelFunc(called)", show: "x()"},
	{name: "Shape", typ: "Shape", value: "Shape(Point{5, 6})", show: "out(x, x.Sum())", plain: true},
	{name: "Error", typ: "error", value: `error(&Fault{3})`, show: "out(x, x.Error())", native: []string{`errors.New("new")`, `fmt.Errorf("wrapped %w", &Fault{4})`}, plain: true},
	{name: "Stringer", typ: "fmt.Stringer", value: "fmt.Stringer(Level(6))", show: "out(x, x.String())", native: []string{`fmt.Stringer(time.Duration(3))`}, plain: true},
	{name: "Any", typ: "any", value: "any(Level(9))", show: "out(x)", plain: true},
	{name: "Chan", typ: "chan Level", value: "filled(4)", show: "out(len(x), cap(x))"},
	{name: "Duration", typ: "time.Duration", value: "3 * time.Second", show: "out(x, x.Seconds())", native: []string{`time.Duration(1500).Round(1000)`}, plain: true},
	{name: "Time", typ: "time.Time", value: "time.Unix(0, 0).UTC()", show: "out(x, x.Year())", native: []string{`time.Unix(100, 0).UTC()`}, plain: true},
	{name: "Builder", typ: "*strings.Builder", value: `built("b")`, show: "out(x.String())"},
	{name: "Reader", typ: "io.Reader", value: `io.Reader(Source("text"))`, show: "out(read(x))", native: []string{`io.Reader(strings.NewReader("native"))`}},
	{name: "Bytes", typ: "[]byte", value: `[]byte("bytes")`, show: "out(string(x), len(x))", native: []string{`bytes.ToUpper([]byte("b"))`}},
	{name: "Box", typ: "Box[Level]", value: "Box[Level]{V: 2}", show: "out(x, x.Get())", plain: true},
	{name: "BoxPointer", typ: "*Box[string]", value: `&Box[string]{V: "v"}`, show: "out(*x, x.Get())"},
	{name: "Anon", typ: "struct{ A int; b string }", value: `struct{ A int; b string }{1, "b"}`, show: "out(x, x.b)", plain: true},
	{name: "Outer", typ: "Outer", value: "Outer{Point: Point{7, 8}, Shape: Point{1, 1}, in: &Point{2, 2}}", show: "out(x.X, x.Shape.Sum(), x.in.Sum(), x.Point.Sum())"},
	{name: "Points", typ: "[]Point", value: "[]Point{{1, 1}, {2, 2}}", show: "out(x, x[1].Sum())"},
	{name: "Shapes", typ: "[]Shape", value: "[]Shape{Point{1, 1}, Level(4)}", show: "out(x, x[1].Sum())"},
	{name: "Funcs", typ: "map[string]func(int) int", value: `map[string]func(int) int{"inc": func(n int) int { return n + 1 }}`, show: `out(x["inc"](1))`},
	{name: "Tree", typ: "*Tree", value: "&Tree{Left: &Tree{N: 1}, N: 2}", show: "out(x.Sum(), x.Left.N)"},
	{name: "Complex", typ: "complex128", value: "complex(1, 2)", show: "out(real(x), imag(x))", plain: true},
	{name: "Nested", typ: "[][]Level", value: "[][]Level{{1}, {2, 3}}", show: "out(x, x[1][1].String())"},
	{name: "Rune", typ: "rune", value: "'r'", show: "out(string(x), x)", plain: true},
	{name: "Bool", typ: "bool", value: "true", show: "out(!x)", native: []string{`strings.Contains("ab", "b")`}, plain: true},
}

// A source is a way to get a value: statements, and an expression. $T is the type, $K its
// name, $V an expression for a value.
type source struct{ name, before, expr string }

var sources = []source{
	{"value", "", "$V"},
	{"variable", "v0 := $V", "v0"},
	{"captured", "v0 := $V; func() { _ = v0 }()", "v0"},
	{"call", "", "make$K()"},
	{"method", "h0 := hold$K{f: $V}", "h0.get()"},
	{"pointer method", "h0 := &hold$K{f: $V}", "h0.take()"},
	{"closure", "v0 := $V; f0 := func() $T { return v0 }", "f0()"},
	{"literal call", "", "func() $T { return $V }()"},
	{"generic", "", "id[$T]($V)"},
	{"inferred", "v0 := $V", "id(v0)"},
	{"field", "h0 := hold$K{f: $V}", "h0.f"},
	{"pointed field", "h0 := &hold$K{f: $V}", "h0.f"},
	{"deep field", "h0 := struct{ in struct{ p *hold$K } }{}; h0.in.p = &hold$K{f: $V}", "h0.in.p.f"},
	{"element", "l0 := []$T{$V}", "l0[0]"},
	{"array element", "l0 := [2]$T{1: $V}", "l0[1]"},
	{"map element", `m0 := map[string]$T{"a": $V}`, `m0["a"]`},
	{"pointer", "v0 := $V; p0 := &v0", "*p0"},
	{"received", "c0 := make(chan $T, 8); for range 8 { c0 <- $V }", "<-c0"},
	{"asserted", "var a0 any = $V", "a0.($T)"},
	{"global", "global$K = $V", "global$K"},
	{"converted", "v0 := $V", "($T)(v0)"},
	{"method value", "h0 := hold$K{f: $V}; f0 := h0.get", "f0()"},
	{"method expression", "h0 := hold$K{f: $V}", "hold$K.get(h0)"},
	{"interface method", "var g0 interface{ get() $T } = hold$K{f: $V}", "g0.get()"},
	{"generic method", "b0 := Box[$T]{V: $V}", "b0.Get()"},
}

// A place is where a value goes: statements in which $E is the expression, $T the type, $K its
// name, $V an expression for a value, and $S what prints one.
type place struct {
	name, code string
	plain      bool // for values that can be compared
}

var places = []place{
	{name: "var", code: "var x $T = $E; $S(x)"},
	{name: "define", code: "x := $E; $S(x)"},
	{name: "assign", code: "var x $T; x = $E; $S(x)"},
	{name: "define captured", code: "x := $E; func() { $S(x) }()"},
	{name: "assign captured", code: "var x $T; func() { x = $E }(); $S(x)"},
	{name: "assign twice", code: "x := $V; func() { $S(x) }(); x = $E; $S(x)"},
	{name: "pointer", code: "p := new($T); *p = $E; $S(*p)"},
	{name: "address", code: "x := $E; p := &x; $S(*p); q := &p; $S(**q)"},
	{name: "field", code: "var s hold$K; s.f = $E; $S(s.f)"},
	{name: "pointed field", code: "s := &hold$K{}; s.f = $E; $S(s.f)"},
	{name: "literal field", code: "s := hold$K{f: $E}; $S(s.f)"},
	{name: "literal", code: "s := &hold$K{$E, 1}; $S(s.f)"},
	{name: "deep field", code: "var o struct{ l []*hold$K }; o.l = append(o.l, &hold$K{}); o.l[0].f = $E; $S(o.l[0].f)"},
	{name: "element", code: "l := make([]$T, 2); l[1] = $E; $S(l[1])"},
	{name: "array element", code: "var l [3]$T; i := 2; l[i] = $E; $S(l[i])"},
	{name: "list", code: "l := []$T{$E}; $S(l[0])"},
	{name: "append", code: "var l []$T; l = append(l, $E, $E); $S(l[1]); out(len(l))"},
	{name: "map", code: `m := map[string]$T{}; m["a"] = $E; $S(m["a"]); x, ok := m["a"]; $S(x); out(ok, len(m))`},
	{name: "map literal", code: `m := map[string]$T{"a": $E}; for _, x := range m { $S(x) }`},
	{name: "key", code: `m := map[$T]int{$E: 1}; m[$E]++; out(len(m), m[$V])`, plain: true},
	{name: "channel", code: "c := make(chan $T, 1); c <- $E; $S(<-c)"},
	{name: "select", code: "c := make(chan $T, 1); select { case c <- $E: default: }; select { case x, ok := <-c: $S(x); out(ok) }"},
	{name: "range channel", code: "c := make(chan $T, 2); c <- $E; close(c); for x := range c { $S(x) }"},
	{name: "result", code: "f := func() $T { return $E }; $S(f())"},
	{name: "named result", code: "f := func() (x $T) { x = $E; return }; $S(f())"},
	{name: "results", code: "f := func() ($T, error) { return $E, nil }; x, err := f(); $S(x); out(err)"},
	{name: "deferred result", code: "f := func() (x $T) { defer func() { x = $E }(); return }; $S(f())"},
	{name: "argument", code: "show$K($E)"},
	{name: "literal argument", code: "func(x $T) { $S(x) }($E)"},
	{name: "method argument", code: "s := &hold$K{}; s.set($E); $S(s.f)"},
	{name: "interface argument", code: "var s interface{ set($T) } = &hold$K{}; s.set($E); $S(s.(*hold$K).f)"},
	{name: "variadic", code: "all$K($E); all$K($E, $E); all$K([]$T{$E}...)"},
	{name: "variadic any", code: "count($E); count(1, $E); count($E, 2); count([]any{$E}...)"},
	{name: "variadic method", code: "var c counter; c.count($E); c.count(0, $E); f := c.count; f($E)"},
	{name: "generic argument", code: "$S(id($E)); $S(pair($E, 1).K); $S(*ref($E))"},
	{name: "generic type", code: "b := Box[$T]{V: $E}; $S(b.Get()); b.Set($E); $S(b.V)"},
	{name: "generic list", code: "$S(slices.Clone([]$T{$E})[0]); for _, x := range apply([]$T{$E}, id[$T]) { $S(x) }"},
	{name: "deferred", code: "func() { defer show$K($E); out(1) }()"},
	{name: "deferred literal", code: "func() { defer func(x $T) { $S(x) }($E); out(1) }()"},
	{name: "go", code: "done := make(chan bool); go func(x $T) { defer close(done); $S(x) }($E); <-done"},
	{name: "any", code: "var x any = $E; y, ok := x.($T); out(ok); $S(y)"},
	{name: "any field", code: "s := struct{ a any }{$E}; $S(s.a.($T))"},
	{name: "any map", code: `m := map[string]any{"a": $E}; $S(m["a"].($T))`},
	{name: "type switch", code: "switch x := any($E).(type) { case nil: out(0); case $T: $S(x); default: out(2) }"},
	{name: "parallel", code: "x, y := $E, $V; x, y = y, x; $S(x); $S(y)"},
	{name: "parallel elements", code: "l := []$T{$V, $E}; l[0], l[1] = l[1], l[0]; $S(l[0]); $S(l[1])"},
	{name: "if", code: "if x := ($E); true { $S(x) }"},
	{name: "switch", code: "switch x := ($E); { default: $S(x) }"},
	{name: "for", code: "for x := ($E); ; { $S(x); break }"},
	{name: "range", code: "for i, x := range []$T{$E, $V} { out(i); $S(x) }"},
	{name: "iterator", code: "for x := range seq($E) { $S(x) }"},
	{name: "global", code: "global$K = $E; $S(global$K)"},
	{name: "recovered", code: "func() { defer func() { x, ok := recover().($T); out(ok); $S(x) }(); panic($E) }()"},
	{name: "equal", code: "x := $E; out(x == $E, x != $V, any(x) == any($E))", plain: true},
	{name: "switched", code: "switch ($E) { case $V: out(1); default: out(2) }", plain: true},
	{name: "printed", code: `x := $E; out(fmt.Sprintf("%T", x))`},
	{name: "closures", code: "var fs []func(); for range 2 { x := $E; fs = append(fs, func() { $S(x) }) }; for _, f := range fs { f() }"},
	{name: "returned closure", code: "f := func(x $T) func() $T { return func() $T { return x } }; $S(f($E)())"},
	{name: "struct copy", code: "s := hold$K{f: $E}; t := s; t.f = $V; $S(s.f); $S(t.f); a := [1]hold$K{s}; b := a; $S(b[0].f)"},
	{name: "embedded", code: "s := struct{ hold$K }{hold$K{f: $E}}; $S(s.f); $S(s.get())"},
	{name: "once", code: "f := sync.OnceValue(func() $T { return $E }); $S(f()); $S(f())"},
	{name: "atomic", code: "var a atomic.Pointer[$T]; x := $E; a.Store(&x); $S(*a.Load())"},
	{name: "pool", code: "p := sync.Pool{New: func() any { return $E }}; $S(p.Get().($T))"},
	{name: "sync map", code: "var m sync.Map; m.Store(1, $E); x, _ := m.Load(1); $S(x.($T))"},
	{name: "context", code: "ctx := context.WithValue(context.Background(), key{}, $E); $S(ctx.Value(key{}).($T))"},
	{name: "sorted", code: "l := []$T{$E, $V}; sort.Slice(l, func(i, j int) bool { return i > j }); $S(l[0]); slices.Reverse(l); $S(l[1])"},
	{name: "clear", code: `m := map[string]$T{"a": $E}; delete(m, "a"); out(len(m)); var zero $T; m["z"] = zero; clear(m); out(len(m))`},
	{name: "goto", code: "i := 0; var x $T; again: x = $E; if i++; i < 2 { goto again }; $S(x)"},
	{name: "copy", code: "l := make([]$T, 1); out(copy(l, []$T{$E})); $S(l[0])"},
	{name: "labelled", code: "outer: for { for { x := $E; $S(x); break outer } }"},
}

// Kinds returns the names of the types there is a program for.
func Kinds() []string {
	var out []string
	for _, k := range kinds {
		out = append(out, k.name)
	}
	return out
}

// Program returns the program for a type: a case for each source and each place.
func Program(name string) string {
	for _, k := range kinds {
		if k.name == name {
			return k.program()
		}
	}
	return ""
}

// program writes the program for a type.
func (k kind) program() string {
	var b strings.Builder
	b.WriteString(prelude)
	b.WriteString(k.expand(helpers))
	var calls strings.Builder
	for i, s := range k.sources() {
		fmt.Fprintf(&b, "\nfunc source%d() {\n", i)
		fmt.Fprintf(&calls, "\tsource%d()\n", i)
		for _, p := range places {
			if p.plain && !k.plain {
				continue
			}
			code := k.expand(strings.ReplaceAll(p.code, "$E", s.expr))
			fmt.Fprintf(&b, "\ttry(%q, func() { %s; %s })\n", s.name+" to "+p.name, k.expand(s.before), code)
		}
		b.WriteString("}\n")
	}
	return b.String() + "\nfunc main() {\n" + calls.String() + "}\n"
}

// sources returns the ways to get a value of the type.
func (k kind) sources() []source {
	var list []source
	for _, s := range sources {
		if s.name != "asserted" || k.typ != "any" {
			list = append(list, s)
		}
	}
	for i, expr := range k.native {
		list = append(list, source{fmt.Sprint("compiled ", i), "", expr})
	}
	return list
}

// expand writes code for the type.
func (k kind) expand(code string) string {
	return strings.NewReplacer("$P", k.show, "$S", "show"+k.name, "$T", k.typ, "$K", k.name, "$V", k.value).Replace(code)
}

// helpers are declared for each type.
const helpers = `
type hold$K struct {
	f $T
	n int
}

func (h hold$K) get() $T   { return h.f }
func (h *hold$K) take() $T { return h.f }
func (h *hold$K) set(x $T) { h.f = x }

func make$K() $T { return $V }

func all$K(list ...$T) {
	out(len(list))
	for _, x := range list {
		$S(x)
	}
}

var global$K $T

func show$K(x $T) { $P }
`
