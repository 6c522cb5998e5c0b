// Package section writes sections of a page that several programs write.
package section

import (
	"errors"
	"io/fs"
	"os"
	"strings"
)

// Write puts text into the section of that name in a file, or at its end; the file
// "-" is the standard output, where text stands alone.
func Write(file, name, text string) error {
	if file == "-" {
		_, err := os.Stdout.WriteString(text)
		return err
	}
	page, err := os.ReadFile(file)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return os.WriteFile(file, []byte(Insert(string(page), name, text)), 0o666)
}

// Insert returns a page with text as the section of that name.
func Insert(page, name, text string) string {
	begin, end := Marks(name)
	before, rest, _ := strings.Cut(page, begin)
	_, after, found := strings.Cut(rest, end)
	if !found && before != "" {
		before = strings.TrimRight(before, "\n") + "\n\n"
	}
	return before + begin + text + end + after
}

// Marks returns the lines around a section.
func Marks(name string) (begin, end string) {
	return "<!-- " + name + " -->\n", "<!-- end of " + name + " -->\n"
}
