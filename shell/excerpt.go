package shell

import (
	"bytes"
	"io"
	"os"
	"regexp"
	"strconv"
	"strings"
)

// A text shows the lines of source that it is about, as far as they are few and short.
const (
	excerptLines = 5
	excerptWidth = 120
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
			b.WriteString(underlined(source, col))
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
	if err != nil || n < 1 || n > len(lines) || len(lines[n-1]) > excerptWidth {
		return "", false
	}
	return strings.TrimRight(string(lines[n-1]), "\r"), true
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
