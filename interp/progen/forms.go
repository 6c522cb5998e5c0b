package progen

// typeForms are pieces about types: generics, embedding, conversions, comparisons.
var typeForms = []string{
	// a generic type whose methods call each other
	`tt := &Tree[string, int]{}
	_, _ = tt.Put($STR, $INT)
	was, again := tt.Put($STR2, $INT2)
	show("tree", was, again, tt.size)
	for kk, vv := range tt.All() { if vv == $SMALL { break }; show(kk, vv) }
	put := tt.Put
	show(put("z", 1))
	var walk = (*Tree[string, int]).All
	for kk := range walk(tt) { show(kk); continue }`,
	`tt := new(Tree[Level, $T])
	tt.Put(High, $VALUE)
	tt.Put(Low, $T{$N: $SMALL})
	old, ok := tt.Put(High, $T{})
	show("levels", ok, old.$N, tt.size)
	for kk, vv := range tt.All() { vv.$N++; show(kk, vv.$N) }`,
	`ss := SetOf($INT, $INT2, $SMALL)
	show("set", ss.Has($INT), ss.Has(-77777), ss.Len() <= 3)
	has := ss.Has
	delete(ss, $INT)
	show(has($INT), SetOf[any]($INT, $STR, [2]int{1}).Has([2]int{1}), SetOf[*$T]().Len())
	ks := SetOf(Pair[int, string]{$INT, $STR}, Pair[int, string]{$INT2, $STR2}, Pair[int, string]{$INT, $STR})
	show(ks.Has(Pair[int, string]{$INT2, $STR2}), len(ks) <= 2)`,
	`var oo Option[int] = Some[int]{$INT}
	if $BOOL { oo = None[int]{} }
	show("option", or(oo, $SMALL), or[string](None[string]{}, $STR), or[any](Some[any]{$ANY}, nil) == nil)
	switch xx := oo.(type) {
	case Some[int]: show("some", xx.v)
	case None[int]: show("none", xx == None[int]{})
	}
	_, is := oo.(Option[string])
	show(is)`,
	`show("kinds", kind($INT), kind($STR), kind(Tint($STR)), kind(Square($SMALL)), kind(High), kind[any](nil), kind[error](&Fault{$SMALL}), kind(func() int { return 1 }), kind([]int(nil)), kind($VALUE)[:5])`,
	`show("fold", fold([]int{$INT, $INT2, $SMALL}, "", func(aa string, nn int) string { return aa + fmt.Sprint(nn&7) }), fold([]string{$STR, $STR2}, 0, func(nn int, ss string) int { return nn + len(ss) }))`,
	// promotion through several levels, shadowed and not
	`top := Top{Middle: Middle{&Base{$INT & 15, 0}, "mm"}, Level: Low, Shape: Square($SMALL)}
	other := top
	top.Hit()
	top.Push($INT).Push($SMALL)
	show("promoted", top.ID(), top.Middle.Base.ID(), other.hits, len(other.items), top.Level.Up(), top.Shape.Area(), top.Middle.Area(), top.name)
	hit, id := top.Hit, top.ID
	top.Middle.Base = &Base{id: 9}
	show(hit(), id(), top.hits, other.hits, top.Up())
	var st fmt.Stringer = top.Middle
	var ar Shape = top.Middle
	show(st, ar.Area(), Middle.ID(top.Middle), (*Base).Hit(top.Base), Top.Up(top))`,
	`type inner struct { $T; Base }
	type outer struct { *inner; extra int }
	oo := outer{&inner{$VALUE, Base{id: $INT & 7}}, 1}
	oo.$N += 2
	oo.Hit()
	pp := oo
	pp.inner.$T.$N++
	show("embedded", oo.$N == pp.$N, oo.hits, oo.inner.Base.ID(), pp.Base)`,
	// conversions
	`var i8 int8 = int8($INT)
	show("conversions", i8, uint8(i8), uint32(i8), int64(uint8(i8)), uint16($INT2), float32($INT&0xfffff)/3, int(id($SMALL.9)*2.5), Celsius(float64($SMALL)).F(), Fahrenheit(1.5)+Celsius(0).F())
	show(string(rune($INT&0x3ff)), []byte($STR), []rune($STR2), string([]rune{'a', 0x10FFFF + 1, -1, rune($INT & 0xff)}), string([]byte{0xff, 'x'}), Tint([]byte($STR)), len(string(Tint($STR2))))
	arr := [3]int([]int{$INT, 2, $SMALL})
	ptr := (*[2]int)(arr[:])
	ptr[1] = $INT2
	show(arr, *ptr, len(ptr), [0]int{} == [0]int{})`,
	`var bb Bits
	bb.Set(uint($INT & 7)); bb.Set($SMALL)
	set := bb.Set
	set(0)
	show("bits", bb, bb.Has($SMALL), bb.Has(uint($INT&7)), bb<<7, bb>>1, ^bb, bb&^3, -bb)`,
	`var u8, u64, i32 = uint8($INT), uint64($INT2), int32($INT)
	nn := uint($INT & 63)
	show("shifts", u8<<nn, u8>>(nn&7), i32<<nn, i32>>nn, u64<<nn>>nn, int64(1)<<nn, -1>>nn, 1<<(nn&31)-1, u8<<1>>1, int8(u8)>>7)
	u8 <<= nn & 3; i32 >>= 1; u64 ^= u64 << 13; u8 += 200; i32 *= 65537; u8--
	show(u8, i32, u64, u8*u8, -u8, i32/-7, i32%7, u64%10, -i32/3)`,
	// complex numbers
	`cc := complex(float64($SMALL), -1.5)
	dd := cc*cc + 2i - complex(0, real(cc))
	var c64 complex64 = complex64(dd) / 2
	cc += 1; cc *= 2
	show("complex", cc, dd, real(dd), imag(c64), c64, cc == dd, dd != 0, -dd, []complex128{1, 2i}[1]*2i, map[complex128]string{1i: "i"}[1i])`,
	// comparisons of composite values
	`type deep struct { aa [2]string; bb struct{ cc any }; dd *int; ee Shape }
	one := deep{[2]string{$STR, "x"}, struct{ cc any }{$INT}, nil, Square($SMALL)}
	two := one
	show("compare", one == two, any(one) == any(two))
	two.bb.cc = int64($INT)
	show(one == two, one.bb == two.bb, one.aa == two.aa, [2]any{1, "a"} == [2]any{1, "a"}, [1]Shape{Square(1)} == [1]Shape{Square(2)}, any(1) == any(1.0), any(Tint("a")) == any("a"))
	try("uncomparable", func() { two.bb.cc = []int{}; one.bb.cc = []int{}; show(one == two) })
	try("unhashable", func() { mm := map[any]int{}; mm[[]int{$INT}]++ })
	try("unhashable", func() { mm := map[any]int{$STR: 1}; show(mm[map[string]int{}]) })
	try("assertion", func() { var sh Shape = Square(1); show(sh.(fmt.Stringer)) })
	try("assertion", func() { var sh Shape; show(sh.(Square)) })
	try("assertion", func() { show($ANY.(Shape)) })
	try("array", func() { show([2]int(make([]int, 1))) })
	try("array", func() { show(*(*[4]int)(make([]int, $SMALL, 4))) })`,
	`type point struct { xx, yy int }
	type line [2]point
	mm := map[line]int{{{1, 2}, {3, $SMALL}}: 5, {}: 6}
	mm[line{{1, 2}, {3, $INT}}]++
	ll := line{{1, 2}, {3, $SMALL}}
	cp := ll
	cp[0].xx, cp[1] = $INT, cp[0]
	list := []line{ll, cp}
	for ii, xx := range list { list[ii][0].yy += 10; xx[0].yy = -1; show(xx[1], list[ii][0]) }
	show("keys", mm[ll], mm[line{}], mm[cp], len(mm), ll == list[0], cp[1] == point{1, 2})
	pp := &list[0][1]
	pp.xx++
	qq := *pp
	qq.yy--
	show(list[0][1], qq, *pp == qq)`,
	// constants
	`const ( kb = 1 << (10 * (iota + 1)); mb; _; tb; str = "s" + "t"; rr = 'x' + iota; ff = 1.0 / 3 )
	const ( aa, bb = iota, iota * 10; cc, dd; ee, gg )
	var f32 float32 = ff
	show("iota", kb, mb, tb/mb, str, rr, f32, float32(ff) == f32, cc, dd, ee+gg, len(str)*kb, 5.0/2, 5/2, 1<<3.0, uint8(255)&^aa, -7/2, -7%3, 7&-4)`,
	`var nilf func(); var nilm map[string]int; var nils []int; var nilp *$T; var nile error; var nilc chan int
	show("nil", nilf == nil, nilm["a"], len(nils), nilp == nil, nile == nil, nilc == nil, any(nilp) == nil, any(nilp) == any((*$T)(nil)), cap(nils[:0]), nils[0:] == nil)
	for range nilm { show("never") }
	for range nils { show("never") }
	delete(nilm, "a")
	clear(nilm)
	try("nil call", func() { nilf() })
	try("nil field", func() { nilp.$N++ })
	try("nil map", func() { nilm[$STR]++ })
	try("nil error", func() { show(nile.Error()) })
	try("nil copy", func() { vv := *nilp; show(vv.$N) })`,
	`show("minmax", min($INT, $INT2, $SMALL), max($STR, $STR2), min(2.5, float64($SMALL)), max(Level(1), High), min(uint8($INT), 9))
	mm := map[string][]int{"a": {1, $INT}}
	mm["b"] = append(mm["a"], 3)
	mm["a"][0] = $SMALL
	clear(mm["a"])
	show(mm, len(mm["none"]))
	clear(mm)
	show(len(mm))`,
}

