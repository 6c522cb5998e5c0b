package shell

import (
	"fmt"
	"go/ast"
	"go/parser"
	"regexp"
	"strings"
)

// An assignment is one STATE=EXPR of a command line: the name as it was typed, and Go source.
type assignment struct {
	name, expr string
}

var (
	assignStart = regexp.MustCompile(`^[\pL_][\pL\pN_./-]*[ \t]*=`)
	flagWord    = regexp.MustCompile(`^--?[a-z][a-z-]*(?:[ \t\r\n]|$)`)
)

// splitAssignments cuts src into flags and assignments. A right side is Go: quotes and brackets are Go's, and it reaches to
// the next STATE=, to a flag that isFlag knows, to a single '|' or a ';' outside of brackets, to a comment, or to the end.
// It returns what follows and the byte that ended it, as splitWords does.
func splitAssignments(src string, isFlag func(string) bool) (as []assignment, flags []string, rest string, end byte, err error) {
	begin := 0 // of the piece that is being read
	flush := func(upto int) error {
		piece := strings.TrimSpace(src[begin:upto])
		if piece == "" {
			return nil
		}
		a, err := parseAssignment(piece)
		as = append(as, a)
		return err
	}
	var open brackets
	for i := 0; i < len(src); {
		atWord := i == 0 || isSpace(src[i-1])
		s := src[i:]
		switch {
		case len(open) > 0:
		case atWord && startsComment(s):
			return as, flags, "", 0, flush(i)
		case s[0] == ';', s[0] == '|' && !strings.HasPrefix(s, "||"):
			return as, flags, s[1:], s[0], flush(i)
		case strings.HasPrefix(s, "||"):
			i += 2
			continue
		case atWord && begin < i && startsAssignment(s):
			if err := flush(i); err != nil {
				return nil, nil, "", 0, err
			}
			begin = i
		case atWord && flagWord.MatchString(s):
			f := strings.TrimSpace(flagWord.FindString(s))
			if !isFlag(f) {
				break
			}
			if err := flush(i); err != nil {
				return nil, nil, "", 0, err
			}
			flags = append(flags, f)
			i += len(f)
			begin = i
			continue
		}
		n, err := open.step(s)
		if err != nil {
			return nil, nil, "", 0, err
		}
		i += n
	}
	if len(open) > 0 {
		return nil, nil, "", 0, fmt.Errorf("the %c is not closed", open[len(open)-1])
	}
	return as, flags, "", 0, flush(len(src))
}

// startsAssignment reports whether s begins with STATE=, and not with STATE==.
func startsAssignment(s string) bool {
	m := assignStart.FindString(s)
	return m != "" && !strings.HasPrefix(s[len(m):], "=")
}

// notAssigned is the error of a text that is no assignment.
type notAssigned string

func (e notAssigned) Error() string { return e.as("STATE=EXPR...") }

// as says how a command whose arguments are written like that wants it.
func (e notAssigned) as(args string) string {
	example := "conn=db.Memory()"
	if strings.Contains(args, "{") {
		example = "conn={start: db.Open, stop: db.Close}"
	}
	return fmt.Sprintf("%s is not %s, as in %s", string(e), strings.TrimSuffix(args, "..."), example)
}

func parseAssignment(s string) (assignment, error) {
	if !startsAssignment(s) {
		return assignment{}, notAssigned(s)
	}
	name, expr, _ := strings.Cut(s, "=")
	a := assignment{strings.TrimSpace(name), strings.TrimSpace(expr)}
	if a.expr == "" {
		return a, fmt.Errorf("the value is missing behind %s=: Go, as in %s=nil; Tab offers what fits", a.name, a.name)
	}
	return a, nil
}

// brackets are the brackets of Go source that are open at some point, innermost last.
type brackets []byte

// step takes one step through Go source: a literal or a comment as a whole, anything else byte by byte.
func (b *brackets) step(s string) (n int, err error) {
	switch c := s[0]; c {
	case '"', '\'', '`':
		return skipLiteral(s)
	case '/':
		if strings.HasPrefix(s, "/*") {
			if end := strings.Index(s[2:], "*/"); end >= 0 {
				return end + 4, nil
			}
			return 0, fmt.Errorf("the comment is not closed")
		}
	case '(', '[', '{':
		*b = append(*b, c)
	case ')', ']', '}':
		if len(*b) == 0 || closes[c] != (*b)[len(*b)-1] {
			return 0, fmt.Errorf("there is a %c too many", c)
		}
		*b = (*b)[:len(*b)-1]
	}
	return 1, nil
}

var closes = map[byte]byte{')': '(', ']': '[', '}': '{'}

// skipLiteral returns the length of the Go string or rune literal at the start of s.
func skipLiteral(s string) (int, error) {
	quote := s[0]
	for i := 1; i < len(s); i++ {
		switch s[i] {
		case quote:
			return i + 1, nil
		case '\\':
			if quote != '`' {
				i++
			}
		}
	}
	return 0, fmt.Errorf("the quote %c is not closed", quote)
}

// parsePair reads the right side of swap-states, {start: EXPR, stop: EXPR}, and returns the two expressions as they were
// written; stop may be left out and is "" then.
func parsePair(src string) (start, stop string, err error) {
	const form = "{start: EXPR, stop: EXPR}"
	const prefix = "_"
	x, err := parser.ParseExpr(prefix + src)
	lit, ok := x.(*ast.CompositeLit)
	if err != nil || !ok {
		return "", "", fmt.Errorf("%s is not %s, as in {start: db.Open}", src, form)
	}
	for _, elt := range lit.Elts {
		kv, ok := elt.(*ast.KeyValueExpr)
		if !ok {
			return "", "", fmt.Errorf("%s is not %s, as in {start: db.Open}", src, form)
		}
		text := (prefix + src)[kv.Value.Pos()-1 : kv.Value.End()-1]
		key, _ := kv.Key.(*ast.Ident)
		switch {
		case key != nil && key.Name == "start" && start == "":
			start = text
		case key != nil && key.Name == "stop" && stop == "":
			stop = text
		default:
			return "", "", fmt.Errorf("%s is not %s, as in {start: db.Open}", src, form)
		}
	}
	if start == "" {
		return "", "", fmt.Errorf("a substitute needs a start: %s", form)
	}
	return start, stop, nil
}
