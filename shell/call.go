package shell

import (
	"fmt"
	"slices"
	"strings"

	"github.com/mrepl/mrepl/states"
)

// A Call is one command of a line as it is run: what was written behind its name, and what the commands before a | composed.
type Call struct {
	Shell     *Shell
	Name      string // the command's own name, whichever alias was typed
	Raw       string // the rest of the line, for a command of the forms Raw and Text
	Composed  bool   // commands stood before it, divided by |
	Selection states.Selection

	command Command
	flags   []string
	words   []word
	assigns []assignment
	typed   string // where a line is completed: the word at the cursor, as far as it is written
}

// take makes st the command of the call.
func (c *Call) take(st stage) {
	c.Name, c.command, c.Raw = st.name, st.command, st.raw
	c.flags, c.words, c.assigns = st.flags, st.words, st.assigns
}

// Words returns the words behind the name, without flags and quotes.
func (c *Call) Words() []string {
	words := make([]string, len(c.words))
	for i, w := range c.words {
		words[i] = w.text
	}
	return words
}

// Has reports whether the flag of that name, the first of its names, was given.
func (c *Call) Has(flag string) bool { return slices.Contains(c.flags, flag) }

// refs returns the words as names of states, nil if there are none.
func (c *Call) refs() []states.Ref {
	var refs []states.Ref
	for _, w := range c.words {
		refs = append(refs, states.Name(w.text))
	}
	return refs
}

// A UsageError says what is wrong with how a command is written.
type UsageError struct {
	Command string
	Problem string
	Usage   string // how it is written, "" where the problem tells enough
}

func (e *UsageError) Error() string {
	text := e.Command + ": " + e.Problem
	if e.Usage != "" {
		text += "; usage: " + e.Usage
	}
	return text
}

// misuse returns an error that says what is wrong with the call and how it is written.
func (c *Call) misuse(format string, args ...any) error {
	return &UsageError{c.Name, fmt.Sprintf(format, args...), c.command.usage(c.Name)}
}

// needs is the error of a call that lacks what the form of the command asks for, or has words that it does not take.
func (c *Call) needs(least, most int) error {
	n := len(c.words)
	if c.command.Form == Assignments {
		n = len(c.assigns)
	}
	switch {
	case n < least:
		return c.misuse("%s is missing", strings.Trim(strings.Fields(c.command.Args)[min(n, len(strings.Fields(c.command.Args))-1)], "[]."))
	case most >= 0 && n > most && most == 0:
		return c.misuse("it takes nothing more, and there is %s", c.words[0].text)
	case most >= 0 && n > most:
		return c.misuse("%s is too much", c.words[most].text)
	}
	return nil
}
