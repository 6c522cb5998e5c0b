package shell

import (
	"strings"

	"github.com/mrepl/mrepl/states"
)

// paintLimit is the length of a line beyond which it is not coloured: a key must not wait for it.
const paintLimit = 8 << 10

// Paint returns the line with colours put in, and otherwise unchanged: commands, flags, states by whether they run, the tokens
// of Go, words that are nothing, and the brackets that belong to the one at the cursor, which is before the byte pos. It is for
// a line editor, and safe at any time.
func (s *Shell) Paint(line string, pos int) string {
	if len(line) > paintLimit {
		return line
	}
	p := &painter{shell: s, line: line, pos: pos}
	kind, text := s.commands.classify(line)
	from := strings.Index(line, text)
	if from < 0 { // reset() has lost its brackets
		from = 0
	}
	switch kind {
	case commandLine:
		p.commandLine(from)
	case goLine:
		p.golang(from, len(line))
	case strangeLine:
		p.strange(from)
	}
	p.brackets()
	return p.painted()
}

// A span is a part of a line in one ink.
type span struct {
	from, to int
	ink      ink
}

// A painter finds the spans of one line.
type painter struct {
	shell *Shell
	line  string
	pos   int
	spans []span
}

func (p *painter) add(from, to int, in ink) {
	if from < to {
		p.spans = append(p.spans, span{from, to, in})
	}
}

// typing reports whether the cursor is at the end of what stands there, so that it is not finished.
func (p *painter) typing(to int) bool { return p.pos == to }

// strange paints a line that is neither: its first word, unless that may become one.
func (p *painter) strange(from int) {
	word := firstWord.FindString(p.line[from:])
	if !p.typing(from + len(word)) {
		p.add(from, from+len(word), inkBad)
	}
}

// commandLine paints commands, stage by stage.
func (p *painter) commandLine(from int) {
	for from < len(p.line) {
		from += len(p.line[from:]) - len(strings.TrimLeft(p.line[from:], " \t:()"))
		name := firstWord.FindString(p.line[from:])
		if strings.HasPrefix(p.line[from:], "!") {
			name = "!"
		}
		_, c, ok := p.shell.commands.lookup(name)
		switch {
		case ok:
			p.add(from, from+len(name), inkCommand)
		case !p.typing(from + len(name)):
			p.add(from, from+len(name), inkBad)
		}
		if name == "" {
			return
		}
		rest := from + len(name)
		if name == "!" {
			from = rest
			if kind, _ := p.shell.commands.classify(p.line[from:]); kind == goLine {
				p.golang(from, len(p.line))
				return
			}
			continue
		}
		next, end := endOfStage(p.line[rest:], c)
		to := len(p.line)
		if end != 0 {
			to = rest + next - 1
		}
		p.arguments(c, rest, to)
		if end == 0 {
			return
		}
		from = to + 1
		if end == ';' {
			if kind, _ := p.shell.commands.classify(p.line[from:]); kind != commandLine {
				p.golang(from, len(p.line))
				return
			}
		}
	}
}

// arguments paints what follows a command.
func (p *painter) arguments(c Command, from, to int) {
	switch c.Form {
	case Raw:
		p.golang(from, to)
		return
	case Text:
		return
	}
	for from < to {
		if isSpace(p.line[from]) {
			from++
			continue
		}
		end := from
		for end < to && !isSpace(p.line[end]) {
			end++
		}
		word := p.line[from:end]
		switch {
		case startsComment(word):
			p.add(from, to, inkComment)
			return
		case word[0] == '-':
			p.add(from, end, inkFlag)
		case c.Form == Assignments && startsAssignment(p.line[from:to]):
			name := strings.IndexByte(p.line[from:to], '=')
			p.state(c, from, from+len(strings.TrimRight(p.line[from:from+name], " \t")))
			end = p.expression(from+name+1, to)
		case strings.ContainsAny(word, `'"`):
			p.add(from, end, inkString)
		default:
			p.state(c, from, end)
		}
		from = end
	}
}

// expression paints the right side of STATE= and returns where the next begins.
func (p *painter) expression(from, to int) int {
	end := to
	for i := from; i < to; i++ {
		if isSpace(p.line[i-1]) && startsAssignment(p.line[i:to]) && isExpr(p.line[from:i]) {
			end = i
			break
		}
	}
	p.golang(from, end)
	return end
}

// state paints a word that may name a state.
func (p *painter) state(c Command, from, to int) {
	info, err := p.shell.registry.Info(states.Name(p.line[from:to]))
	switch {
	case err == nil && info.Status.Failed():
		p.add(from, to, inkBad)
	case err == nil && info.Status == states.StatusRunning:
		p.add(from, to, inkUp)
	case err == nil:
		p.add(from, to, inkDown)
	case strings.Contains(c.Args, "STATE") && c.Group == Lifecycle && !p.typing(to):
		p.add(from, to, inkBad)
	}
}

// painted puts the colours into the line. Of spans that overlap the last one counts.
func (p *painter) painted() string {
	if len(p.spans) == 0 {
		return p.line
	}
	inks := make([]ink, len(p.line))
	for _, s := range p.spans {
		for i := s.from; i < s.to; i++ {
			inks[i] = s.ink
		}
	}
	var b strings.Builder
	last := inkNone
	for i, in := range append(inks, inkNone) {
		if in != last {
			if last != inkNone {
				b.WriteString("\x1b[0m")
			}
			if in != inkNone {
				b.WriteString("\x1b[" + inkCodes[in] + "m")
			}
			last = in
		}
		if i < len(p.line) {
			b.WriteByte(p.line[i])
		}
	}
	return b.String()
}
