package interp_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"
)

// completions lists what fits at the | in src, or at its end.
func (m *module) completions(src string) string {
	pos := strings.IndexByte(src, '|')
	if pos < 0 {
		pos = len(src)
	} else {
		src = src[:pos] + src[pos+1:]
	}
	var out []string
	for _, c := range m.session.Complete(src, pos) {
		out = append(out, src[:c.From]+c.Text)
	}
	return strings.Join(out, " ")
}

func TestComplete(t *testing.T) {
	t.Parallel()
	m := open(t, shop)
	m.start()
	m.expect("stock := shop.Open(\"stock\")", "", "func stockTake() {}", "", "import str \"strings\"", "", "type Box struct{ Inner shop.Item }", "", "box := Box{}", "")
	for src, want := range map[string]string{
		"sto":                        "stock stockTake store",
		"stor":                       "store",
		"store.":                     "store.Add store.Buy store.Items store.Name",
		"store.It":                   "store.Items",
		"store.Items[\"a\"].":        "store.Items[\"a\"].Name store.Items[\"a\"].Price store.Items[\"a\"].Upper",
		"shop.S":                     "shop.Shop shop.Size shop.Small shop.Stack",
		"fmt.Println(shop.Op":        "fmt.Println(shop.Open",
		"x := shop.Open(\"a\").":     "x := shop.Open(\"a\").Add x := shop.Open(\"a\").Buy x := shop.Open(\"a\").Items x := shop.Open(\"a\").Name",
		"box.Inner.":                 "box.Inner.Name box.Inner.Price box.Inner.Upper",
		"box.":                       "box.Inner",
		"main.Div":                   "main.Divide",
		"main.Div|(1, 2)":            "main.Divide",
		"main.Store.G":               "main.Store.Get",
		"strings.ToUp":               "strings.ToUpper strings.ToUpperSpecial",
		"str.ToUp":                   "str.ToUpper str.ToUpperSpecial",
		"tim":                        "time",
		"time.Second.":               "time.Second.Abs time.Second.Hours time.Second.Microseconds time.Second.Milliseconds time.Second.Minutes time.Second.Nanoseconds time.Second.Round time.Second.Seconds time.Second.String time.Second.Truncate",
		"shop.Item{":                 "shop.Item{Name:  shop.Item{Price: ",
		"shop.Item{Na":               "shop.Item{Name: ",
		"f(&shop.Item{Name: \"a\", ": "f(&shop.Item{Name: \"a\", Price: ",
		"shop.Item{Name: sto":        "shop.Item{Name: stock shop.Item{Name: stockTake shop.Item{Name: store",
		"if box {":                   "",
		"import \"net/ht":            "import \"net/http import \"net/http/cgi import \"net/http/cookiejar import \"net/http/fcgi import \"net/http/httptest import \"net/http/httptrace import \"net/http/httputil import \"net/http/pprof",
		"import s \"app/sh":          "import s \"app/shop",
		"import (\n\"unicode/utf8":   "import (\n\"unicode/utf8",
		"panic(\"never\").":          "",
		"nothing.":                   "",
		"1.":                         "",
		"\"abc\".":                   "",
		"":                           "",
		".":                          "",
		"dash":                       "",
		"appe":                       "append",
		"héé":                        "",
	} {
		same(t, src, m.completions(src), want)
	}
	m.expect("box", "Box{Inner: shop.Item{Name: \"\", Price: 0, tags: nil}}")
}

// TestCompleteInside holds that what is typed is known before it has run: variables of the
// statements before, parameters, what a loop declares, fields of literals whose type is left out,
// and what fits a parameter.
func TestCompleteInside(t *testing.T) {
	t.Parallel()
	m := open(t, shop)
	m.start()
	m.expect("n := 3", "", "item := shop.Item{}", "", "cost := 1.5", "")
	for src, want := range map[string]string{
		"x := shop.Open(\"a\"); x.It":                                        "x := shop.Open(\"a\"); x.Items",
		"x := shop.Open(\"a\")\nx.Na":                                        "x := shop.Open(\"a\")\nx.Name",
		"x, err := main.Divide(1, 2); err.":                                  "x, err := main.Divide(1, 2); err.Error",
		"for _, item := range store.Items { item.P":                          "for _, item := range store.Items { item.Price",
		"for _, item := range store.It":                                      "for _, item := range store.Items",
		"for i := range 3 { if i > 1 { first := store; fir":                  "for i := range 3 { if i > 1 { first := store; first",
		"if x := store; x.Na":                                                "if x := store; x.Name",
		"switch x := store; x.Na":                                            "switch x := store; x.Name",
		"switch { case store.Na":                                             "switch { case store.Name",
		"func total(all []shop.Item) int { for _, one := range all { one.Pr": "func total(all []shop.Item) int { for _, one := range all { one.Price",
		"func total(all []shop.It":                                           "func total(all []shop.Item",
		"func count(howMany int) int { return how":                           "func count(howMany int) int { return howMany",
		"f := func(it shop.Item) { it.N":                                     "f := func(it shop.Item) { it.Name",
		"type Cup struct{ Size int }; c := Cup{}; c.":                        "type Cup struct{ Size int }; c := Cup{}; c.Size",
		"[]shop.Item{{Na":                                                    "[]shop.Item{{Name: ",
		"map[string]shop.Item{\"a\": {Pr":                                    "map[string]shop.Item{\"a\": {Price: ",
		"shop.Item{Name: \"a\"}.Na":                                          "shop.Item{Name: \"a\"}.Name",
		"import \"container/list\"; list.":                                   "import \"container/list\"; list.Element import \"container/list\"; list.List import \"container/list\"; list.New",
		"{ hidden := 1 }; hidd":                                              "",
		"store.Add(":                                                         "store.Add(item",
		"shop.Item{Price: ":                                                  "shop.Item{Price: cost",
		"fmt.Println(":                                                       "",
		"n = ":                                                               "n = n",
		"\"sto":                                                              "",
		"// sto":                                                             "",
		"fmt.Println(`sto":                                                   "",
		"main.div":                                                           "",
		"))stor":                                                             "))store",
		"late := 1; lat|; later := 2":                                        "late := 1; late",
	} {
		same(t, src, m.completions(src), want)
	}
}

