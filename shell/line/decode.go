package line

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	esc = 0x1b

	pasteStart = "\x1b[200~"
	pasteEnd   = "\x1b[201~"

	// maxSequence is the length at which an escape sequence that does not end is given up.
	maxSequence = 4096
)

// A decoder turns the bytes of a terminal into keys. Bytes may come in pieces of any size: what is not complete is
// kept until the rest arrives. The zero value is ready for use.
type decoder struct {
	held    []byte // the start of a sequence or of a character
	pasting bool   // held is the text of a paste
	keys    []key
}

// feed takes the next bytes and returns the keys that they complete. The result is valid until the next call.
func (d *decoder) feed(p []byte) []key {
	d.keys = d.keys[:0]
	d.held = append(d.held, p...)
	rest := d.held
	for len(rest) > 0 {
		n := d.step(rest, len(p))
		if n == 0 {
			break
		}
		rest = rest[n:]
	}
	d.held = d.held[:copy(d.held, rest)]
	return d.keys
}

// partial reports whether an escape sequence has begun and not ended. The Escape key by itself looks the same: only
// time tells them apart.
func (d *decoder) partial() bool {
	return !d.pasting && len(d.held) > 0 && d.held[0] == esc
}

// giveUp ends a partial sequence: nothing more is coming, so it was the Escape key, or noise.
func (d *decoder) giveUp() []key {
	d.keys = d.keys[:0]
	if d.partial() {
		if len(bytes.Trim(d.held, "\x1b")) == 0 {
			d.emit(keyEscape)
		}
		d.held = d.held[:0]
	}
	return d.keys
}

func (d *decoder) emit(c keyCode) {
	if c != keyNone {
		d.keys = append(d.keys, key{code: c})
	}
}

// step consumes one key or run of text from the front of p, of which the last fresh bytes are new, and returns how
// many bytes that took; 0 asks for more.
func (d *decoder) step(p []byte, fresh int) int {
	switch b := p[0]; {
	case d.pasting:
		return d.paste(p, fresh)
	case b == esc:
		return d.escape(p)
	case b == 0x7f:
		d.emit(keyBackspace)
		return 1
	case b < 0x20:
		d.emit(control[b])
		return 1
	}
	return d.typed(p)
}

// typed consumes a run of printable characters. What is not UTF-8 becomes U+FFFD; a character that is cut off at
// the end of p waits for its rest.
func (d *decoder) typed(p []byte) int {
	n, valid := 0, true
	for n < len(p) && p[n] >= 0x20 && p[n] != 0x7f {
		if p[n] < utf8.RuneSelf {
			n++
			continue
		}
		if !utf8.FullRune(p[n:]) {
			break
		}
		r, size := utf8.DecodeRune(p[n:])
		if unicode.IsControl(r) || r == utf8.RuneError && size == 1 {
			valid = false
		}
		n += size
	}
	if n == 0 {
		return 0
	}
	text := string(p[:n])
	if !valid {
		text = printable(text)
	}
	if text != "" {
		d.keys = append(d.keys, key{code: keyText, text: text})
	}
	return n
}

// printable replaces what is not UTF-8 and drops the control characters beyond ASCII.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return -1
		}
		return r
	}, s)
}

// paste consumes a paste when its end has come. The end may lie across the border of the last two pieces.
func (d *decoder) paste(p []byte, fresh int) int {
	from := max(0, len(p)-fresh-len(pasteEnd))
	i := bytes.Index(p[from:], []byte(pasteEnd))
	if i < 0 {
		return 0
	}
	d.pasting = false
	text := strings.ReplaceAll(string(p[:from+i]), "\r\n", "\n")
	text = strings.ToValidUTF8(strings.ReplaceAll(text, "\r", "\n"), string(utf8.RuneError))
	if text != "" {
		d.keys = append(d.keys, key{code: keyPaste, text: text})
	}
	return from + i + len(pasteEnd)
}

// escape consumes an escape sequence, p[0] being the Escape.
func (d *decoder) escape(p []byte) int {
	if len(p) == 1 {
		return 0
	}
	switch p[1] {
	case '[':
		return d.csi(p, 1)
	case 'O':
		return d.ss3(p)
	case ']', 'P', '_', '^', 'X':
		return d.str(p)
	case esc: // alt with a key that sends a sequence itself
		if len(p) == 2 {
			return 0
		}
		if p[2] == '[' {
			return d.csi(p, 2)
		}
		d.emit(keyEscape)
		return 1
	}
	d.emit(meta[p[1]])
	if p[1] < utf8.RuneSelf {
		return 2
	}
	if !utf8.FullRune(p[1:]) {
		return 0
	}
	_, size := utf8.DecodeRune(p[1:])
	return 1 + size
}

// csi consumes ESC [ parameters final, the bracket being p[at].
func (d *decoder) csi(p []byte, at int) int {
	i := at + 1
	if i < len(p) && p[i] == '[' { // function keys of the Linux console: ESC [ [ A
		if i+1 == len(p) {
			return 0
		}
		return i + 2
	}
	for i < len(p) && p[i] >= 0x20 && p[i] < 0x40 {
		i++
	}
	switch {
	case i == len(p) && i < maxSequence:
		return 0
	case i == len(p), p[i] < 0x20, p[i] >= 0x7f:
		return i // broken off: what follows is a key of its own
	}
	seq := string(p[at+1 : i+1])
	if at == 1 && seq == pasteStart[2:] {
		d.pasting = true
		return i + 1
	}
	d.emit(cursorKey(seq, at == 2))
	return i + 1
}

// ss3 consumes ESC O x: the cursor keys in application mode.
func (d *decoder) ss3(p []byte) int {
	if len(p) == 2 {
		return 0
	}
	switch p[2] {
	case 'A', 'B', 'C', 'D', 'H', 'F':
		d.emit(cursorKey(string(p[2]), false))
	case 'M':
		d.emit(keyEnter)
	case 'c':
		d.emit(keyWordRight)
	case 'd':
		d.emit(keyWordLeft)
	default:
		if p[2] < 0x20 || p[2] >= 0x7f {
			return 2
		}
	}
	return 3
}

// str consumes a string that the terminal sends in answer to a question that somebody else has asked.
func (d *decoder) str(p []byte) int {
	for i := 2; i < len(p); i++ {
		switch {
		case p[i] == 0x07:
			return i + 1
		case p[i] == esc && i+1 < len(p) && p[i+1] == '\\':
			return i + 2
		case p[i] == 0x03, i >= maxSequence:
			return i
		}
	}
	return 0
}
