package shell

import (
	"errors"
	"fmt"
	"strings"
)

// A word is one shell word: the text with its quotes taken off, and whether there were any.
type word struct {
	text   string
	quoted bool
}

// splitWords cuts src into shell words. It ends at the end of src, at a comment, or at an unquoted '|' or ';', and returns
// what follows together with the byte that ended it (0 at the end of the line).
//
// Single quotes take everything as it is; in double quotes and outside of quotes a backslash takes the next character as it is,
// except that in double quotes it stays in front of anything but '"' and '\'.
func splitWords(src string) (words []word, rest string, end byte, err error) {
	var cur strings.Builder
	inWord, quoted := false, false
	flush := func() {
		if inWord {
			words = append(words, word{cur.String(), quoted})
		}
		cur.Reset()
		inWord, quoted = false, false
	}
	for i := 0; i < len(src); {
		c := src[i]
		switch {
		case isSpace(c):
			flush()
			i++
			continue
		case !inWord && startsComment(src[i:]):
			return words, "", 0, nil
		case c == '|' || c == ';':
			flush()
			return words, src[i+1:], c, nil
		case c == '\'' || c == '"':
			text, n, err := unquote(src[i:])
			if err != nil {
				return nil, "", 0, err
			}
			cur.WriteString(text)
			inWord, quoted = true, true
			i += n
			continue
		case c == '\\':
			if i+1 == len(src) {
				return nil, "", 0, errors.New(`a \ ends the line; nothing follows it`)
			}
			i++
			c = src[i]
		}
		cur.WriteByte(c)
		inWord = true
		i++
	}
	flush()
	return words, "", 0, nil
}

// unquote reads the quoted text at the start of src and returns it with the number of bytes it took.
func unquote(src string) (text string, n int, err error) {
	quote := src[0]
	var b strings.Builder
	for i := 1; i < len(src); i++ {
		c := src[i]
		switch {
		case c == quote:
			return b.String(), i + 1, nil
		case c == '\\' && quote == '"' && i+1 < len(src) && (src[i+1] == '"' || src[i+1] == '\\'):
			i++
			c = src[i]
		}
		b.WriteByte(c)
	}
	return "", 0, fmt.Errorf("the quote %c is not closed", quote)
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// startsComment reports whether s, which begins where a word could, begins with a comment.
func startsComment(s string) bool {
	return strings.HasPrefix(s, "#") || strings.HasPrefix(s, "//")
}