// flowForms are pieces about what is executed when.
var flowForms = []string{
	// every way out of nested ranges over functions
	`way := func(nn int) (res string, err error) {
		defer func() { res += "!" }()
	outer:
		for ii := range upTo(4) {
			for kk, vv := range sorted(map[string]int{"a": 1, "b": 2, "c": $SMALL}) {
				switch nn % 8 {
				case 0: continue outer
				case 1: break outer
				case 2: return fmt.Sprint(kk, vv), nil
				case 3: if ii == 2 { goto end }
				case 4: defer func() { res += kk }()
				case 5: if vv == 2 { panic("out") }
				case 6: for range twice { if ii == 1 { break outer }; continue outer }
				case 7: res, err = kk, fmt.Errorf("err %d", ii); return
				}
				res += fmt.Sprint(ii, kk)
			}
		}
		return res, nil
	end:
		return "end" + res, nil
	}
	for ii := range 8 { try("way", func() { show(way(ii)) }) }
	show(way($INT & 7))`,
	// goto over blocks and out of loops
	`ii := 0
$LABEL:
	for { ii++; switch { case ii%2 == 0: goto $LABEL; case ii > $SMALL*2: goto $LABELend } }
$LABELend:
	show("goto", ii)
	jj := 3
	{
	$LABELin:
		if jj > 0 { jj--; goto $LABELin }
	}
	show(jj)`,
	// deferred calls: order, arguments, results, recover
	`dd := func(nn int) (aa int, bb string, err error) {
		defer func(was int) { bb += fmt.Sprint(was, aa) }(aa)
		for ii := range 3 { defer func() { aa += ii }() }
		defer func() {
			switch rr := recover().(type) {
			case nil:
			case error: err = rr
			case string: bb = rr; aa *= 2
			default: panic(rr)
			}
		}()
		aa = nn
		switch nn & 3 {
		case 0: panic("text")
		case 1: panic(fmt.Errorf("err %d", nn))
		case 2: var ll []int; return ll[nn], "never", nil
		}
		return nn * 10, "ok", nil
	}
	for ii := range 5 { show(dd(ii)) }
	try("again", func() { defer func() { rr := recover(); show("first", rr); panic(fmt.Sprint("again ", rr)) }(); panic($STR) })
	try("nested", func() { defer func() { defer func() { show("inner", recover()) }(); panic("second") }(); panic("first") })
	try("none", func() { func() { show(recover()) }(); defer show("last"); defer func() { show(recover() == nil) }() })`,
	`var order []string
	note := func(ss string, nn int) int { order = append(order, ss); return nn }
	mm := map[int]int{note("key", 1): note("elem", 2)}
	xx, yy := note("x", 1), note("y", 2)
	_ = note("a", 0) > 0 && note("b", 1) > 0 || note("c", 1) > 0
	pp := Pair[int, int]{note("l", 1), note("r", 2)}
	func(aa, bb int) { note("body", aa+bb) }(note("p1", 1), note("p2", 2))
	defer note(fmt.Sprint("never", note("deferred", 1)), 2)
	switch note("tag", 2) { case note("c1", 1), note("c2", 2): note("hit", 0); case note("c3", 3): }
	show("order", order, mm, xx+yy, pp)`,
	// closures over loop variables
	`var fs []func() int
	for ii, jj := 0, $SMALL; ii < 3; ii, jj = ii+1, jj*2 { fs = append(fs, func() int { ii += 10; jj++; return ii*1000 + jj }); if ii == 1 { ii += 0; continue } }
	for kk, vv := range []string{"x", $STR} { fs = append(fs, func() int { kk++; vv += "y"; return kk + len(vv) }) }
	for kk := range map[int]bool{7: true} { fs = append(fs, func() int { kk *= 2; return kk }) }
	for ii := range 2 { fs = append(fs, func() int { ii--; return ii }); ii = 9 }
	for xx := range upTo(2) { fs = append(fs, func() int { xx += 5; return xx }) }
	for _, ff := range fs { show("loop", ff(), ff()) }`,
	`count := func() (next func() int, reset func(int)) {
		nn := $SMALL
		next = func() int { nn++; return nn }
		reset = func(to int) { nn = to }
		return
	}
	n1, to1 := count()
	n2, _ := count()
	show("counters", n1(), n1(), n2())
	to1($INT & 255)
	show(n1(), n2())
	var fib func(int) int
	memo := map[int]int{}
	fib = func(nn int) int { if nn < 2 { return nn }; if vv, ok := memo[nn]; ok { return vv }; memo[nn] = fib(nn-1) + fib(nn-2); return memo[nn] }
	show(fib(30 + $SMALL), len(memo))`,
	// select
	`c1, c2, done := make(chan int, 3), make(chan string, 1), make(chan struct{})
	c1 <- $INT; c1 <- $SMALL; c2 <- $STR
	close(c1); close(done)
	sum1, texts, open1 := 0, "", true
	for open1 || c2 != nil {
		select {
		case vv, ok := <-c1: if !ok { c1, open1 = nil, false; continue }; sum1 += vv & 7
		case tt := <-c2: texts += tt; c2 = nil
		}
	}
	select { case <-done: default: show("never") }
	var none chan int
	select { case none <- 1: show("never"); case <-none: show("never"); default: texts += "." }
	show("select", sum1, texts)
	arr := [2]int{}
	c3 := make(chan int, 1)
	select { case c3 <- $SMALL: default: }
	select { case arr[1] = <-c3: }
	show(arr, len(c3), cap(c3))`,
	`jobs, results := make(chan int), make(chan Pair[int, int])
	for ww := range 2 { go func() { for jj := range jobs { results <- Pair[int, int]{ww * 0, jj * jj} }; results <- Pair[int, int]{1, 0} }() }
	go func() { defer close(jobs); for ii := range $SMALL + 2 { jobs <- ii } }()
	total, ended := 0, 0
	for ended < 2 { rr := <-results; total += rr.Right; ended += rr.Left }
	show("workers", total)`,
	// labels, fallthrough, break of switch and select in loops
	`text := ""
$LABEL:
	for ii := 0; ; ii++ {
		switch {
		case ii == 1: text += "one"; fallthrough
		case ii == 2: text += "two"; if ii == 2 { break }; text += "."
		case ii > $SMALL+2: break $LABEL
		default: for jj := range 3 { if jj == ii { continue $LABEL }; if jj == 2 { break } ; text += fmt.Sprint(jj) }
		}
		text += ";"
	}
	show("labels", text)`,
	// function types with methods
	`hh := Handler(func(nn int) (int, error) { if nn == 0 { panic("zero") }; return 100 / nn, nil })
	show("handler")
	show(hh.Call($INT & 3))
	show(Handler.Call(hh, 0))
	call := hh.Call
	hh = nil
	show(call($SMALL))
	show(hh.Call(1))`,
	`ii, ll := 0, []int{1, 2, 3}
	ii, ll[ii], ll[2] = 2, $SMALL, ll[0]
	show("assign", ii, ll)
	ll[0], ll[1], ll[2] = ll[2], ll[0], ll[1]
	pp := &ll[1]
	*pp, ii = ii, *pp
	mm := map[string]*Pair[int, string]{"a": {$INT, "x"}}
	mm["a"].Left, mm["a"].Right = len(mm["a"].Right), fmt.Sprint(mm["a"].Left & 3)
	show(ll, ii, *mm["a"])
	ss := ll[:1]
	ss = append(ss, $INT)
	ll = append(ll[:1], ll[2:]...)
	show(ss, ll, cap(ll))
	copy(ll, ll[1:])
	ll[len(ll)-1]++
	show(ll, copy(ll, []int{}), string(append([]byte("a"), $STR...)))`,
	`next, stop := iter.Pull2(sorted(map[string]int{"a": $INT, "b": $SMALL}))
	kk, vv, ok := next()
	show("pull", kk, vv, ok)
	stop()
	_, _, ok = next()
	show(ok)
	chunks := slices.Collect(slices.Chunk([]int{1, 2, $INT, 4, 5}, $SMALL))
	keys := slices.Sorted(maps.Keys(map[Tint]int{"q": 1, Tint($STR): 2}))
	slices.SortFunc(chunks, func(aa, bb []int) int { return cmp.Or(cmp.Compare(len(bb), len(aa)), slices.Compare(aa, bb)) })
	show(chunks, keys, slices.IndexFunc(keys, func(tt Tint) bool { return tt == "q" }) >= 0, strings.Join(slices.Collect(strings.SplitSeq("a,b", ",")), "+"))`,
	`for ii, rr := range $STR + "é\xff世" { if ii > 40 { break }; show("runes", ii, rr, string(rr)) }
	for ii := range []byte($STR2) { if ii > 2 { break }; show(ii) }
	bs := []byte("héllo")
	for ii, bb := range bs { bs[len(bs)-1-ii] = bb }
	text := string(bs)
	show([]byte(text[:2]), text[len(text)-1], strings.Map(func(rr rune) rune { if rr == 'l' { return -1 }; return rr + 1 }, "hello"), text > $STR, text[1:] + text[:1] == text)`,
}
