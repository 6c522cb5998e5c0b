package shell

import (
	"go/parser"
	"go/scanner"
	"go/token"
	"strings"
)

// A goText is what the scanner alone can say about Go source.
type goText struct {
	depth    int  // open brackets; negative once one was closed too often
	ended    bool // the last token ends a statement: a newline after it would be a semicolon
	unclosed bool // a raw string or a comment reaches the end of the input
	last     int  // offset behind the last token
	decl     bool // the first token begins a declaration of a source file
}

// complete reports whether src, one or more lines of Go, is a whole statement: true as well when it is wrong in a way that no
// further line can mend, so that its error is shown at once. It is false while the first error lies at the end of the input.
func complete(src string) bool {
	t := scan(src)
	switch {
	case t.unclosed:
		return false
	case t.depth < 0, t.last == 0:
		return true
	case t.depth == 0 && t.ended:
		return true
	}
	return errorBefore(src, t)
}

// scan reads the tokens of src.
func scan(src string) goText {
	var t goText
	fset := token.NewFileSet()
	file := fset.AddFile("", -1, len(src))
	var s scanner.Scanner
	s.Init(file, []byte(src), func(_ token.Position, msg string) {
		if msg == "raw string literal not terminated" || msg == "comment not terminated" {
			t.unclosed = true
		}
	}, 0)
	for first := true; ; first = false {
		pos, tok, lit := s.Scan()
		if tok == token.EOF {
			return t
		}
		if first {
			t.decl = tok == token.FUNC || tok == token.IMPORT || tok == token.PACKAGE
		}
		t.ended = tok == token.SEMICOLON
		if t.ended && lit == "\n" {
			continue // set by the scanner, not written
		}
		switch tok {
		case token.LPAREN, token.LBRACK, token.LBRACE:
			t.depth++
		case token.RPAREN, token.RBRACK, token.RBRACE:
			t.depth--
			if t.depth < 0 {
				return t
			}
		}
		width := len(tok.String())
		if lit != "" {
			width = len(lit)
		}
		t.last = file.Offset(pos) + width
	}
}

// errorBefore reports whether the first syntax error of src, which t describes, lies before its end, whether src is read as
// statements or as declarations.
func errorBefore(src string, t goText) bool {
	if parsesToEnd("package p; func _() {", src, t.last) {
		return false
	}
	return !t.decl || !parsesToEnd("package p; ", src, t.last)
}

// parsesToEnd reports whether src, put behind prefix, has no syntax error before the offset end.
func parsesToEnd(prefix, src string, end int) bool {
	fset := token.NewFileSet()
	_, err := parser.ParseFile(fset, "", prefix+src+"\n}", parser.AllErrors|parser.SkipObjectResolution)
	list, ok := err.(scanner.ErrorList)
	if !ok || len(list) == 0 {
		return true
	}
	list.Sort()
	return list[0].Pos.Offset >= len(prefix)+end
}

// hashComments turns comments that begin with # into Go's own.
func hashComments(src string) string {
	if !strings.Contains(src, "#") {
		return src
	}
	var g growing
	for line := range strings.SplitSeq(src, "\n") {
		g.add(line)
	}
	return g.text.String()
}

// hashComment is hashComments for a line that begins outside of literals and comments.
func hashComment(line string) string {
	if at := findHash(line); at >= 0 {
		return line[:at] + "//" + line[at+1:]
	}
	return line
}

// findHash returns the offset of the first # that is no part of a literal or a comment, or -1.
func findHash(src string) int {
	if !strings.Contains(src, "#") {
		return -1
	}
	fset := token.NewFileSet()
	file := fset.AddFile("", -1, len(src))
	var s scanner.Scanner
	s.Init(file, []byte(src), nil, 0)
	for {
		pos, tok, lit := s.Scan()
		switch {
		case tok == token.EOF:
			return -1
		case tok == token.ILLEGAL && lit == "#":
			return file.Offset(pos)
		}
	}
}

// isGo reports whether src is free of syntax errors, as statements or as declarations.
func isGo(src string) bool {
	fset := token.NewFileSet()
	for _, wrap := range [][2]string{{"package p; func _() {", "\n}"}, {"package p; ", "\n"}} {
		if _, err := parser.ParseFile(fset, "", wrap[0]+src+wrap[1], parser.SkipObjectResolution); err == nil {
			return true
		}
	}
	return false
}
