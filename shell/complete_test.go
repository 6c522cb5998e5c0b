package shell_test

import (
	"context"
	"strings"
	"testing"

	"github.com/mrepl/mrepl/shell"
)

func TestCompletion(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	if err := r.Line(context.Background(), "", `start config conn; swap conn="x"`); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		line string // the cursor is at the |, or at the end
		want string // what the lines become
	}{
		{"sta", "start start-with start-with-states start-without states"},
		{"n", "nyse"},
		{"st¦xx", "start start-with start-with-states start-without states stop stop-except"},
		{":un", ":unswap"},
		{"hel", "help"},
		{"start ", "start www/nyse-app"},
		{"start ny", "start www/nyse-app"},
		{"stop ", "stop conf/config,stop db/conn"},
		{"stop con", "stop conf/config,stop db/conn"},
		{"stop conn ", "stop conn conf/config"},
		{"unswap ", "unswap db/conn"},
		{"start -", "start --deps,start --keep-going,start --plan,start --rollback"},
		{"start --d", "start --deps"},
		{"only conf/config db", "only conf/config db/conn"},
		{"only a | ex", "only a | except"},
		{"only a | ", "only a | cleanup,only a | except,only a | only,only a | restart,only a | start,only a | stop,only a | swap,only a | swap-states,only a | unswap,only a | with-args"},
		{"only a | stop db", "only a | stop db/conn"},
		{"swap c", "swap conf/config=,swap db/conn="},
		{"swap conn=d", "swap conn=db.Fit("},
		{"swap conn=", "swap conn=conf,swap conn=db.Fit(,swap conn=fit(,swap conn=nyse,swap conn=start"},
		{"swap conn=f", "swap conn=fit("},
		{"start app", "start www/nyse-app"},
		{"start nap", "start www/nyse-app"},
		{"strt", "start start-with start-with-states start-without"},
		{"swap conn=n", "swap conn=nyse"},
		{"swap conn=f(d", "swap conn=f(db"},
		{"swap conn=1 con", "swap conn=1 conf/config="},
		{"expect n", "expect nyse"},
		{"! stop db", "! stop db/conn"},
		{"help gra", "help grammar,help graph"},
		{"sh ls -l complete_t", "sh ls -l complete_test.go"},
		{"sh x | cat elsew", "sh x | cat elsewhere.go,sh x | cat elsewhere_test.go"},
		{"x := d", "x := db"},
		{"start := d", "start := db"},
		{"; star", "; start"},
		{"with-args x", ""},
		{"start 'x", ""},
	}
	for _, test := range tests {
		line, pos := test.line, len(test.line)
		if before, after, ok := strings.Cut(test.line, "¦"); ok {
			line, pos = before+after, len(before)
		}
		var got []string
		for _, c := range r.Complete(line, pos) {
			got = append(got, line[:c.From]+c.Text)
		}
		want := strings.FieldsFunc(test.want, func(r rune) bool { return r == ',' })
		if !strings.Contains(test.line, " ") {
			want = strings.Fields(test.want)
		}
		if strings.Join(got, ",") != strings.Join(want, ",") {
			t.Errorf("%q: %q; want %q", test.line, got, want)
		}
	}
}

func TestCompletionSaysWhatThingsAre(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	for line, hint := range map[string]string{"start db": "stopped", "hel": "show the commands", "start --dep": "also start"} {
		list := r.Complete(line, len(line))
		if len(list) != 1 || !strings.HasPrefix(list[0].Hint, hint) {
			t.Errorf("%q: %v; want the hint %s", line, list, hint)
		}
	}
}

// FuzzCompletion: completion never panics, and what it offers lies before the cursor.
func FuzzCompletion(f *testing.F) {
	for _, line := range []string{"start ", "swap a=f(", "only a | ex", ":", "! st", "expect x", "x := ", "start 'x", "| |"} {
		f.Add(line, len(line))
	}
	r := newRig(f)
	f.Fuzz(func(t *testing.T, line string, pos int) {
		for _, c := range r.Complete(line, pos) {
			if c.From < 0 || c.From > min(max(pos, 0), len(line)) {
				t.Errorf("Complete(%q, %d) offers %v", line, pos, c)
			}
		}
	})
}

func BenchmarkCompletion(b *testing.B) {
	r := newRig(b)
	names := make([]string, 10_000)
	for i := range names {
		names[i] = "pkg/state" + strings.Repeat("x", i%7) + string(rune('a'+i%26)) + strings.Repeat("y", i/26%20) + strings.Repeat("z", i/520)
	}
	defineSystem(b, r.registry, names...)
	for b.Loop() {
		r.Complete("start pkg/statexx", 17)
	}
}

var _ shell.LineReader = (*typist)(nil)
