package shell

import (
	"reflect"
	"strings"
	"testing"
)

func TestClassify(t *testing.T) {
	t.Parallel()
	tests := []struct {
		line string
		kind lineKind
		text string // "": as line
	}{
		{"start", commandLine, ""},
		{"  start conn  ", commandLine, "start conn"},
		{"start -n", commandLine, ""},
		{"start --deps conn", commandLine, ""},
		{"start # a comment", commandLine, ""},
		{"start // a comment", commandLine, ""},
		{"start; stop", commandLine, ""},
		{"ls", commandLine, ""},
		{"only a | start", commandLine, ""},
		{"only|start", commandLine, ""},
		{"?", commandLine, "help"},
		{"? start", commandLine, "help start"},
		{"?x", goLine, ""},
		{"type conn", commandLine, ""},
		{"type nyse.Order{}", commandLine, ""},
		{"type a + b", commandLine, ""},
		{"type m[1]", commandLine, ""},
		{"type T []int", goLine, ""},
		{"type T *int", goLine, ""},
		{"type T = int", goLine, ""},
		{"type T[P any] []P", goLine, ""},
		{"type (", goLine, ""},
		{"time.Now()", goLine, ""},
		{"time := 1", goLine, ""},
		{"time time.Now()", commandLine, ""},
		{"log.Print(1)", goLine, ""},
		{"source /tmp/x", commandLine, ""},
		{"source ./x", commandLine, ""},
		{"source ../x", commandLine, ""},
		{"start / x", goLine, ""},
		{"start *", commandLine, ""},
		{"start * 2", goLine, ""},
		{"start /= x", goLine, ""},
		{"start()", commandLine, "start"},
		{"reset() # again", commandLine, "reset # again"},
		{"(reset)", commandLine, "reset"},
		{"(stop conn) # x", commandLine, "stop conn"},
		{":start := 1", commandLine, "start := 1"},
		{": start", commandLine, "start"},
		{"swap conn = x", commandLine, ""},
		{"expect -x == 1", commandLine, ""},
		{"expect (a)", commandLine, ""},
		{"expect *p == 1", commandLine, ""},
		{"expect !ok", commandLine, ""},
		{"expect-out +", commandLine, ""},
		{"! start x", commandLine, ""},

		{"start := 1", goLine, ""},
		{"start = 1", goLine, ""},
		{"start == 1", goLine, ""},
		{"start.x()", goLine, ""},
		{"start(1)", goLine, ""},
		{"start (1)", goLine, ""},
		{"start()()", goLine, ""},
		{"start().x", goLine, ""},
		{"start - 1", goLine, ""},
		{"start -1", goLine, ""},
		{"start-1", goLine, ""},
		{"start--", goLine, ""},
		{"start++", goLine, ""},
		{"start += 1", goLine, ""},
		{"start[0]", goLine, ""},
		{"start || x", goLine, ""},
		{"start |= x", goLine, ""},
		{"start|1", goLine, ""},
		{"start, stop = 1, 2", goLine, ""},
		{"start != 1", goLine, ""},
		{"start / 2", goLine, ""},
		{"expect = 1", goLine, ""},
		{"!ok", goLine, ""},
		{";start", goLine, "start"},
		{"(a + b)", goLine, ""},
		{"(start) + 1", goLine, ""},
		{"(start - 1)", goLine, ""},
		{"x", goLine, ""},
		{"nope", goLine, ""},
		{"for i := range 3 {", goLine, ""},
		{"type T struct {", goLine, ""},
		{"go f()", goLine, ""},
		{"x y z(", strangeLine, ""},
		{`fmt.Println("x y")`, goLine, ""},

		{"strat conn", strangeLine, ""},
		{"delete from orders", strangeLine, ""},
		{"frob -n", goLine, ""}, // frob minus n
		{"frob --all", strangeLine, ""},
		{"cd ..", strangeLine, ""},
		{"go build ./...", strangeLine, ""},
		{"go build(x)", goLine, ""},
		{"./run.sh", strangeLine, ""},
		{"go run .", strangeLine, ""},
		{"git - 1", goLine, ""},
		{"q!", strangeLine, ""},
		{"frob 'x'", strangeLine, ""},

		{"", blankLine, ""},
		{"   ", blankLine, ""},
		{"# only a comment", blankLine, ""},
		{"// only a comment", blankLine, ""},
		{"#!/usr/bin/env mrepl", blankLine, ""},
	}
	commands := builtin()
	for _, test := range tests {
		kind, text := commands.classify(test.line)
		want := test.text
		if want == "" && test.kind != blankLine {
			want = strings.TrimSpace(test.line)
		}
		if kind != test.kind || text != want {
			t.Errorf("classify(%q) = %d, %q; want %d, %q", test.line, kind, text, test.kind, want)
		}
	}
}

