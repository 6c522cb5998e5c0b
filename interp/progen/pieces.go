package progen

import (
	"fmt"
	"slices"
	"strings"
)

// piece writes one of some longer forms around random operands. Its names are of
// its own, in a block.
func (g *gen) piece() {
	write := pick(g, pieces)
	args := map[string]string{}
	for _, key := range []string{"INT", "INT2", "STR", "STR2", "BOOL", "ANY"} {
		t := map[byte]*typ{'I': intType, 'S': stringType, 'B': boolType, 'A': anyType}[key[0]]
		args[key] = g.expr(t, 1)
	}
	s := pick(g, g.structs)
	args["T"], args["N"] = s.name, s.number()
	args["VALUE"] = g.expr(s, 1)
	g.labels++
	args["LABEL"] = fmt.Sprintf("P%d", g.labels)
	args["SMALL"] = fmt.Sprint(1 + g.n(4))
	g.ln("{")
	g.open()
	text := write
	for _, key := range []string{"INT2", "STR2", "INT", "STR", "BOOL", "ANY", "VALUE", "LABEL", "SMALL", "T", "N"} {
		text = strings.ReplaceAll(text, "$"+key, args[key])
	}
	g.ln("%s", text)
	g.close()
	g.ln("}")
}

// pieces are the forms.
var pieces = slices.Concat(mixedForms, typeForms, flowForms)

