package shell_test

import "testing"

func TestPasted(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	for text, want := range map[string]string{
		"start\nstates":      "start\nstates",
		"if a\n> b {\n}":     "if a\n> b {\n}",
		"":                   "",
		"exchange 0/3> stop": "stop",
		"mrepl: exchange, 3 states\nexchange 0/3> start\n▶ conf/config 1ms\nexchange 3/3 failed stale> func f() {\n               ... }\nexchange 3/3> f()\n3\n": "start\nfunc f() {\n}\nf()",
	} {
		if got := r.Pasted(text); got != want {
			t.Errorf("%q is typed as %q; want %q", text, got, want)
		}
	}
}
