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
// stands under what it goes on from. Code is left as it is: lines that begin with a tab or four spaces.
func prose(text string, width int) string {
	if width <= 0 || len(text) <= width {
		return text
	}
	var b strings.Builder
	for line := range strings.SplitSeq(text, "\n") {
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		if !strings.HasPrefix(line, "    ") && !strings.HasPrefix(line, "\t") {
			line = fold(line, width, under(line))
		}
		b.WriteString(line)
	}
	return b.String()
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
