package main

import (
	"errors"
	"io/fs"
	"os"
	"strings"
)

// begin and end stand around the section in the page, of which others write the
// rest.
const (
	begin = "<!-- interp/bench -->\n"
	end   = "<!-- end of interp/bench -->\n"
)

// write puts text into the section of a page, or at its end.
func write(name, text string) error {
	if name == "-" {
		_, err := os.Stdout.WriteString(text)
		return err
	}
	page, err := os.ReadFile(name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return os.WriteFile(name, []byte(insert(string(page), text)), 0o666)
}

// insert returns a page with text as the section.
func insert(page, text string) string {
	before, rest, _ := strings.Cut(page, begin)
	_, after, found := strings.Cut(rest, end)
	if !found && before != "" {
		before = strings.TrimRight(before, "\n") + "\n\n"
	}
	return before + begin + text + end + after
}
