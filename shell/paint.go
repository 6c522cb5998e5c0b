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

// The colours of a line, as the parameters of an SGR sequence.
const (
	paintCommand = "1;36"
	paintFlag    = "36"
	paintUp      = "32"
	paintDown    = "94"
	paintBad     = "31"
	paintKeyword = "35"
	paintString  = "33"
	paintNumber  = "36"
	paintComment = "2"
	paintBracket = "1;4"
)

// A span is a part of a line in one colour.
type span struct {
	from, to int
	colour   string
}

// A painter finds the spans of one line.
type painter struct {
	shell *Shell
	line  string
	pos   int
	spans []span
}

func (p *painter) add(from, to int, colour string) {
	if from < to {
		p.spans = append(p.spans, span{from, to, colour})
	}
}

// typing reports whether the cursor is at the end of what stands there, so that it is not finished.
func (p *painter) typing(to int) bool { return p.pos == to }

// strange paints a line that is neither: its first word, unless that may become one.
func (p *painter) strange(from int) {
	word := firstWord.FindString(p.line[from:])
	if !p.typing(from + len(word)) {
		p.add(from, from+len(word), paintBad)
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
			p.add(from, from+len(name), paintCommand)
		case !p.typing(from + len(name)):
			p.add(from, from+len(name), paintBad)
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
		p.arguments(name, c, rest, to)
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
func (p *painter) arguments(name string, c Command, from, to int) {
	if c.Form == Raw {
		if name != "expect-out" {
			p.golang(from, to)
		}
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
			p.add(from, to, paintComment)
			return
		case word[0] == '-':
			p.add(from, end, paintFlag)
		case c.Form == Assignments && startsAssignment(p.line[from:to]):
			name := strings.IndexByte(p.line[from:to], '=')
			p.state(c, from, from+len(strings.TrimRight(p.line[from:from+name], " \t")))
			end = p.expression(from+name+1, to)
		case strings.ContainsAny(word, `'"`):
			p.add(from, end, paintString)
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
		p.add(from, to, paintBad)
	case err == nil && info.Status == states.StatusRunning:
		p.add(from, to, paintUp)
	case err == nil:
		p.add(from, to, paintDown)
	case strings.Contains(c.Args, "STATE") && c.Group == Lifecycle && !p.typing(to):
		p.add(from, to, paintBad)
	}
}

// painted puts the colours into the line. Of spans that overlap the last one counts.
func (p *painter) painted() string {
	if len(p.spans) == 0 {
		return p.line
	}
	colours := make([]string, len(p.line))
	for _, s := range p.spans {
		for i := s.from; i < s.to; i++ {
			colours[i] = s.colour
		}
	}
	var b strings.Builder
	last := ""
	for i := range len(p.line) {
		if colours[i] != last {
			if last != "" {
				b.WriteString("\x1b[0m")
			}
			if colours[i] != "" {
				b.WriteString("\x1b[" + colours[i] + "m")
			}
			last = colours[i]
		}
		b.WriteByte(p.line[i])
	}
	if last != "" {
		b.WriteString("\x1b[0m")
	}
	return b.String()
}
