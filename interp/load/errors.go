package load

import (
	"fmt"
	"go/scanner"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
)

// Error is one problem in the sources, at a position.
type Error struct {
	Pos token.Position // Filename is absolute; the zero Position when there is none
	Msg string
}

// Error returns "file:line:col: message", the file relative to the current
// directory where that is shorter.
func (e Error) Error() string {
	if e.Pos.Filename == "" {
		return e.Msg
	}
	return PositionString(e.Pos) + ": " + e.Msg
}

// Errors is every problem that was found, in the order of files and lines.
type Errors []Error

// Error returns one line per problem.
func (l Errors) Error() string {
	lines := make([]string, len(l))
	for i, e := range l {
		lines[i] = e.Error()
	}
	return strings.Join(lines, "\n")
}

// sorted returns the problems in source order, each once.
func (l Errors) sorted() Errors {
	sort.SliceStable(l, func(i, j int) bool {
		a, b := l[i].Pos, l[j].Pos
		if a.Filename != b.Filename {
			return a.Filename < b.Filename
		}
		if a.Line != b.Line {
			return a.Line < b.Line
		}
		return a.Column < b.Column
	})
	var out Errors
	for i, e := range l {
		if i == 0 || e != l[i-1] {
			out = append(out, e)
		}
	}
	return out
}

// PositionString prints a position as the compiler does, with the file
// relative to the current directory when it lies below it.
func PositionString(p token.Position) string {
	p.Filename = Relative(p.Filename)
	p.Offset = 0
	return p.String()
}

// Relative returns file relative to the current directory when it lies below
// it, else unchanged.
func Relative(file string) string {
	wd, err := os.Getwd()
	if err != nil || !filepath.IsAbs(file) {
		return file
	}
	rel, err := filepath.Rel(wd, file)
	if err != nil || strings.HasPrefix(rel, "..") {
		return file
	}
	return rel
}

// fromChecker translates an error of go/types.
func fromChecker(err error) (Error, bool) {
	te, ok := err.(types.Error)
	if !ok {
		return Error{Msg: err.Error()}, true
	}
	// go/types splits one problem over several errors; those after the first
	// start with a tab and only explain it.
	if strings.HasPrefix(te.Msg, "\t") {
		return Error{}, false
	}
	return Error{Pos: te.Fset.Position(te.Pos), Msg: te.Msg}, true
}

// fromParser translates the errors of go/parser.
func fromParser(err error) Errors {
	list, ok := err.(scanner.ErrorList)
	if !ok {
		return Errors{{Msg: err.Error()}}
	}
	var out Errors
	for _, e := range list {
		out = append(out, Error{Pos: e.Pos, Msg: e.Msg})
	}
	return out
}

// fromList translates what go list said of a package.
func fromList(p *listed) Error {
	msg := strings.TrimSpace(p.Error.Err)
	pos, ok := parsePosition(p.Error.Pos, p.Dir)
	if !ok {
		if p.ImportPath != "" && !strings.Contains(msg, p.ImportPath) {
			msg = fmt.Sprintf("%s: %s", p.ImportPath, msg)
		}
		return Error{Msg: msg}
	}
	return Error{Pos: pos, Msg: msg}
}

// parsePosition reads "file:line:col" or "file:line".
func parsePosition(s, dir string) (token.Position, bool) {
	var nums []int
	for len(nums) < 2 {
		i := strings.LastIndexByte(s, ':')
		if i < 0 {
			break
		}
		n, err := strconv.Atoi(s[i+1:])
		if err != nil {
			break
		}
		nums = append([]int{n}, nums...)
		s = s[:i]
	}
	if len(nums) == 0 || s == "" {
		return token.Position{}, false
	}
	pos := token.Position{Filename: s, Line: nums[0]}
	if len(nums) == 2 {
		pos.Column = nums[1]
	}
	if !filepath.IsAbs(pos.Filename) {
		if abs, err := filepath.Abs(pos.Filename); err == nil {
			pos.Filename = abs
		}
	}
	return pos, true
}
