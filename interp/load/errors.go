package load

import (
	"go/scanner"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strconv"
	"strings"
)

// Error is one problem in the sources, at a position.
type Error struct {
	Pos token.Position // Filename is absolute; the zero Position when there is none
	Msg string

	// Interpret is what it would be no error with: packages of the standard library, separated
	// by spaces, to interpret too. See [Loader.Interpret].
	Interpret string
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
// relative to the current directory when it lies below it. Every text of a prompt is
// called Prompt.
func PositionString(p token.Position) string {
	if _, ok := InputNumber(p.Filename); ok {
		p.Filename = Prompt
	}
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

// Add appends an error of go/types. The checker splits one problem over several
// errors; those after the first start with a tab and only explain it: they become
// further lines of its message.
func (l *Errors) Add(err error) {
	te, ok := err.(types.Error)
	if !ok {
		*l = append(*l, Error{Msg: err.Error()})
		return
	}
	pos := te.Fset.Position(te.Pos)
	if why, more := strings.CutPrefix(te.Msg, "\t"); more && len(*l) > 0 {
		last := &(*l)[len(*l)-1]
		last.Msg += "\n\t" + PositionString(pos) + ": " + why
		return
	}
	*l = append(*l, Error{Pos: pos, Msg: te.Msg})
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

// fromList translates what go list, run in dir, said of a package.
func fromList(p *listed, dir string) Error {
	msg := strings.TrimSpace(p.Error.Err)
	if stack := p.Error.ImportStack; msg == "import cycle not allowed" && len(stack) > 0 {
		msg += ": " + strings.Join(stack[slices.Index(stack, stack[len(stack)-1]):], " imports ")
	}
	pos, ok := parsePosition(p.Error.Pos, dir)
	if !ok && p.ImportPath != "" && !strings.Contains(msg, p.ImportPath) {
		msg = p.ImportPath + ": " + msg
	}
	return Error{Pos: pos, Msg: msg}
}

// parsePosition reads "file:line:col" or "file:line", the file relative to dir.
func parsePosition(s, dir string) (pos token.Position, ok bool) {
	file, last, found := cutNumber(s)
	if !found {
		return pos, false
	}
	pos.Filename, pos.Line = file, last
	if file, line, found := cutNumber(file); found {
		pos.Filename, pos.Line, pos.Column = file, line, last
	}
	if !filepath.IsAbs(pos.Filename) {
		abs, err := filepath.Abs(filepath.Join(dir, pos.Filename))
		if err != nil {
			return token.Position{}, false
		}
		pos.Filename = abs
	}
	return pos, true
}

// cutNumber splits "rest:n".
func cutNumber(s string) (rest string, n int, ok bool) {
	i := strings.LastIndexByte(s, ':')
	if i <= 0 {
		return "", 0, false
	}
	n, err := strconv.Atoi(s[i+1:])
	return s[:i], n, err == nil
}
