package line

import (
	"testing"
)

func TestWhatIsCutIsPutBack(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, keys, want string }{
		{"words back in a row are one text", "one two three\x17\x17x\x19", "one xtwo three"},
		{"a word back by alt-backspace stops at a dot", "nyse.Add conn.x\x1b\x7f\x1b\x7f-\x19", "nyse.Add -conn.x"},
		{"words on in a row", "one two three\x01\x1bd\x1bd\x05-\x19", " three-one two"},
		{"lines on in a row", "a\x1b\rb\x1b[A\x01\x0b\x0b\x0bc\x19", "ca\nb"},
		{"lines back in a row", "a\x1b\rb\x15\x15\x15c\x19", "ca\nb"},
		{"both ways in a row, as they stood", "one two three\x1bb\x17\x0b-\x19", "one -two three"},
		{"nothing cut goes on too", "one\x17\x17\x17\x15x\x19", "xone"},
		{"another key begins anew", "one two\x17\x1b[D\x1b[C\x17\x19", "one "},
		{"put back twice", "one\x17\x19\x19", "oneone"},
		{"alt-y: the text before", "one two\x17\x01\x0b\x19-\x19\x1by", "one -two"},
		{"alt-y and again: round and round", "a b c\x17\x05\x17\x05\x17\x19\x1by\x1by\x1by\x1by", "b "},
		{"alt-y alone", "one\x17x\x1by", "x"},
		{"alt-y alone, twice", "one two\x17\x15\x1by\x1by", ""},
		{"alt-y on nothing cut", "\x19\x1byx", "x"},
		{"alt-y after another key", "a b\x17\x05\x17\x19x\x1by", "a x"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			typed(t, tt.keys, tt.want)
		})
	}
}

func TestWhatIsCutIsKeptForTheNextLine(t *testing.T) {
	t.Parallel()
	c := newConsole(t, 40, 10)
	ed := c.open(Config{})
	got := read(ed, "> ")
	c.press("stop conn\x17\x17\x03")
	c.want(got, "", ErrInterrupted)
	got = read(ed, "> ")
	c.press("x\x17\x19 \x1b[H\x19\x1by \r") // the x is a text of its own
	c.want(got, "stop conn x ", nil)
}

func TestANoticeDoesNotComeBetweenTwoCuts(t *testing.T) {
	t.Parallel()
	c := newConsole(t, 40, 10)
	ed := c.open(Config{})
	got := read(ed, "> ")
	c.press("one two\x17")
	c.shows("> one")
	ed.Notify("db/conn has ended")
	c.shows("db/conn has ended\n> one")
	c.press("\x17\x19\r")
	c.want(got, "one two", nil)
}

func TestALineThatIsReplacedEndsWhatIsCutInARow(t *testing.T) {
	t.Parallel()
	c := newConsole(t, 40, 10)
	ed := c.open(Config{})
	got := read(ed, "> ")
	c.press("one\x17\x19")
	c.shows("> one")
	ed.SetBuffer("x")
	c.shows("> x")
	c.press("\x1by\x17\x19\x1by\r")
	c.want(got, "one", nil)
}

func TestOnlyTheLastTextsThatWereCutAreKept(t *testing.T) {
	t.Parallel()
	var k kills
	for i := range 3 * killsKept {
		k.cut(newDraft(string(rune('A'+i))), keyKillStart, keyText)
	}
	if len(k.texts) != killsKept || string(k.texts[0]) != string(rune('A'+2*killsKept)) {
		t.Errorf("%d texts are kept, the oldest of them %q", len(k.texts), string(k.texts[0]))
	}
}
