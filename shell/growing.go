package shell

import (
	"go/scanner"
	"go/token"
	"strings"
)

// A growing is a piece of Go that grows line by line. Each line is looked at once, so that a long text takes no longer than its
// length asks for.
type growing struct {
	text  strings.Builder
	begun bool   // it has a line
	depth int    // open brackets
	ended bool   // the last token ends a statement
	in    string // what ends the raw string or comment that the text is in the middle of, "" in none
}

// judged is the length up to which an unfinished text is looked at as a whole after each line, for errors that no further
// line can mend.
const judged = 16 << 10

// add appends a line, with a comment that begins with # turned into one of Go's.
func (g *growing) add(line string) {
	if g.begun {
		g.text.WriteByte('\n')
	}
	g.begun = true
	if g.in != "" {
		before, after, found := strings.Cut(line, g.in)
		g.text.WriteString(before)
		if !found {
			return
		}
		g.text.WriteString(g.in)
		g.ended = g.ended || g.in == "`" // behind a comment the token before it counts
		g.in, line = "", after
		if strings.TrimSpace(line) == "" {
			g.text.WriteString(line)
			return
		}
	}
	line = hashComment(line)
	g.text.WriteString(line)
	g.tokens(line)
}

// tokens reads the tokens of a line that begins outside of raw strings and comments.
func (g *growing) tokens(line string) {
	var s scanner.Scanner
	file := token.NewFileSet().AddFile("", -1, len(line))
	s.Init(file, []byte(line), func(_ token.Position, msg string) {
		switch msg {
		case "raw string literal not terminated":
			g.in = "`"
		case "comment not terminated":
			g.in = "*/"
		}
	}, 0)
	for {
		_, tok, _ := s.Scan()
		switch tok {
		case token.EOF:
			return
		case token.LPAREN, token.LBRACK, token.LBRACE:
			g.depth++
		case token.RPAREN, token.RBRACK, token.RBRACE:
			g.depth--
		}
		g.ended = tok == token.SEMICOLON
	}
}

// complete reports whether the text is a whole statement, as the function of that name does. Of a long text that is not, it
// may not see that no further line can mend it.
func (g *growing) complete() bool {
	if g.text.Len() > judged && (g.in != "" || g.depth > 0 || !g.ended) {
		return false
	}
	return complete(g.text.String())
}
