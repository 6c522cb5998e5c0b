package shell

import (
	"strings"
	"testing"
	"testing/quick"
)

// grown returns src as it is after its lines were added one by one, and whether it was complete at the end.
func grown(src string) (string, bool) {
	var g growing
	for line := range strings.SplitSeq(src, "\n") {
		g.add(line)
	}
	return g.text.String(), g.complete()
}

func TestGrowing(t *testing.T) {
	t.Parallel()
	filler := "x := []string{\n" + strings.Repeat("\t\"abc\", # a comment\n", judged/10)
	tests := []struct {
		src   string
		whole bool
	}{
		{"f(\n1,\n2)", true},
		{"x := `a # b\n# c` # d", true},
		{"x := `a\n", false},
		{"/* a\n# b */ f() # c", true},
		{"/* a\n", false},
		{"f( # )\n", false},
		{filler, false},
		{filler + "}", true},
		{filler + "} + `", false},
		{filler + "} + `\n` # x", true},
		{filler + "} + /*\n*/", false},
		{filler + "} /*\n*/", true},
		{filler + "/* }", false},
		{strings.Repeat("1 +\n# a comment\n", judged) + "1 + # x", false},
		{strings.Repeat("1 +\n# a comment\n", judged) + "1 # x", true},
		{strings.Repeat("1 +\n/* a\ncomment */\n", judged) + "1 /*\n*/ // x", true},
		{"x := `" + strings.Repeat("line\n", judged), false},
		{"x := `" + strings.Repeat("line\n", judged) + "`", true},
	}
	for _, test := range tests {
		text, whole := grown(test.src)
		if want := hashComments(test.src); text != want || whole != test.whole {
			t.Errorf("%.60q...: complete is %t, and the text is right: %t", test.src, whole, text == want)
		}
	}
}

// TestGrowingIsWhatTheWholeIs holds that line by line the same comes out as at once.
func TestGrowingIsWhatTheWholeIs(t *testing.T) {
	t.Parallel()
	pieces := []string{"a", "`", "\n", "/*", "*/", "#", "//", "(", ")", "{", "}", `"`, "'", " ", "+", "0x", "\n"}
	err := quick.Check(func(picks []uint8) bool {
		var src strings.Builder
		for _, p := range picks {
			src.WriteString(pieces[int(p)%len(pieces)])
		}
		text, _ := grown(src.String())
		if want := hashesAtOnce(src.String()); text != want {
			t.Logf("%q: %q, want %q", src.String(), text, want)
			return false
		}
		return true
	}, &quick.Config{MaxCount: 3000})
	if err != nil {
		t.Error(err)
	}
}

// hashesAtOnce is hashComments in the time of the square.
func hashesAtOnce(src string) string {
	for at := findHash(src); at >= 0; at = findHash(src) {
		src = src[:at] + "//" + src[at+1:]
	}
	return src
}
