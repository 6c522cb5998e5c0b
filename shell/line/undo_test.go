package line

import (
	"strings"
	"testing"
)

func TestUndoTakesBackWhatWasDone(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, keys, want string }{
		{"nothing", "\x1fa", "a"},
		{"words", "one two three\x1f", "one two"},
		{"and words before them", "one two three\x1f\x1f", "one"},
		{"all of it", "one two\x1f\x1f\x1f\x1fx", "x"},
		{"what was cut", "one two\x15\x1f", "one two"},
		{"and where the cursor was", "one two\x1bb\x0b\x1fx", "one xtwo"},
		{"what was put in", "one\x17\x19\x19\x1f", "one"},
		{"a paste", "a" + pasteStart + "b c" + pasteEnd + "\x1f", "a"},
		{"backspaces one by one", "abc\x7f\x7f\x1f", "ab"},
		{"typing elsewhere", "ab\x01cd\x1f", "ab"},
		{"a search", "x\x12ol\x05\x1f", "x"},
		{"a search that was given up", "x y\x12ol\x07\x1f", "x"},
		{"what was recalled", "x\x15\x1b[A\x1f\x1f", "x"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			c := newConsole(t, 40, 10)
			ed := c.open(Config{})
			got := read(ed, "> ")
			c.press("old\r")
			c.want(got, "old", nil)
			got = read(ed, "> ")
			for _, r := range tt.keys {
				c.press(string(r))
			}
			c.press("\r")
			c.want(got, tt.want, nil)
		})
	}
}

func TestUndoKeepsNoMoreThanItMay(t *testing.T) {
	t.Parallel()
	u := undo{typed: -1}
	long := newDraft(strings.Repeat("x", undoRunes/4))
	for range 9 {
		u.note(long, draft{})
	}
	if len(u.drafts) != 4 || u.runes != undoRunes {
		t.Errorf("%d drafts of %d runes are kept", len(u.drafts), u.runes)
	}
	u.note(newDraft(strings.Repeat("x", undoRunes+1)), draft{})
	if len(u.drafts) != 0 || u.runes != 0 {
		t.Errorf("%d drafts of %d runes are kept", len(u.drafts), u.runes)
	}
}
