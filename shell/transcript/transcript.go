// Package transcript reads sessions that were written down, with prompts, input and output, and compares them with what comes
// when they are replayed.
//
//	# The shop, opened.
//	$ mrepl ./shop -- port=0
//	shop 0/2> start
//	▶ conf/config 1ms
//	...
//	shop 2/2> 1 +
//	      ... 2
//	3
//
// What stands before the first prompt is kept as it is; a line "$ mrepl ..." there says what is run. A line that begins with a
// prompt is input, and so are those behind it that begin with "...  ". Everything else is output. In output, a line "..." stands
// for any lines and "..." in a line for any text; durations, ports, addresses in memory and the width of gaps do not count. A
// prompt ">" alone stands for any; one with the number of states has to be right. Empty lines and comments in front of a prompt
// are not output.
package transcript

import (
	"regexp"
	"strings"
)

// A File is a transcript.
type File struct {
	Head  []string // the lines before the first prompt
	Steps []Step
}

// A Step is one input and what came of it.
type Step struct {
	Line   int      // of its prompt, from 1
	Prompt string   // without the "> "
	Input  []string // one or more lines
	Output []string
	Tail   []string // empty lines and comments in front of the next prompt
}

// Text is the input as it was typed.
func (s Step) Text() string { return strings.Join(s.Input, "\n") }

var (
	prompt    = regexp.MustCompile(`^((?:[\pL\pN_.-]+(?: \d+/\d+)?(?: failed)?(?: stale)?)?)>(?: (.*))?$`)
	continued = regexp.MustCompile(`^ *\.\.\. (.*)$`)
	command   = regexp.MustCompile(`^\$ (?:.*\bmrepl)\b(.*)$`)
)

// Parse reads a transcript. Any text is one.
func Parse(text string) *File {
	f := &File{}
	for i, line := range lines(text) {
		if m := prompt.FindStringSubmatch(line); m != nil {
			f.Steps = append(f.Steps, Step{Line: i + 1, Prompt: m[1], Input: []string{m[2]}})
			continue
		}
		if len(f.Steps) == 0 {
			f.Head = append(f.Head, line)
			continue
		}
		step := &f.Steps[len(f.Steps)-1]
		if m := continued.FindStringSubmatch(line); m != nil && len(step.Output) == 0 {
			step.Input = append(step.Input, m[1])
			continue
		}
		step.Output = append(step.Output, line)
	}
	for i := range f.Steps {
		f.Steps[i].split()
	}
	return f
}

// lines cuts text behind each newline. The last line need not end in one.
func lines(text string) []string {
	if text == "" {
		return nil
	}
	list := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	for i := range list {
		list[i] = strings.TrimRight(list[i], "\r")
	}
	return list
}

// split moves the empty lines and comments that end the output to the tail.
func (s *Step) split() {
	end := len(s.Output)
	for n := end; n > 0; n-- {
		switch line := s.Output[n-1]; {
		case line == "":
			end = n - 1
		case !strings.HasPrefix(line, "#"):
			n = 1 // nothing above belongs to the tail
		}
	}
	s.Output, s.Tail = s.Output[:end:end], s.Output[end:]
}

// Command returns the words behind mrepl in the line "$ mrepl ..." of the head; ok is false if there is none.
func (f *File) Command() (words []string, ok bool) {
	for _, line := range f.Head {
		if m := command.FindStringSubmatch(line); m != nil {
			return strings.Fields(m[1]), true
		}
	}
	return nil, false
}

// String writes the transcript as Parse reads it.
func (f *File) String() string {
	var b strings.Builder
	put := func(list []string) {
		for _, line := range list {
			b.WriteString(line + "\n")
		}
	}
	put(f.Head)
	for _, s := range f.Steps {
		more := strings.Repeat(" ", max(0, len(s.Prompt)+len("> ")-len("... "))) + "... "
		for i, line := range s.Input {
			switch {
			case i > 0:
				b.WriteString(more + line + "\n")
			case line == "":
				b.WriteString(s.Prompt + ">\n")
			default:
				b.WriteString(s.Prompt + "> " + line + "\n")
			}
		}
		put(s.Output)
		put(s.Tail)
	}
	return b.String()
}
