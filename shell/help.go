package shell

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// topics are what help knows beside commands and groups.
var topics = map[string]string{
	"grammar": `A line is a command if its first word is one and no Go operator follows: "start conn" is a command, "start := 1"
and "start.x()" are Go. A : in front makes a line a command, a ; makes it Go. (reset) and reset() are reset.

The words of a command are divided by spaces; 'single' and "double" quotes keep spaces together. Commands follow each
other on a line with ; between them, and compose with |. The right side of STATE=EXPR is Go, up to the next STATE=.

A Go statement goes on over lines until it is complete; a command ends with its line. Comments begin with # or //.

A state is named as states shows it, or by the end of that name where no other state has the same.`,

	"scripts": `A script holds the same lines as the prompt. It stops at the first error, says file:line and why, and mrepl exits
with 1; -k goes on. "! LINE" wants LINE to fail, "expect EXPR" wants EXPR to be true, and "expect-out REGEXP" wants the
output of the last statement to match. The states that run at the end of a script are stopped, last started first.

"mrepl ./app demo.mrepl a b" runs the script with arguments: $1 to $9 in its command lines are a and b, $* is all of
them, and in its Go they are in argv, a []string. With "#!/usr/bin/env -S mrepl ./app" as its first line it is a program.
At the prompt, source FILE runs a script, and save FILE writes one from what was typed.`,

	"json": `With --json mrepl prints one JSON object a line on standard output, and what the program prints on standard error.
Each has "schemaVersion", which is 1, and "type":

    event      something happens to a state: {"event": "started", "name": "db/conn", "ms": 3.4, ...}
    report     an operation has ended: what was started and stopped, what failed, what was not tried
    value      a value of Go, with its type, in Go syntax and, where that can be, as JSON
    error      a statement has failed, with file and line in a script
    notice     a line that is neither a result nor an error; "warning" is true for what may not be wanted

Anything else is what a command was asked for, under its own name: {"type": "states", "states": [...]}. Durations are in
milliseconds, times as in RFC 3339. The file shell/schema.json is the JSON Schema of all of it; the number of the version
changes when something goes or means something else, not when something is added.`,

	"transcripts": `A transcript is a session written down: prompts with what was typed, and the output that came. "mrepl test FILE..."
types it again and prints what is different, as a diff; --update writes down what came instead.

    # Buy and sell.
    $ mrepl ./examples/exchange -- port=0
    exchange 0/3> start
    ...
    started 3 states in 2ms
    exchange 3/3> 1 + 1
    2

The line $ mrepl says what is run, in the directory of the file. A line ... stands for any lines, and ... in a line for
any text; durations, ports, addresses in memory and the width of gaps do not count. The prompt > stands for any; one that
tells how many states run must be right. Comments and empty lines in front of a prompt are not output.`,
}

func help(_ context.Context, c *Call) error {
	if err := c.needs(0, 1); err != nil {
		return err
	}
	s := c.Shell
	if len(c.words) == 0 {
		s.view.result("help", nil, s.overview())
		return nil
	}
	word := strings.ToLower(c.words[0].text)
	if name, cmd, ok := s.commands.lookup(word); ok {
		s.view.result("help", nil, s.manual(name, cmd))
		return nil
	}
	if text, ok := topics[word]; ok {
		s.view.result("help", nil, text)
		return nil
	}
	if slices.Contains(groups, Group(word)) {
		s.view.result("help", nil, s.group(Group(word)))
		return nil
	}
	known := slices.Concat(s.commands.names(), slices.Sorted(maps.Keys(topics)))
	if guess := near(word, known); len(guess) > 0 {
		return fmt.Errorf("there is no help on %s; did you mean %s?", word, orList(guess))
	}
	return fmt.Errorf("there is no help on %s; help alone lists what there is", word)
}

// overview lists every command with its summary, group by group.
func (s *Shell) overview() string {
	var b strings.Builder
	for _, g := range groups {
		b.WriteString(s.group(g) + "\n")
	}
	b.WriteString("Anything else is Go. help WORD tells more, about a command or a topic: ")
	b.WriteString(strings.Join(slices.Sorted(maps.Keys(topics)), ", ") + ".")
	return b.String()
}

// group lists the commands of a group.
func (s *Shell) group(g Group) string {
	p := newPalette(s.cfg.ColorOut)
	var b strings.Builder
	b.WriteString(p.strong.Sprint(string(g)) + "\n")
	for _, name := range s.commands.in(g) {
		c := s.commands[name]
		line := fmt.Sprintf("  %-18s %s", name, c.Summary)
		if width := s.cfg.Width(); width > 0 {
			line = cut(line, max(width, 40))
		}
		b.WriteString(line + "\n")
	}
	return b.String()
}

// manual is all there is to know about a command.
func (s *Shell) manual(name string, c Command) string {
	p := newPalette(s.cfg.ColorOut)
	width := 80
	if w := s.cfg.Width(); w > 0 {
		width = min(max(w, 40), 100)
	}
	var b strings.Builder
	b.WriteString(p.strong.Sprint(c.usage(name)) + "\n\n")
	b.WriteString(wrap(sentence(c.Summary)+" "+c.Detail, width))
	if len(c.Aliases) > 0 {
		b.WriteString("\nAlso known as " + orList(c.Aliases) + ".\n")
	}
	for i, f := range c.Flags {
		if i == 0 {
			b.WriteString("\n")
		}
		fmt.Fprintf(&b, "  %-18s %s\n", f, f.Summary)
	}
	return b.String()
}

// sentence makes a summary a sentence.
func sentence(s string) string {
	if s == "" {
		return ""
	}
	return strings.ToUpper(s[:1]) + s[1:] + "."
}

// wrap breaks text into lines of at most width bytes.
func wrap(text string, width int) string {
	var b strings.Builder
	col := 0
	for _, w := range strings.Fields(text) {
		switch {
		case col == 0:
		case col+1+len(w) > width:
			b.WriteString("\n")
			col = 0
		default:
			b.WriteString(" ")
			col++
		}
		b.WriteString(w)
		col += len(w)
	}
	return b.String() + "\n"
}

func helpWords(c *Call) []Completion {
	var list []Completion
	for name, cmd := range c.Shell.commands {
		list = append(list, Completion{Text: name, Hint: cmd.Summary})
	}
	for _, g := range groups {
		list = append(list, Completion{Text: string(g), Hint: "group"})
	}
	for name := range topics {
		list = append(list, Completion{Text: name, Hint: "topic"})
	}
	return list
}
