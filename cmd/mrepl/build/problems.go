package build

import (
	"errors"
	"go/parser"
	"go/scanner"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// inFile finds a position at the beginning of a line of the go command's, and firstOf the words by which it leaves out the other
// errors of a file that it cannot parse.
var (
	inFile  = regexp.MustCompile(`^([^\s:][^:]*\.go)(:\d+:\d+: .*)$`)
	firstOf = regexp.MustCompile(` \(and \d+ more errors\)$`)
)

// problems returns what the go command, run in dir, says of source that does not compile, line by line: without the names of
// packages, which the positions tell as well, with files as they are seen from the current directory, and all errors of a file
// of which it names the first.
func problems(text, dir string) string {
	var lines []string
	for line := range strings.Lines(text) {
		line = strings.TrimPrefix(strings.TrimRight(line, "\r\n"), "go: ")
		if strings.HasPrefix(line, "# ") {
			continue
		}
		m := inFile.FindStringSubmatch(line)
		if m == nil {
			lines = append(lines, line)
			continue
		}
		file := m[1]
		if !filepath.IsAbs(file) {
			file = filepath.Join(dir, file)
		}
		if all := syntaxErrors(file); firstOf.MatchString(line) && len(all) > 0 {
			lines = append(lines, all...)
		} else {
			lines = append(lines, seen(file)+m[2])
		}
	}
	return strings.Join(lines, "\n")
}

// syntaxErrors parses a file and returns what is wrong with it.
func syntaxErrors(file string) []string {
	_, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
	var list scanner.ErrorList
	if !errors.As(err, &list) {
		return nil
	}
	var lines []string
	for _, e := range list {
		e.Pos.Filename = seen(file)
		lines = append(lines, e.Error())
	}
	return lines
}

// seen returns the name of a file from the current directory, if it is in it or below.
func seen(file string) string {
	abs, err := filepath.Abs(file)
	if err != nil {
		return file
	}
	here, err := os.Getwd()
	if err != nil {
		return file
	}
	if rel, err := filepath.Rel(here, abs); err == nil && filepath.IsLocal(rel) {
		return rel
	}
	return abs
}