func TestSplitWords(t *testing.T) {
	t.Parallel()
	tests := []struct {
		src   string
		words []string
		rest  string
	}{
		{`a b  c`, []string{"a", "b", "c"}, ""},
		{`'a b' "c d"`, []string{"a b", "c d"}, ""},
		{`name="New York"`, []string{"name=New York"}, ""},
		{`'a\b' "a\b" "a\"b" a\ b`, []string{`a\b`, `a\b`, `a"b`, "a b"}, ""},
		{`""`, []string{""}, ""},
		{`a | b`, []string{"a"}, " b"},
		{`a;b`, []string{"a"}, "b"},
		{`'|' ";"`, []string{"|", ";"}, ""},
		{`a # b`, []string{"a"}, ""},
		{`a#b http://x`, []string{"a#b", "http://x"}, ""},
		{`a // b`, []string{"a"}, ""},
	}
	for _, test := range tests {
		words, rest, _, err := splitWords(test.src)
		var got []string
		for _, w := range words {
			got = append(got, w.text)
		}
		if err != nil || !reflect.DeepEqual(got, test.words) || rest != test.rest {
			t.Errorf("splitWords(%q) = %q, %q, %v; want %q, %q", test.src, got, rest, err, test.words, test.rest)
		}
	}
}

func TestSplitAssignments(t *testing.T) {
	t.Parallel()
	as := func(pairs ...string) (list []assignment) {
		for i := 0; i < len(pairs); i += 2 {
			list = append(list, assignment{pairs[i], pairs[i+1]})
		}
		return list
	}
	tests := []struct {
		src   string
		want  []assignment
		flags string
		rest  string
	}{
		{`conn=db.Fake()`, as("conn", "db.Fake()"), "", ""},
		{`a=1 b=2`, as("a", "1", "b", "2"), "", ""},
		{`a = x + y b/c-d = "p | q"`, as("a", "x + y", "b/c-d", `"p | q"`), "", ""},
		{`a=T{X: 1, Y: "}"} | start`, as("a", `T{X: 1, Y: "}"}`), "", " start"},
		{`a=func(x int) int { return x | 1 } | start`, as("a", "func(x int) int { return x | 1 }"), "", " start"},
		{`a=x || y`, as("a", "x || y"), "", ""},
		{`a=x == y`, as("a", "x == y"), "", ""},
		{`a='|' b='\''`, as("a", `'|'`, "b", `'\''`), "", ""},
		{"a=`x\" | `", as("a", "`x\" | `"), "", ""},
		{`a=1; stop`, as("a", "1"), "", " stop"},
		{`a=func() { x := 1; y(x) }`, as("a", "func() { x := 1; y(x) }"), "", ""},
		{`-n a=1`, as("a", "1"), "-n", ""},
		{`a=1 -n`, as("a", "1"), "-n", ""},
		{`a=1 -x`, as("a", "1 -x"), "", ""},
		{`a=1 # x`, as("a", "1"), "", ""},
		{`a=1 // x`, as("a", "1"), "", ""},
		{`a=f(b /* ) */) c=1`, as("a", "f(b /* ) */)", "c", "1"), "", ""},
		{`a={start: f, stop: g}`, as("a", "{start: f, stop: g}"), "", ""},
	}
	for _, test := range tests {
		got, flags, rest, _, err := splitAssignments(test.src, func(s string) bool { return s == "-n" })
		if err != nil || !reflect.DeepEqual(got, test.want) || strings.Join(flags, " ") != test.flags || rest != test.rest {
			t.Errorf("splitAssignments(%q) = %q, %q, %q, %v; want %q, %q, %q", test.src, got, flags, rest, err, test.want, test.flags, test.rest)
		}
	}
	for _, src := range []string{`a`, `a=`, `a= b=1`, `=1`, `a==1`, `a=f(`, `a=f)`, `a="x`, `a=(]`, `a=/*`, `1=2`} {
		if got, _, _, _, err := splitAssignments(src, func(string) bool { return false }); err == nil {
			t.Errorf("splitAssignments(%q) = %q; want an error", src, got)
		}
	}
}

