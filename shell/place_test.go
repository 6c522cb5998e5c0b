package shell

import "testing"

func TestLocate(t *testing.T) {
	t.Parallel()
	tests := []struct {
		at         place
		text, want string
	}{
		{place{}, "no state", "no state"},
		{place{source: "x + y"}, "prompt:1:5: undefined: y", "undefined: y\n    x + y\n        ^"},
		{place{source: "f(\n\ty)"}, "prompt:2:2: undefined: y", "undefined: y\n    \ty)\n    \t^"},
		{place{source: "x"}, "prompt:9:9: what", "what"},
		{place{}, "conn: prompt:1:1: undefined: y", "conn: undefined: y"},
		{place{}, "conn: prompt:1:5: undefined: y", "conn: undefined: y"},
		{place{file: "a.mrepl", line: 3}, "no state", "a.mrepl:3: no state"},
		{place{file: "a.mrepl", line: 3}, "prompt:1:2: undefined: y", "a.mrepl:3: undefined: y"},
		{place{"a.mrepl", 3, "x + y", 2}, "prompt:1:5: undefined: y", "a.mrepl:3:7: undefined: y"},
		{place{"a.mrepl", 3, "f(\ny, z)", 0}, "prompt:2:1: undefined: y\nprompt:2:4: undefined: z", "a.mrepl:4:1: undefined: y\na.mrepl:4:4: undefined: z"},
		{place{"a.mrepl", 3, "f()", 0}, "boom", "a.mrepl:3: boom"},
	}
	for _, test := range tests {
		if got := test.at.locate(test.text); got != test.want {
			t.Errorf("%+v: locate(%q) = %q; want %q", test.at, test.text, got, test.want)
		}
	}
}
