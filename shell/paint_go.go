package shell

import (
	"go/scanner"
	"go/token"
	"slices"
	"strings"

	"github.com/mrepl/mrepl/states"
)

// golang paints the tokens of Go.
func (p *painter) golang(from, to int) {
	src := p.line[from:to]
	file := token.NewFileSet().AddFile("", -1, len(src))
	var sc scanner.Scanner
	sc.Init(file, []byte(src), nil, scanner.ScanComments)
	for {
		pos, tok, lit := sc.Scan()
		if tok == token.EOF {
			return
		}
		at := from + file.Offset(pos)
		end := min(at+len(lit), to)
		switch {
		case tok.IsKeyword():
			p.add(at, end, inkKeyword)
		case tok == token.STRING || tok == token.CHAR:
			p.add(at, end, inkString)
		case tok == token.INT || tok == token.FLOAT || tok == token.IMAG:
			p.add(at, end, inkNumber)
		case tok == token.COMMENT:
			p.add(at, end, inkComment)
		case tok == token.IDENT:
			p.identifier(at, end)
		}
	}
}

// identifier paints the short name of a state, which is its value, and the constants true, false and nil.
func (p *painter) identifier(from, to int) {
	word := p.line[from:to]
	if word == "true" || word == "false" || word == "nil" {
		p.add(from, to, inkNumber)
		return
	}
	if from > 0 && p.line[from-1] == '.' {
		return
	}
	if info, err := p.shell.registry.Info(states.Name(word)); err == nil && info.Short == word {
		p.state(Command{}, from, to)
	}
}

// brackets marks the bracket before or behind the cursor and the one it belongs to.
func (p *painter) brackets() {
	for _, at := range []int{p.pos - 1, p.pos} {
		if at < 0 || at >= len(p.line) || strings.IndexByte("()[]{}", p.line[at]) < 0 || p.literal(at) {
			continue
		}
		if other := p.match(at); other >= 0 {
			p.add(at, at+1, inkBracket)
			p.add(other, other+1, inkBracket)
		} else if strings.IndexByte(")]}", p.line[at]) >= 0 {
			p.add(at, at+1, inkBad)
		}
		return
	}
}

// literal reports whether the byte is part of a string or a comment.
func (p *painter) literal(at int) bool {
	return slices.ContainsFunc(p.spans, func(s span) bool {
		return s.from <= at && at < s.to && (s.ink == inkString || s.ink == inkComment)
	})
}

// match returns where the bracket at an offset has its partner, or -1.
func (p *painter) match(at int) int {
	step, depth := 1, 0
	if strings.IndexByte(")]}", p.line[at]) >= 0 {
		step = -1
	}
	for i := at; i >= 0 && i < len(p.line); i += step {
		if p.literal(i) {
			continue
		}
		switch strings.IndexByte("()[]{}", p.line[i]) {
		case 0, 2, 4:
			depth++
		case 1, 3, 5:
			depth--
		}
		if depth == 0 {
			if i != at && (closes[p.line[i]] == p.line[at] || closes[p.line[at]] == p.line[i]) {
				return i
			}
			return -1
		}
	}
	return -1
}