func TestComplete(t *testing.T) {
	t.Parallel()
	whole := []string{
		"x", "x := 1", "f(1)", "f(1,\n2)", "if x {\n}", "for {\n}", "func f() {\n}", "type T struct {\n}", "var x = `a\nb`",
		"x // f(", "/* a */", `"(" + "["`, "func (t T) M() {\n}", "import \"fmt\"", "x.\nY()", "x; y", "func() {}()",
		"f(1 2", "f(a b,", "x := := 1", ")", "x }", "if x", `"abc`, "for i := range 3 {\n x y z\n", "a b", "", "f(1 # x",
	}
	for _, src := range whole {
		if !complete(src) {
			t.Errorf("complete(%q) is false", src)
		}
	}
	goesOn := []string{
		"f(", "f(1,", "f(1", "if x {", "if x {\n} else {", "x +", "x :=", "func f() {", "func (t T) M() {", "type T struct",
		"type T struct {", "var x = `a", "/* a", "x := []int{", "x := []int{\n1,", "f(func() {", "x.", "for i := range 3 {\n x()\n", "f( // x",
		"switch x {\ncase 1:", "var (", "import (", "x := map[string]int{\n\"a\": 1,", "go func() {", "x || ",
	}
	for _, src := range goesOn {
		if complete(src) {
			t.Errorf("complete(%q) is true", src)
		}
	}
}

func TestHashComments(t *testing.T) {
	t.Parallel()
	for src, want := range map[string]string{
		"x # y":             "x // y",
		`"#" # y`:           `"#" // y`,
		"'#'":               "'#'",
		"`#\n#` # y\nz # w": "`#\n#` // y\nz // w",
		"x // # y":          "x // # y",
		"`# open":           "`# open",
	} {
		if got := hashComments(src); got != want {
			t.Errorf("hashComments(%q) = %q; want %q", src, got, want)
		}
	}
}

func TestNear(t *testing.T) {
	t.Parallel()
	for word, want := range map[string]string{
		"strat": "start", "stpo": "stop", "hlep": "help", "exti": "exit", "START": "start", "sttaes": "states",
		"restrat": "restart", "stat": "start states", "1": "", "x": "", "fmt": "",
	} {
		if got := strings.Join(builtin().near(word), " "); got != want && !strings.HasPrefix(got, want+" ") {
			t.Errorf("near(%q) = %q; want %q", word, got, want)
		}
	}
}

// FuzzGrammar: no line makes the grammar panic or hang, and what a line is does not change by reading it again.
func FuzzGrammar(f *testing.F) {
	for _, line := range []string{
		"start conn", "swap a=f(x | y) b='c' | start", "only a b | except b", "(reset)", "reset()", ":x", ";x", "! start",
		"x := func() {", "a='", "swap a={start: f, stop: g}", "# x", "f(`", "start\\", "swap a=\"\\", "expect-out (", "start;;|",
	} {
		f.Add(line)
	}
	commands := builtin()
	f.Fuzz(func(t *testing.T, line string) {
		kind, text := commands.classify(line)
		switch kind {
		case commandLine:
			for n := 0; text != "" && n <= len(line); n++ {
				_, rest, err := commands.parse(text)
				if err != nil || len(rest) >= len(text) {
					break
				}
				text = rest
			}
		case goLine:
			src := hashComments(text)
			if hashComments(src) != src {
				t.Errorf("a # is left in %q", src)
			}
			complete(src)
			isGo(src)
		}
		if again, _ := commands.classify(line); again != kind {
			t.Errorf("classify(%q) is %d, then %d", line, kind, again)
		}
	})
}
