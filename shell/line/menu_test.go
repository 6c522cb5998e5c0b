package line

import (
	"fmt"
	"strings"
	"testing"
)

// verbs completes the commands of a shell, and what stands behind them.
func verbs(line string, pos int) []Candidate {
	var all []Candidate
	start := strings.LastIndexByte(line[:pos], ' ') + 1
	for _, name := range []string{"start", "start-with", "states", "stop"} {
		if strings.HasPrefix(name, line[start:pos]) {
			all = append(all, Candidate{Text: name, Start: start, End: pos})
		}
	}
	return all
}

// numbered completes to so many states.
func numbered(n int) func(string, int) []Candidate {
	return func(_ string, pos int) []Candidate {
		var all []Candidate
		for i := range n {
			all = append(all, Candidate{Text: fmt.Sprintf("state-%03d", i), End: pos})
		}
		return all
	}
}

func TestTabShowsAMenuThatFollowsWhatIsTyped(t *testing.T) {
	t.Parallel()
	c := newConsole(t, 60, 12)
	ed := c.open(Config{Complete: verbs})
	got := read(ed, "> ")
	c.press("st\t")
	c.shows("> st\nstart       start-with  states      stop")
	if x, y := c.cursor(); x != 4 || y != 0 {
		t.Errorf("the cursor is at %d,%d", x, y)
	}
	ed.Notify("a notice")
	c.shows("a notice\n> st\nstart       start-with  states      stop")
	c.press("a")
	c.shows("a notice\n> sta\nstart       start-with  states")
	c.press("\x7f")
	c.shows("a notice\n> st\nstart       start-with  states      stop")
	c.press("ar\t") // which completes to start
	c.shows("a notice\n> start\nstart       start-with")
	c.press("\x7f\x7f\x7fop")
	c.shows("a notice\n> stop")
	c.press("\x7f\x7f\t")
	c.shows("a notice\n> st\nstart       start-with  states      stop")
	c.press("\r")
	c.want(got, "st", nil)
	c.shows("a notice\n> st")
}

func TestMenuGoesAway(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, keys, screen string }{
		{"the cursor moves back", "\x1b[D", "> st"},
		{"to the beginning and back again", "\x01\x05", "> st"},
		{"escape", "\x1bx\x1b[D\x1b[C", "> st"},
		{"^G", "\x07", "> st"},
		{"nothing fits any more", " ", "> st"},
		{"another line", "\x15", ">"},
		{"a search", "\x12\x07", "> st"},
		{"another completion", "op\t", "> stop"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			c := newConsole(t, 60, 12)
			ed := c.open(Config{Complete: verbs})
			got := read(ed, "> ")
			c.press("st\t")
			c.sees("start-with")
			c.press(tt.keys)
			c.shows(tt.screen)
			c.press("\x03")
			c.want(got, "", ErrInterrupted)
		})
	}
}

func TestTabChoosesFromTheMenu(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, keys, want string }{
		{"the first", "\t", "a start!"},
		{"the second", "\t\t", "a start-with!"},
		{"round and round", "\t\t\t\t\t", "a start!"},
		{"the last, by shift-tab", "\x1b[Z", "a stop!"},
		{"one back", "\t\t\x1b[Z", "a start!"},
		{"a choice that is typed on", "\t x", "a start x!"},
		{"a choice, and then another completion", "\t-\t", "a start-with!"},
		{"escape", "\t\t\x07", "a st!"},
		{"undo", "\t\t\x1f\x1f", "a st!"},
		{"undo, and again", "\t\x1f\t\t", "a start!"},
		{"the cursor moves", "\t\x02\x06\t\t\t", "a start-with!"}, // a menu of its own
		{"shift-tab without a menu", "\x07\x1b[Z", "a st!"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			c := newConsole(t, 60, 12)
			ed := c.open(Config{Complete: verbs})
			got := read(ed, "> ")
			c.press("a st!\x02\t")
			c.sees("stop")
			for _, key := range strings.SplitAfter(tt.keys, "\t") {
				c.press(key)
			}
			c.press("\r")
			c.want(got, tt.want, nil)
		})
	}
}

func TestWhatIsChosenIsSetOff(t *testing.T) {
	t.Parallel()
	for _, candidates := range [][]Candidate{{{Text: "ab"}, {Text: "b"}}, {{Text: "ab", Description: "x"}, {Text: "b"}}} {
		plain, marked := listing(candidates, 20, 10, 0), listing(candidates, 20, 10, 1)
		if want := strings.Replace(plain, "ab", "\x1b[7mab\x1b[27m", 1); marked != want {
			t.Errorf("%q; want %q", marked, want)
		}
	}
}

func TestMenuStandsBelowAllLinesOfAStatementAndFitsItsWidth(t *testing.T) {
	t.Parallel()
	c := newConsole(t, 60, 8)
	ed := c.open(Config{Complete: verbs})
	got := read(ed, "> ")
	c.press("if x {\x1b\r st\x1b\r}\x1b[A\x05\t")
	c.shows("> if x {\n...  st\n... }\nstart       start-with  states      stop")
	c.resize(24, 8)
	c.sees("... }\nstart       states\nstart-with  stop")
	c.press("\x03")
	c.want(got, "", ErrInterrupted)
}

func TestMenuShowsWhatTheScreenHoldsAndTabAgainAll(t *testing.T) {
	t.Parallel()
	for n, common := range map[int]string{40: "state-0", maxListed + 2: "state-"} {
		c := newConsole(t, 40, 8)
		ed := c.open(Config{Complete: numbered(n)})
		got := read(ed, "> ")
		c.press("s\t\t")
		c.until("as many as fit", func(screen string) bool {
			return strings.HasPrefix(screen, "> "+common+"\nstate-000") && strings.HasSuffix(screen, "more (Tab again shows them)") &&
				strings.Count(screen, "\n") == 7
		})
		c.press("\t")
		c.until("all of them", func(screen string) bool { return strings.HasSuffix(screen, "\n> "+common) })
		c.until("the last", func(screen string) bool { return strings.Contains(screen, fmt.Sprintf("state-%03d", n-1)) })
		c.press("\tx\r")
		c.want(got, common+"x", nil)
	}
}

func TestMenuWithoutRoomIsPrinted(t *testing.T) {
	t.Parallel()
	c := newConsole(t, 40, 3)
	ed := c.open(Config{Complete: verbs})
	got := read(ed, "> ")
	c.press("st\t")
	c.shows("start       states\nstart-with  stop\n> st")
	c.press("\r")
	c.want(got, "st", nil)
}

func TestTabSurvivesPanicsAndNoticesOfACompleter(t *testing.T) {
	t.Parallel()
	c := newConsole(t, 40, 12)
	var ed *Editor
	ed = c.open(Config{Complete: func(line string, pos int) []Candidate {
		ed.Notify("asked for " + line)
		if line == "x" {
			panic("no")
		}
		return []Candidate{{Text: strings.Repeat("start", 20), End: pos}, {Text: strings.Repeat("stop", 20), End: pos}}
	}})
	got := read(ed, "> ")
	c.press("st\t")
	c.until("the list", func(screen string) bool {
		return strings.HasPrefix(screen, "asked for st\n> st\nstart") && strings.Contains(screen, "…")
	})
	c.press("\x01\x1b[A\x15\x0bx\t")
	c.sees("completion failed: no\n> x")
	c.press("\r")
	c.want(got, "x", nil)
}
