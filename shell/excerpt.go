package shell

import (
	"bytes"
	"io"
	"os"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A text shows the lines of source that it is about, as far as they are few.
const (
	excerptLines = 5
	excerptWidth = 72
	excerptFile  = 1 << 20
)

// inGoFile finds a position in a Go file at the beginning of a line.
var inGoFile = regexp.MustCompile(`^\s*((?:[A-Za-z]:)?[^:\s]+\.go):(\d+):(\d+): `)

// Excerpt returns a text with the source below each line that begins with a position in a Go file which can be read, and a
// caret under the column. Panics are left as they are: the file may have been edited since the code was loaded that runs.
func Excerpt(text string) string {
	var b strings.Builder
	shown := 0
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(line)
		m := inGoFile.FindStringSubmatch(line)
		if m == nil || shown == excerptLines || strings.HasPrefix(line[len(m[0]):], "panic: ") {
			continue
		}
		n, _ := strconv.Atoi(m[2]) // digits; a number too large is no line of anything
		col, _ := strconv.Atoi(m[3])
		if source, ok := lineOf(m[1], n); ok {
			b.WriteString(underlined(window(source, col)))
			shown++
		}
	}
	return b.String()
}

// lineOf returns a line of a file, if it is one that can be shown.
func lineOf(file string, n int) (line string, ok bool) {
	f, err := os.Open(file)
	if err != nil {
		return "", false
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, excerptFile))
	lines := bytes.Split(text, []byte("\n"))
	if err != nil || n < 1 || n > len(lines) {
		return "", false
	}
	return strings.TrimRight(string(lines[n-1]), "\r"), true
}

// window returns a line without what it is indented by and, where it is long, what there is of it around a column; and where the
// column is in that.
func window(line string, col int) (string, int) {
	short := strings.TrimLeft(line, " \t")
	col -= len(line) - len(short)
	if utf8.RuneCountInString(short) <= excerptWidth || col < 1 || col > len(short)+1 {
		return short, col
	}
	before, after := []rune(short[:col-1]), []rune(short[col-1:])
	if far := len(before) - excerptWidth/2; far > 0 {
		before = append([]rune("…"), before[far:]...)
	}
	if room := excerptWidth - len(before); len(after) > room {
		after = append(after[:room:room], '…')
	}
	return string(before) + string(after), len(string(before)) + 1
}

// underlined is a line of source, below the text that is about it, with a caret under a column; "" if there is no such column.
func underlined(source string, col int) string {
	if col < 1 || col > len(source)+1 {
		return ""
	}
	blank := strings.Map(func(r rune) rune {
		if r == '\t' {
			return r
		}
		return ' '
	}, source[:col-1])
	return "\n    " + source + "\n    " + blank + "^"
}
