package shell

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestGridFits(t *testing.T) {
	t.Parallel()
	red := newPalette(false).bad
	g := grid{head: []string{"NAME", "STATUS", "USES", "EMPTY", "ERROR"}, keep: 2, last: true, rows: [][]cell{
		{{text: "db/conn"}, {text: "start failed"}, {text: "config, secrets, clock"}, {}, {"no such host as db.example.com", red}},
		{{text: "www/app"}, {text: "stopped"}, {text: "conn"}, {}, {}},
	}}
	for width := 32; width < 100; width++ {
		text := g.write(width, red)
		for line := range strings.Lines(text) {
			if n := utf8.RuneCountInString(line) - 1; n > width || strings.HasSuffix(line, " \n") {
				t.Errorf("width %d: a line has %d columns, or ends in blanks:\n%s", width, n, text)
			}
		}
		if strings.Contains(text, "EMPTY") || !strings.Contains(text, "start failed") || !strings.Contains(text, "no such") {
			t.Errorf("width %d:\n%s", width, text)
		}
	}
	if wide := g.write(0, red); !strings.Contains(wide, "clock  no such host as db.example.com\n") {
		t.Errorf("unlimited:\n%s", wide)
	}
}
