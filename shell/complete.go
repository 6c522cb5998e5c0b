package shell

import (
	"cmp"
	"go/parser"
	"slices"
	"strings"
)

// Complete lists how line may go on at the byte offset pos, sorted: commands, flags, states that fit the command, and what the
// engine knows about Go. It evaluates nothing and is safe at any time, also while a statement runs.
func (s *Shell) Complete(line string, pos int) []Completion {
	pos = max(0, min(pos, len(line)))
	head := line[:pos]
	var list []Completion
	if at, ok := s.commandStart(head); ok {
		list = s.completeCommand(line, head, at)
	} else {
		if word := lastWord(head, 0); strings.TrimSpace(head[:word]) == "" {
			list = s.completeName(head, word)
		}
		list = append(list, s.completeGo(line, 0, pos)...)
	}
	slices.SortStableFunc(list, func(a, b Completion) int { return cmp.Compare(a.Text, b.Text) })
	return slices.CompactFunc(list, func(a, b Completion) bool { return a.Text == b.Text && a.From == b.From })
}

// commandStart returns the offset of the last stage of the command line in head; ok is false where head is Go, or still in its
// first word.
func (s *Shell) commandStart(head string) (at int, ok bool) {
	start := len(head) - len(strings.TrimLeft(head, " \t:"))
	for {
		rest := head[start:]
		name := firstWord.FindString(rest)
		if strings.HasPrefix(rest, "! ") {
			name = "!"
		}
		_, c, known := s.commands.lookup(name)
		if !known || len(rest) == len(name) {
			return start, start > 0 && strings.ContainsAny(head[:start], "|:")
		}
		if after := rest[len(name):]; goesOnAsGo(after, c.Form) && after != " -" && !strings.ContainsAny(head[:start], "|:") {
			return 0, false
		}
		next, end := endOfStage(rest[len(name):], c)
		if end == 0 {
			return start, true
		}
		start += len(name) + next
		start += len(head[start:]) - len(strings.TrimLeft(head[start:], " \t"))
	}
}

// endOfStage returns the offset behind the | or ; that ends the stage in src, and that byte, 0 if nothing does.
func endOfStage(src string, c Command) (next int, end byte) {
	var rest string
	var err error
	switch c.Form {
	case Raw, Text:
		return 0, 0
	case Assignments:
		_, _, rest, end, err = splitAssignments(src, func(string) bool { return false })
	default:
		_, rest, end, err = splitWords(src)
	}
	if err != nil {
		return 0, 0
	}
	return len(src) - len(rest), end
}

// completeCommand completes the stage that begins at the offset at.
func (s *Shell) completeCommand(line, head string, at int) []Completion {
	stage := head[at:]
	name, c, ok := s.commands.lookup(firstWord.FindString(stage))
	if strings.HasPrefix(stage, "! ") {
		name, c, ok = s.commands.lookup("!")
	}
	switch {
	case !ok, len(stage) == len(name):
		return s.completeName(head, at)
	case c.Form == Raw && name == "!":
		return shift(s.Complete(stage[2:], len(stage)-2), at+2)
	case c.Form == Raw:
		return s.completeGo(line, at+len(name)+1, len(head))
	}
	word := lastWord(head, at)
	if c.Form == Assignments {
		if expr := lastExpr(head, at+len(name)); expr >= 0 && (word <= expr || !isExpr(head[expr:word])) {
			return merged(s.fits(head, expr), s.completeGo(line, expr, len(head)), head)
		}
	}
	if strings.HasPrefix(head[word:], "-") {
		return completeFlags(c, head, word)
	}
	if c.Complete == nil {
		return nil
	}
	return fitting(c.Complete(s.partialCall(name, c, stage)), head, word)
}

// fits offers what is assignable to the state whose expression begins at the offset expr.
func (s *Shell) fits(head string, expr int) []Completion {
	fitter, ok := s.engine.(Fitter)
	from := expr + len(head[expr:]) - len(strings.TrimLeft(head[expr:], " \t"))
	if !ok || strings.ContainsAny(head[from:], "([{,") {
		return nil
	}
	left := strings.TrimRight(strings.TrimSuffix(strings.TrimRight(head[:expr], " \t"), "="), " \t")
	full, err := s.registry.Resolve(left[lastWord(left, 0):])
	if err != nil {
		return nil
	}
	return fitting(fitter.Fits(full), head, from)
}

// merged returns values that fit and other Go, but not what is merely the beginning of a value that fits.
func merged(values, others []Completion, head string) []Completion {
	all := slices.Clone(values)
	for _, other := range others {
		begins := slices.ContainsFunc(values, func(v Completion) bool {
			return v.From <= other.From && strings.HasPrefix(v.Text, head[v.From:other.From]+other.Text)
		})
		if !begins {
			all = append(all, other)
		}
	}
	return all
}

// partialCall is the call as far as it is written: what is being typed does not count.
func (s *Shell) partialCall(name string, c Command, stage string) *Call {
	call := &Call{Shell: s, Name: name, command: c, Selection: s.registry.All()}
	before := stage[len(name):]
	call.typed = before[lastWord(before, 0):]
	before = before[:lastWord(before, 0)]
	if c.Form == Words || c.Form == Text {
		call.words, _, _, _ = splitWords(before)
	} else {
		call.assigns, _, _, _, _ = splitAssignments(before, func(w string) bool { return c.flag(w) != "" })
	}
	return call
}

// completeName offers the commands for the word at the offset word: behind a | those that take a selection.
func (s *Shell) completeName(head string, word int) []Completion {
	composed := strings.HasSuffix(strings.TrimRight(head[:word], " \t"), "|")
	var list []Completion
	for name, c := range s.commands {
		if firstWord.MatchString(name) && (!composed || c.Ends || c.Compose != nil) {
			list = append(list, Completion{Text: name, Hint: c.Summary, Ends: c.Args != "" || len(c.Flags) > 0})
		}
	}
	return fitting(list, head, word)
}

func completeFlags(c Command, head string, word int) []Completion {
	var list []Completion
	for _, f := range c.Flags {
		list = append(list, Completion{Text: f.Names[len(f.Names)-1], Hint: f.Summary, Ends: true})
	}
	return fitting(list, head, word)
}

// completeGo asks the engine about the Go source that begins at the offset from.
func (s *Shell) completeGo(line string, from, pos int) []Completion {
	if s.engine == nil || from > pos {
		return nil
	}
	return shift(s.engine.Complete(line[from:], pos-from), from)
}

func shift(list []Completion, by int) []Completion {
	for i := range list {
		list[i].From += by
	}
	return list
}

// lastWord returns the offset of the word that ends head, at or behind from.
func lastWord(head string, from int) int {
	i := len(head)
	for i > from && !isSpace(head[i-1]) && head[i-1] != '|' && head[i-1] != ':' {
		i--
	}
	return i
}

// lastExpr returns the offset of the expression that head ends in, behind the last STATE= at or behind from, or -1.
func lastExpr(head string, from int) int {
	for i := len(head) - 1; i >= from; i-- {
		if i > from && !isSpace(head[i-1]) {
			continue
		}
		if m := assignStart.FindString(head[i:]); m != "" {
			return i + len(m)
		}
	}
	return -1
}

// isExpr reports whether src is a whole Go expression, so that a word behind it begins something new.
func isExpr(src string) bool {
	_, err := parser.ParseExpr(src)
	return err == nil
}
