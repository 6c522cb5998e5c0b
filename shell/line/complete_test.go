package line

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestComplete(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, text string // | is the cursor
		candidates []Candidate
		want       string
		listed     int
	}{
		{"none", "st|", nil, "st|", 0},
		{"one", "st|", []Candidate{{Text: "start ", End: 2}}, "start |", 0},
		{"one, there already", "start|", []Candidate{{Text: "start", End: 5}}, "start|", 0},
		{"common prefix", "s|", []Candidate{{Text: "start", End: 1}, {Text: "states", End: 1}}, "sta|", 0},
		{"no progress", "sta|", []Candidate{{Text: "start", End: 3}, {Text: "states", End: 3}}, "sta|", 2},
		{"fuzzy, nothing in common with what is there", "na|", []Candidate{{Text: "nyse-app", End: 2}, {Text: "nyse-apple", End: 2}}, "na|", 2},
		{"fuzzy, one", "na|", []Candidate{{Text: "nyse-app", End: 2}}, "nyse-app|", 0},
		{"what stands behind the cursor is replaced", "start co|xx y", []Candidate{{Text: "conn", Start: 6, End: 10}}, "start conn| y", 0},
		{"what stands behind the cursor stays while it is open", "s|zz", []Candidate{{Text: "start", End: 3}, {Text: "states", End: 3}}, "sta|zz", 0},
		{"spans that differ", "a.b|", []Candidate{{Text: "bcd", Start: 2, End: 3}, {Text: "a.bce", Start: 0, End: 3}}, "a.bc|", 0},
		{"runes", "ö|", []Candidate{{Text: "öä", End: 2}, {Text: "öå", End: 2}}, "ö|", 2},
		{"repeated", "s|", []Candidate{{Text: "st", End: 1}, {Text: "st", End: 1}}, "st|", 0},
		{"spans that are wrong", "sö|", []Candidate{{Start: -1}, {End: 9}, {Start: 2, End: 3}, {Start: 3, End: 1}, {Start: 0, End: 1}}, "sö|", 0},
	} {
		before, after, _ := strings.Cut(tt.text, "|")
		d := newDraft(before + after)
		d.pos = utf8.RuneCountInString(before)
		c := complete(d, tt.candidates)
		got := string(c.draft.text[:c.draft.pos]) + "|" + string(c.draft.text[c.draft.pos:])
		if got != tt.want || len(c.listed) != tt.listed || c.moved != (tt.want != tt.text) {
			t.Errorf("%s: %q, %d listed, moved %v; want %q, %d", tt.name, got, len(c.listed), c.moved, tt.want, tt.listed)
		}
	}
}

func TestListingFitsAnyWidth(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		candidates := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Candidate {
			return Candidate{Text: rapid.String().Draw(t, "text"), Description: rapid.String().Draw(t, "description")}
		}), 1, 40).Draw(t, "candidates")
		cols := rapid.IntRange(-1, 90).Draw(t, "cols")
		for row := range strings.SplitSeq(listing(candidates, cols, 30, 0), "\n") {
			if w := displayWidth(row); w > max(1, cols) {
				t.Fatalf("%q is %d columns wide, of %d", row, w, cols)
			}
		}
	})
}

func TestListing(t *testing.T) {
	t.Parallel()
	names := func(n int) (c []Candidate) {
		for i := range n {
			c = append(c, Candidate{Text: fmt.Sprintf("name%02d", i)})
		}
		return c
	}
	for _, tt := range []struct {
		name string
		got  string
		want string
	}{
		{"columns", listing(names(7), 24, 100, 0), "name00  name03  name06\nname01  name04\nname02  name05"},
		{"just wide enough", listing(names(2), 14, 100, 0), "name00  name01"},
		{"too narrow", listing(names(2), 3, 100, 0), "na…\nna…"},
		{"some left out", listing(names(9), 80, 2, 0), "name00  name01\n... and 7 more (Tab again shows them)"},
		{"descriptions", listing([]Candidate{{Text: "db/conn", Description: "the database"}, {Text: "x", Description: "an x\nof many"}, {Text: "y"}}, 20, 100, 0),
			"db/conn  the databa…\nx        an x\ny"},
	} {
		if tt.got != tt.want {
			t.Errorf("%s:\n%s\nwant\n%s", tt.name, tt.got, tt.want)
		}
	}
}
