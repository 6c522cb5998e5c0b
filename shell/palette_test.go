package shell

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/fatih/color"
)

func TestColoursAreReadOnDarkAndOnLight(t *testing.T) {
	t.Parallel()
	p := newPalette(true)
	codes := inkCodes[inkNone+1:]
	for _, c := range []*color.Color{p.up, p.down, p.bad, p.warn, p.dim, p.strong} {
		codes = append(codes, regexp.MustCompile("^\x1b\\[([0-9;]+)m").FindStringSubmatch(c.Sprint("x"))[1])
	}
	for _, code := range codes {
		for part := range strings.SplitSeq(code, ";") {
			if !slices.Contains([]string{"1", "2", "4", "31", "32", "35", "94"}, part) {
				t.Errorf("colour %q is not read on every background", code)
			}
		}
	}
	if text := newPalette(false).bad.Sprint("x"); text != "x" {
		t.Errorf("without colours text is %q", text)
	}
}
