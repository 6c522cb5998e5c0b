package line

import (
	"strconv"
	"strings"
)

// cursorKey tells what a control sequence means, given without its ESC [ . Terminals disagree about Home and End (ESC [ H,
// ESC [ 1 ~ and ESC [ 7 ~ are all in use) and about how modifiers are sent; whatever is unknown is no key.
func cursorKey(seq string, alt bool) keyCode {
	final := seq[len(seq)-1]
	params := strings.Split(seq[:len(seq)-1], ";")
	word := alt || wordModifier(params)
	switch final {
	case 'A':
		return keyUp
	case 'B':
		return keyDown
	case 'C':
		return either(word, keyWordRight, keyRight)
	case 'D':
		return either(word, keyWordLeft, keyLeft)
	case 'H':
		return keyHome
	case 'F':
		return keyEnd
	case 'Z':
		return keyTabBack
	case 'u': // modifiers with keys that have no sequence of their own
		return either(params[0] == "13", keyNewline, keyNone)
	case '~':
		return numberedKey(params, word)
	}
	return keyNone
}

func numberedKey(params []string, word bool) keyCode {
	switch params[0] {
	case "1", "7":
		return keyHome
	case "4", "8":
		return keyEnd
	case "3":
		return either(word, keyKillWord, keyDelete)
	case "27":
		return either(len(params) == 3 && params[2] == "13", keyNewline, keyNone)
	}
	return keyNone
}

// wordModifier reports whether alt, ctrl or meta is among the modifiers, which follow the first parameter as 1 + bits.
func wordModifier(params []string) bool {
	if len(params) < 2 {
		return false
	}
	n, err := strconv.Atoi(params[1])
	return err == nil && (n-1)&(2|4|8) != 0
}

func either(cond bool, yes, no keyCode) keyCode {
	if cond {
		return yes
	}
	return no
}
