package shell

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// A Group is a heading of the help.
type Group string

// The groups, in the order in which help shows them.
const (
	Lifecycle Group = "lifecycle"
	Selecting Group = "selection"
	Looking   Group = "looking"
	Scripting Group = "scripts"
	Session   Group = "session"
)

var groups = []Group{Lifecycle, Selecting, Looking, Scripting, Session}

// A Form says how the text behind a command's name is read.
type Form int

// The forms.
const (
	Words       Form = iota // shell words, with quotes
	Assignments             // STATE=EXPR..., where EXPR is Go
	Raw                     // the rest of the line as it stands: Go, or a line
	Text                    // the rest of the line as it stands, which is neither
)

// A Command is one entry of the command table, which prompt, scripts, help, completion and the manual share. Its name is the
// key in the table.
type Command struct {
	Group    Group
	Args     string   // what follows the name, for people: "[STATE...]"
	Summary  string   // what it does, in less than a line
	Detail   string   // the rest that there is to know, in sentences
	Aliases  []string // other names
	Form     Form
	Flags    []Flag
	Complete func(*Call) []Completion           // fits the word at the cursor; nil: nothing to offer
	Compose  func(context.Context, *Call) error // changes c.Selection; set where the command may stand before a |
	Ends     bool                               // the command may follow a | and acts on c.Selection
	Run      func(context.Context, *Call) error // runs it, where it stands last
}

// A Flag is an option of a command. Flags take no value.
type Flag struct {
	Names   []string // "-n", "--deps"
	Summary string
}

func (f Flag) String() string { return strings.Join(f.Names, ", ") }

// usage returns the command as help writes it.
func (c Command) usage(name string) string {
	var b strings.Builder
	b.WriteString(name)
	for _, f := range c.Flags {
		fmt.Fprintf(&b, " [%s]", strings.Join(f.Names, "|"))
	}
	if c.Args != "" {
		b.WriteString(" " + c.Args)
	}
	return b.String()
}

// flag returns the first name of the flag that word names, or "".
func (c Command) flag(word string) string {
	for _, f := range c.Flags {
		if slices.Contains(f.Names, word) {
			return f.Names[0]
		}
	}
	return ""
}

// A table holds the commands by name.
type table map[string]Command

// noFlag says that there is no such flag, and which may have been meant.
func (c Command) noFlag(word string) string {
	var names []string
	for _, f := range c.Flags {
		names = append(names, f.Names...)
	}
	text := "it has no flag " + word
	if like := near(word, names); len(like) > 0 {
		text += "; did you mean " + orList(like) + "?"
	}
	return text
}

// builtin returns the command table of every shell: one map a group, each in a file of its own.
func builtin() table {
	t := table{}
	for _, group := range []table{
		lifecycle, cleaning, reloading, watchingTable, tasksTable, substitution, selecting, looking, graphs, timing, explaining, golang, tracing, logging, scripting, files,
		session, remembering, editing, settingsTable, systemTable,
	} {
		maps.Copy(t, group)
	}
	return t
}

// lookup finds a command by name or alias and returns it under its own name.
func (t table) lookup(name string) (string, Command, bool) {
	if c, ok := t[name]; ok {
		return name, c, true
	}
	for own, c := range t {
		if slices.Contains(c.Aliases, name) {
			return own, c, true
		}
	}
	return "", Command{}, false
}

// names returns all names and aliases, sorted.
func (t table) names() []string {
	var names []string
	for name, c := range t {
		names = append(append(names, name), c.Aliases...)
	}
	slices.Sort(names)
	return names
}

// which returns the names of the commands that fit, sorted.
func (t table) which(fits func(Command) bool) []string {
	var names []string
	for name, c := range t {
		if fits(c) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// in returns the names of a group, sorted.
func (t table) in(g Group) []string {
	return t.which(func(c Command) bool { return c.Group == g })
}
