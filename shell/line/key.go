package line

import "fmt"

// A key is one thing that a person did: a key pressed, a run of text that arrived at once, a paste. Keys also carry
// what the program wants of the reading loop, so that everything reaches it in one order.
type key struct {
	code keyCode
	text string // for keyText and keyPaste
}

type keyCode uint8

const (
	keyNone      keyCode = iota // recognised, and without a meaning here
	keyText                     // text typed
	keyPaste                    // text pasted, newlines and all
	keyEnter                    // submit the statement
	keyNewline                  // alt-enter: a newline in the statement
	keyInterrupt                // ^C
	keyDeleteEOF                // ^D: end of input on an empty line, else delete
	keyDelete                   // the Delete key
	keyBackspace
	keyTab
	keyTabBack // shift-tab
	keyEscape  // the Escape key by itself
	keyCancel  // ^G
	keyLeft
	keyRight
	keyUp   // also ^P
	keyDown // also ^N
	keyHome
	keyEnd
	keyWordLeft // alt-b, ctrl-left, alt-left
	keyWordRight
	keyKillEnd       // ^K
	keyKillStart     // ^U
	keyKillBlankBack // ^W: back to a blank
	keyKillWordBack  // alt-backspace
	keyKillWord      // alt-d, ctrl-delete
	keyYank          // ^Y
	keyYankPop       // alt-y
	keyTranspose     // ^T
	keyUndo          // ^_
	keyLastWord      // alt-.
	keyClear         // ^L
	keySearchBack    // ^R
	keySearchNext    // ^S
	keySuspend       // ^Z
	keyWake          // the program has something to show
	keyHangup        // the input has ended
	keyHello         // readline has begun
	keyForgotten     // one that ended a line for readline, and does no more: see source.interrupted
)

var keyNames = [...]string{
	"none", "text", "paste", "enter", "newline", "interrupt", "delete-eof", "delete", "backspace", "tab", "tab-back", "escape",
	"cancel", "left", "right", "up", "down", "home", "end", "word-left", "word-right", "kill-end", "kill-start",
	"kill-blank-back", "kill-word-back", "kill-word", "yank", "yank-pop", "transpose", "undo", "last-word", "clear",
	"search-back", "search-next", "suspend", "wake", "hangup", "hello", "forgotten",
}

// String names the key as tests and failures show it.
func (k key) String() string {
	if k.text != "" {
		return fmt.Sprintf("%s(%q)", keyNames[k.code], k.text)
	}
	return keyNames[k.code]
}

// control is what the bytes below 0x20 mean. ^O ^Q ^V ^X have no meaning, and a NUL would be taken for the end of the input:
// all of them are left out, and so do nothing.
var control = [0x20]keyCode{
	0x01: keyHome,
	0x02: keyLeft,
	0x03: keyInterrupt,
	0x04: keyDeleteEOF,
	0x05: keyEnd,
	0x06: keyRight,
	0x07: keyCancel,
	0x08: keyBackspace,
	0x09: keyTab,
	0x0a: keyEnter,
	0x0b: keyKillEnd,
	0x0c: keyClear,
	0x0d: keyEnter,
	0x0e: keyDown,
	0x10: keyUp,
	0x12: keySearchBack,
	0x13: keySearchNext,
	0x14: keyTranspose,
	0x15: keyKillStart,
	0x17: keyKillBlankBack,
	0x19: keyYank,
	0x1a: keySuspend,
	0x1f: keyUndo,
}

// meta is what a byte means after Escape, or with the alt key held down.
var meta = map[byte]keyCode{
	'b': keyWordLeft, 'B': keyWordLeft,
	'f': keyWordRight, 'F': keyWordRight,
	'd': keyKillWord, 'D': keyKillWord,
	'.': keyLastWord,
	'y': keyYankPop, 'Y': keyYankPop,
	0x7f: keyKillWordBack, 0x08: keyKillWordBack,
	'\r': keyNewline, '\n': keyNewline,
	0x03: keyInterrupt,
}
