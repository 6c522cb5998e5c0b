package shell

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// A place is where a statement came from. Without a file that is the prompt.
type place struct {
	file   string
	line   int
	source string // the Go of the statement, "" for a command
	indent int    // bytes before source in its first line
}

// inSource finds the positions that an engine gives in the source it was handed.
var inSource = regexp.MustCompile(`\bprompt:(\d+):(\d+): `)

// locate returns the text of an error under the place: its file and line or, at the prompt, the statement with a caret under
// what the text is about first.
func (p place) locate(text string) string {
	located := p.positions(text)
	switch {
	case p.file == "":
		return located + p.caret(text)
	case strings.HasPrefix(located, p.file+":"):
		return located
	}
	return fmt.Sprintf("%s:%d: %s", p.file, p.line, located)
}

// positions turns the positions in the statement into those in its file, and leaves them out where there is none.
func (p place) positions(text string) string {
	if p.file == "" || p.source == "" {
		return inSource.ReplaceAllString(text, "")
	}
	return inSource.ReplaceAllStringFunc(text, p.inFile)
}

// inFile turns one position in the statement into one in its file.
func (p place) inFile(position string) string {
	line, col := lineColumn(position)
	if line == 1 {
		col += p.indent
	}
	return fmt.Sprintf("%s:%d:%d: ", p.file, p.line+line-1, col)
}

// caret shows the line of the statement that the first position in text is about, with a caret under the place.
func (p place) caret(text string) string {
	position := inSource.FindString(text)
	if position == "" || p.source == "" {
		return ""
	}
	line, col := lineColumn(position)
	lines := strings.Split(p.source, "\n")
	if line < 1 || line > len(lines) {
		return ""
	}
	return underlined(lines[line-1], col)
}

func lineColumn(position string) (line, col int) {
	m := inSource.FindStringSubmatch(position)
	line, _ = strconv.Atoi(m[1]) // digits; a number too large is no line of anything
	col, _ = strconv.Atoi(m[2])
	return line, col
}