// TestCompleteHints holds that a completion says what it is.
func TestCompleteHints(t *testing.T) {
	t.Parallel()
	m := open(t, shop)
	for src, want := range map[string]string{
		"stor":        "state *shop.Shop",
		"main.Divid":  "func(a int, b int) (int, error)",
		"shop.Larg":   "const shop.Size",
		"shop.Item":   "type",
		"shop.ErrSol": "error",
		"strconv":     "package strconv",
	} {
		list := m.session.Complete(src, len(src))
		if len(list) != 1 || list[0].Hint != want {
			t.Errorf("%s: %+v, want %q", src, list, want)
		}
	}
}

// TestCompleteEvaluatesNothing holds that looking for names has no effect.
func TestCompleteEvaluatesNothing(t *testing.T) {
	t.Parallel()
	m := open(t, shop)
	m.start()
	m.expect("n := 0", "", "func bump() *int { n++; fmt.Print(\"ran\"); return &n }", "", "2", "2")
	for _, src := range []string{"bump().", "store.Add(shop.Item{}).", "n++; n", "x := bump(); x.", "func later() {}; lat", "import \"container/list\"; lis", "panic(1)."} {
		m.session.Complete(src, len(src))
	}
	m.expect("n", "0", "_", "0", "lat", "error: prompt:1:1: undefined: lat", "len(store.Items)", "0")
	same(t, "printed", m.out.take(), "")
}

// FuzzComplete holds that whatever is typed, completing it does not panic and
// what comes back fits.
func FuzzComplete(f *testing.F) {
	m := open(f, shop)
	for _, seed := range []string{"", "store.", "shop.Open(\"x\").Na", "a[b(c{d", "]})", "...", "x.y.z.", "\x00.", "é.é", "func() {", "`", "_.", "[", "store..", "(.", ").", "shop.Stack[int].", "}{.", "//line x:1\n.", "1e.", "fmt.Println(\"", "type T struct{ T }; T{}."} {
		f.Add(seed, len(seed))
	}
	f.Add("store.Name", 3)
	f.Add("héllo.", -1)
	f.Fuzz(func(t *testing.T, src string, pos int) {
		if len(src) > 200 {
			return
		}
		for _, c := range m.session.Complete(src, pos) {
			if c.From < 0 || c.From > len(src) || c.Text == "" || !utf8.ValidString(c.Text) {
				t.Errorf("complete(%q, %d): %+v", src, pos, c)
			}
		}
	})
}

// FuzzSubstitute holds that nothing that can be typed gets the checker down. It is
// checked and not run.
func FuzzSubstitute(f *testing.F) {
	m := open(f, shop)
	for _, seed := range []string{"", "1", "store", "shop.Open(\"x\")", "func(", "}", "_", "1;2", "nil", "[]int{", "func (p P) m() {}", "import \"x\"", "//line x:1:1\nx", "type T struct{ T }", "x := 1"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, src string) {
		if len(src) > 200 {
			return
		}
		if _, err := m.session.Substitute(t.Context(), "main/store", "("+src+").nope"); err == nil {
			t.Errorf("%q was accepted", src)
		}
	})
}

// BenchmarkComplete measures a name and a member among 10,000 names of a package.
func BenchmarkComplete(b *testing.B) {
	var src strings.Builder
	src.WriteString("-- go.mod --\nmodule app\n\ngo 1.26\n-- many/many.go --\npackage many\n")
	for i := range 10_000 {
		fmt.Fprintf(&src, "\nvar Name%d, name%d = %d, %d\n", i, i, i, i)
	}
	src.WriteString("-- main.go --\npackage main\n\nimport \"app/many\"\n\nfunc main() { println(many.Name1) }\n")
	m := open(b, src.String())
	for _, line := range []string{"many.Na", "x := many.Name1; many.Name99", "str"} {
		b.Run(line, func(b *testing.B) {
			for b.Loop() {
				if len(m.session.Complete(line, len(line))) == 0 {
					b.Fatal("nothing")
				}
			}
		})
	}
}