// mixedForms are the first of them. Names in them have two letters or more, which those of
// other variables have not.
var mixedForms = []string{
	// goto
	`nn := 0
$LABEL:
	nn++
	if nn < $SMALL { goto $LABEL }
	show("goto", nn)`,
	// keys that are structs, arrays and interfaces
	`type key struct { aa int; bb string }
	mm := map[key]int{{$INT, $STR}: 1}
	mm[key{$INT, $STR}]++
	mm[key{$INT2, $STR2}] += 2
	nn := map[any]int{$INT: 1, $STR: 2, key{1, "x"}: 3, [2]int{1, $INT}: 4}
	nn[$INT2]++
	nn[key{1, "x"}]++
	nn[[2]int{1, $INT}]++
	show("keys", len(mm), mm[key{$INT, $STR}], len(nn), nn[key{1, "x"}], nn[[2]int{1, $INT}], nn[$STR2])`,
	// pointers to parts
	`arr, sl, st := [3]int{1, 2, $INT}, []int{4, 5, $INT2}, $VALUE
	pa, ps, pn := &arr[1], &sl[2], &st.$N
	*pa, *ps, *pn = *ps, *pa, *pn+1
	other := arr
	other[0]++
	*pa += 10
	pp := &pa
	**pp *= 2
	show("parts", arr, sl, st.$N, other)`,
	// an interface value is a copy
	`st := $VALUE
	var sh Shape = st
	var an any = st
	st.$N += 5
	show("copy", sh.Area(), st.$N, an.($T).$N, an == any(sh) || true)`,
	// goroutines, whose results are summed up
	`out := make(chan int)
	for ii := range $SMALL {
		go func(by int) { out <- ii*by }($INT & 15)
	}
	total := 0
	for range $SMALL { total += <-out }
	show("goroutines", total)`,
	// results changed by deferred calls, and a second panic
	`ff := func(nn int) (rr int, err error) {
		defer func() {
			if pp := recover(); pp != nil { rr, err = rr*2, fmt.Errorf("caught %v", pp) }
		}()
		defer func() { rr++ }()
		rr = nn
		if $BOOL { defer func() { panic(fmt.Sprint("second ", recover())) }() ; panic("first") }
		return rr + 1, nil
	}
	r1, e1 := ff($INT & 7)
	show("results", r1, e1)`,
	// slices that share elements
	`base := make([]int, 4, 8)
	one, two, three := base[:2], base[1:3], base[1:2:2]
	one = append(one, $INT)
	three = append(three, 77)
	two[0] = $INT2
	moved := copy(base[1:], base)
	show("share", base, one, two, three, moved, len(base[2:]), cap(base[2:6:7]))
	clear(two)
	show("cleared", base, two)`,
	// arrays of arrays
	`var grid [2][3]int
	for yy := range grid { for xx := range grid[yy] { grid[yy][xx] = yy*$SMALL + xx } }
	row := grid[1]
	row[0], grid[0][2] = $INT, row[1]
	grid2 := grid
	grid2[1] = row
	show("grid", grid, row, grid2, grid == grid2, grid[1] == row)
	for ii, rr := range grid { grid[1][0] = 99; rr[0]++; show(ii, rr) }`,
	// functions in maps and fields
	`type op struct { name string; run func(int) int }
	ops := []op{{"add", func(vv int) int { return vv + $INT }}, {run: func(vv int) int { return vv * 2 }}}
	table := map[string]func(int) int{}
	for _, oo := range ops { table[oo.name] = oo.run; ops[0].name = "changed"; oo.name += "!" }
	show("functions", table["add"]($INT2), table[""](3), ops[0].name, ops[1].run(4), table["none"] == nil)`,
	// an embedded interface and an embedded pointer
	`type both struct { Shape; *Fault }
	bb := both{Square($SMALL), &Fault{$INT}}
	bb.Code++
	cc := bb
	cc.Code++
	show("embedded", bb.Area(), bb.Code, cc.Fault == bb.Fault, bb.Error())`,
	// errors
	`err := fmt.Errorf("outer: %w", fmt.Errorf("inner: %w", &Fault{$SMALL}))
	var ft *Fault
	show("errors", errors.As(err, &ft), ft.Code, err, errors.Is(err, ft), errors.Unwrap(err) != nil)`,
	// bytes and runes
	`text := $STR + "é" + $STR2
	bytes := []byte(text)
	for ii, bb := range bytes { if bb == 'x' { bytes[ii] = 'y' } }
	runes := []rune(text)
	for ii, jj := 0, len(runes)-1; ii < jj; ii, jj = ii+1, jj-1 { runes[ii], runes[jj] = runes[jj], runes[ii] }
	nn := 0
	for range text { nn++ }
	show("bytes", string(bytes), string(runes), nn, len(text), text[len(text)/2:], strings.Compare(text, string(runes)))`,
	// methods of types that are no structs
	`st := new(Stack[func() int])
	for ii := 0; ii < $SMALL; ii++ { st.Push(func() int { ii += 10; return ii }) }
	for {
		ff, ok := st.Pop()
		if !ok { break }
		show("stack", ff(), ff())
	}`,
	// labels across a range over a function
	`$LABEL:
	for ii := range upTo(4) {
		for kk, vv := range sorted(map[string]int{"a": $INT, "b": 2, "c": $SMALL}) {
			switch {
			case kk == "a" && ii == 1: continue $LABEL
			case vv == ii: continue
			case ii == 3: break $LABEL
			}
			defer show("later", ii, kk)
			show("sorted", ii, kk)
		}
	}`,
	// a closure that returns from within a range over a function
	`find := func(want int) (at int, ok bool) {
		defer func() { at++ }()
		for ii := range upTo(5) {
			for range twice { if ii*ii >= want { return ii, true } }
		}
		return
	}
	a1, o1 := find($INT & 31)
	show("find", a1, o1)`,
	// negative counts, indexes and lengths
	`try("shift", func() { show($INT << ($INT2 % 5)) })
	try("index", func() { show([]int{1, 2, 3}[$INT % 5]) })
	try("slice", func() { ll := []int{1, 2, 3}; show(ll[$SMALL:], ll[:$INT % 5]) })
	try("make", func() { show(len(make([]int, $INT % 3))) })
	try("assert", func() { show($ANY.(fmt.Stringer)) })
	try("nil map", func() { var mm map[string][]int; mm[$STR] = append(mm[$STR], 1) })
	try("close", func() { cc := make(chan int); close(cc); _, ok := <-cc; show(ok); close(cc) })`,
	// anonymous structs
	`list := []struct { name string; want int }{{$STR, 1}, {want: $INT}, {}}
	for ii, tt := range list { tt.want++; list[ii].name += "z"; show("table", ii, tt.name, tt.want, list[ii].name) }
	show(list[1] == struct { name string; want int }{"z", $INT})`,
	// constants
	`const ( c0 = 1 << (iota * 3); c1; c2; c3 int8 = iota )
	const big = 1 << 70 >> 68
	var u8 uint8 = c1 + big
	show("constants", c0, c1, c2, c3, u8-c2, big*1.5, len("const"), 'a'+1, 7/2*2.0, High)`,
	// swaps through pointers and maps
	`aa, bb := $INT, $INT2
	pa, pb := &aa, &bb
	*pa, *pb = *pb, *pa
	mm := map[string]int{"a": aa}
	mm["a"], mm["b"], aa = aa+1, mm["a"], 0
	ii := 0
	ll := []int{5, 6, 7}
	ii, ll[ii] = 2, $SMALL
	ll[0], ll[ii] = ll[ii], ll[0]
	show("swap", aa, bb, mm, ii, ll)`,
	// maps of structs
	`mm := map[string]$T{"a": $VALUE}
	vv := mm["a"]
	vv.$N++
	was := mm["a"].$N
	mm["b"] = vv
	_, ok := mm["c"]
	delete(mm, "a")
	show("map", was == vv.$N, was+1 == mm["b"].$N, ok, mm["zz"].$N, len(mm))
	ptrs := map[int]*$T{1: &vv}
	ptrs[1].$N = $INT
	ptrs[1].Grow(1)
	show("pointers", vv.$N)`,
}
