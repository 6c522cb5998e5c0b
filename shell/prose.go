package shell

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// colourCode is a colour sequence at the front of a text.
var colourCode = regexp.MustCompile(`^\x1b\[[0-9;]*m`)

// prose breaks the lines of a message that are too wide for a terminal of width columns (0: none is) between words. What goes on
// stands under what it goes on from. Code is left as it is: lines that begin with a tab or four spaces; but of one with a caret
// under it, only what is around the caret is shown.
func prose(text string, width int) string {
	if width <= 0 || len(text) <= width {
		return text
	}
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		switch {
		case !strings.HasPrefix(line, codeIndent) && !strings.HasPrefix(line, "\t"):
			lines[i] = fold(line, width, under(line))
		case i+1 < len(lines) && caretLine.MatchString(lines[i+1]):
			lines[i], lines[i+1] = around(line, lines[i+1], width)
		}
	}
	return strings.Join(lines, "\n")
}

// codeIndent is what code begins with in a message; caretLine matches a line that shows a place in the one above.
const codeIndent = "    "

var caretLine = regexp.MustCompile(`^ +\^(?:\x1b\[[0-9;]*m)?$`)

// around cuts a line of code, and the caret under it, to width columns around the caret.
func around(line, caret string, width int) (code, under string) {
	code, under = strings.TrimPrefix(line, codeIndent), strings.TrimPrefix(caret, codeIndent)
	runes, at, room := []rune(code), strings.IndexByte(under, '^'), width-len(codeIndent)
	if len(runes) <= room || room < minimum || strings.ContainsAny(code, "\t\x1b") {
		return line, caret
	}
	from := min(max(0, at-room*2/3), len(runes)-room)
	cut := runes[from : from+room]
	if from > 0 {
		cut[0] = '…'
	}
	if from+room < len(runes) {
		cut[room-1] = '…'
	}
	return codeIndent + string(cut), codeIndent + strings.Repeat(" ", at-from) + under[at:]
}

// under returns the column in which the words of a message begin: behind the indentation, and a mark such as "! ".
func under(line string) int {
	words := strings.TrimLeft(line, " ")
	col := len(line) - len(words)
	words = strings.TrimLeft(words[len(colourCode.FindString(words)):], " ")
	mark, size := utf8.DecodeRuneInString(words)
	rest := words[size:]
	rest = rest[len(colourCode.FindString(rest)):]
	if strings.HasPrefix(rest, " ") && !unicode.IsLetter(mark) && !unicode.IsDigit(mark) {
		col += len("! ")
	}
	return col
}

// fold breaks a line that is wider than width columns (0: nothing is) between words, and begins what goes on in the column hang.
// Colours take no columns. A word that is too wide stays whole.
func fold(line string, width, hang int) string {
	line = strings.TrimRight(line, " ")
	if width <= 0 {
		return line
	}
	indent := len(line) - len(strings.TrimLeft(line, " "))
	if hang > width*2/3 {
		hang = min(indent, width/3)
	}
	var b strings.Builder
	begin, space, col := 0, -1, 0 // of the row: where it begins, its last space, the column reached
	for i := 0; i < len(line); {
		if line[i] == '\x1b' {
			if n := len(colourCode.FindString(line[i:])); n > 0 {
				i += n
				continue
			}
		}
		if line[i] == ' ' && col > max(indent, hang) {
			space = i
		}
		if col >= width && space >= 0 {
			b.WriteString(strings.TrimRight(line[begin:space], " ") + "\n" + strings.Repeat(" ", hang))
			begin = space + len(line[space:]) - len(strings.TrimLeft(line[space:], " "))
			i, space, col = begin, -1, hang
			continue
		}
		_, size := utf8.DecodeRuneInString(line[i:])
		i += size
		col++
	}
	return b.String() + line[begin:]
}

// beside sets a text, of one line or more, behind head. What goes on stands under where it began.
func beside(head, text string, width int) string {
	hang := utf8.RuneCountInString(head)
	var b strings.Builder
	for line := range strings.SplitSeq(text, "\n") {
		b.WriteString(fold(head+line, width, hang) + "\n")
		head = strings.Repeat(" ", hang)
	}
	return b.String()
}

// wrap sets the words of a text in lines of at most width columns.
func wrap(text string, width int) string {
	return fold(strings.Join(strings.Fields(text), " "), width, 0) + "\n"
}

// reflow sets the paragraphs of a text in lines of at most width columns. Lines that begin with a space stay by themselves; what
// they say about their first words, behind a gap, goes on under itself.
func reflow(text string, width int) string {
	var b, paragraph strings.Builder
	flush := func() {
		if paragraph.Len() > 0 {
			b.WriteString(wrap(paragraph.String(), width))
			paragraph.Reset()
		}
	}
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		if line == "" || line[0] == ' ' {
			flush()
			b.WriteString(fold(line, width, behindGap(line)) + "\n")
			continue
		}
		paragraph.WriteString(line + " ")
	}
	flush()
	return strings.TrimSuffix(b.String(), "\n")
}

// gapBetween divides what is explained from what explains it.
var gapBetween = regexp.MustCompile(`^ *\S+(?: \S+)*  +`)

// behindGap returns the column behind the first gap of a line, 0 if there is none.
func behindGap(line string) int { return utf8.RuneCountInString(gapBetween.FindString(line)) }
