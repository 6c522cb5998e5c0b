package shell

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Manual returns the command table as a Markdown document, which docs/commands.md holds.
func Manual() string {
	t := builtin()
	var b strings.Builder
	b.WriteString("# Commands\n\nEvery command of the shell, as `help` shows it, and what mrepl does on its own command line. This file is\ngenerated from the command table: `go test ./shell -update` writes it anew.\n")
	for _, g := range groups {
		fmt.Fprintf(&b, "\n## %s\n\n| command | what it does |\n|---|---|\n", sentence(string(g))[:len(g)])
		for _, name := range t.in(g) {
			fmt.Fprintf(&b, "| [`%s`](#%s) | %s |\n", name, anchor(name), cells(t[name].Summary))
		}
	}
	for _, g := range groups {
		for _, name := range t.in(g) {
			b.WriteString(entry(name, t[name]))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(programs)) {
		fmt.Fprintf(&b, "\n## The command line: %s\n\n%s\n", name, programs[name])
	}
	for _, topic := range slices.Sorted(maps.Keys(topics)) {
		fmt.Fprintf(&b, "\n## Topic: %s\n\n%s\n", topic, topics[topic])
	}
	return b.String()
}

// entry writes one command.
func entry(name string, c Command) string {
	var b strings.Builder
	fmt.Fprintf(&b, "\n<a id=\"%s\"></a>\n\n### %s\n\n    %s\n\n", anchor(name), name, c.usage(name))
	b.WriteString(wrap(sentence(c.Summary)+" "+c.Detail, 120))
	if len(c.Aliases) > 0 {
		fmt.Fprintf(&b, "\nAlso known as `%s`.\n", strings.Join(c.Aliases, "`, `"))
	}
	for i, f := range c.Flags {
		if i == 0 {
			b.WriteString("\n")
		}
		fmt.Fprintf(&b, "* `%s`: %s\n", strings.Join(f.Names, "`, `"), f.Summary)
	}
	return b.String()
}

// anchor returns an id for a command that a link can name.
func anchor(name string) string {
	if name == "!" {
		return "must-fail"
	}
	return name
}

// cells escapes what would end a cell of a table.
func cells(text string) string { return strings.ReplaceAll(text, "|", `\|`) }
