package shell_test

import (
	"context"
	"regexp"
	"strings"
	"testing"
	"time"
)

var sgr = regexp.MustCompile("\x1b\\[([0-9;]*)m")

// marked writes the colours of a painted line as <31 ...>.
func marked(painted string) string {
	return sgr.ReplaceAllStringFunc(painted, func(m string) string {
		if m == "\x1b[0m" {
			return ">"
		}
		return "<" + strings.Trim(m, "\x1b[m") + " "
	})
}

func TestPaint(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	if err := r.Line(context.Background(), "", "start config conn"); err != nil {
		t.Fatal(err)
	}
	tests := []struct{ line, want string }{
		{"start", "<1 start>"},
		{"start --deps conn nyse-app x ", "<1 start> <35 --deps> <32 conn> <94 nyse-app> <31 x> "},
		{"start x", "<1 start> x"}, // it is still being typed
		{"strat", "strat"},
		{"strat conn", "<31 strat> conn"},
		{"only conn | start # all", "<1 only> <32 conn> | <1 start> <2 # all>"},
		{"start; 1 + 2", "<1 start>; <94 1> + <94 2>"},
		{`swap conn="x" nyse-app=nil -n`, `<1 swap> <32 conn>=<32 "x"> <94 nyse-app>=<94 nil> -n`},
		{"if x { return true } // y", "<35 if> x { <35 return> <94 true> } <2 // y>"},
		{`f(conn, "a") `, `f(<32 conn>, <32 "a">) `},
		{`f(conn.x, a.conn, 'c', 1.5)`, `f<1;4 (><32 conn>.x, a.conn, <32 'c'>, <94 1.5><1;4 )>`},
		{"! start conn", "<1 !> <1 start> <32 conn>"},
		{"! 1 + 2", "<1 !> <94 1> + <94 2>"},
		{`sh git log "x" | grep conn`, `<1 sh> git log "x" | grep conn`},
		{"git log conn", "<31 git> log conn"},
		{"expect conn == 1", "<1 expect> <32 conn> == <94 1>"},
		{"(reset)", "<1;4 (><1 reset><1;4 )>"},
		{":start conn", ":<1 start> <32 conn>"},
		{"f(\")\")", "f<1;4 (><32 \")\"><1;4 )>"},
		{"f)", "f<31 )>"},
	}
	for _, test := range tests {
		if got := marked(r.Paint(test.line, len(test.line))); got != test.want {
			t.Errorf("%q is painted %q; want %q", test.line, got, test.want)
		}
	}
}

// FuzzPaint: painting changes nothing but the colours.
func FuzzPaint(f *testing.F) {
	for _, line := range []string{"start conn", "swap a=f( b=2 | x", "x := `a", "if \"\\", "(((", "! ; start", "a\nb /* c\nd", ":;|", "swap a= b"} {
		f.Add(line, len(line))
	}
	r := newRig(f)
	f.Fuzz(func(t *testing.T, line string, pos int) {
		if strings.Contains(line, "\x1b") {
			return
		}
		if got := sgr.ReplaceAllString(r.Paint(line, pos), ""); got != line {
			t.Errorf("%q is painted as %q", line, got)
		}
	})
}

func BenchmarkPaint(b *testing.B) {
	r := newRig(b)
	line := `swap conn=db.Open("sqlite::memory:", func(x int) error { return nil }) | only conf/config conn nyse-app | start --deps`
	for b.Loop() {
		r.Paint(line, 20)
	}
	if b.Elapsed()/time.Duration(b.N) > 10*time.Millisecond {
		b.Error("a key waits for it")
	}
}
