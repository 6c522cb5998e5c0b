package line

import "testing"

func TestTypingIsHavingTouchedALineThatIsNotEmpty(t *testing.T) {
	t.Parallel()
	c := newConsole(t, 40, 10)
	ed := c.open(Config{})
	if ed.Typing() {
		t.Error("before the prompt is up")
	}
	got := read(ed, "> ")
	c.shows(">")
	if ed.Typing() {
		t.Error("with nothing on the line")
	}
	c.press("sta")
	c.shows("> sta")
	if !ed.Typing() {
		t.Error("somebody types")
	}
	ed.mu.Lock()
	ed.touched = ed.touched.Add(-pause)
	ed.mu.Unlock()
	ed.Notify("a notice")
	c.shows("a notice\n> sta")
	if ed.Typing() {
		t.Error("after a pause, in which a notice came")
	}
	c.press("rt\r")
	c.want(got, "start", nil)
	if ed.Typing() {
		t.Error("after the line")
	}
}

func TestThePromptThatIsUpCanBeChanged(t *testing.T) {
	t.Parallel()
	c := newConsole(t, 40, 10)
	ed := c.open(Config{})
	ed.SetPrompt("early> ") // there is none
	got := read(ed, "a 1/3> ")
	c.press("sta")
	c.shows("a 1/3> sta")
	ed.SetPrompt("a 1/3 stale> ")
	c.shows("a 1/3 stale> sta")
	c.press("rt\r")
	c.want(got, "start", nil)
	c.shows("a 1/3 stale> start")
}
