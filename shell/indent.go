package shell

import "strings"

// Indent returns what the next line of a piece of Go begins with, for a line editor: as many tabs as the last line of text has, and
// one more if that opens more brackets than it closes. In the middle of a raw string or a comment it is "", and so it is behind a
// command.
func (s *Shell) Indent(text string) string {
	kind, src := s.commands.classify(text)
	if kind != goLine || len(src) > judged {
		return ""
	}
	var g growing
	before, last := 0, ""
	for line := range strings.SplitSeq(src, "\n") {
		before, last = g.depth, line
		g.add(line)
	}
	if g.in != "" {
		return ""
	}
	tabs := last[:len(last)-len(strings.TrimLeft(last, " \t"))]
	if g.depth > before {
		tabs += "\t"
	}
	return tabs
}
