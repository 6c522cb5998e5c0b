package interp_test

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/mrepl/mrepl/interp"
)

// TestEdits follows the scripts of testdata/edits: before an edit, the edit, after
// it, and what must have stayed. Each is a txtar archive of a module, whose comment is the
// script:
//
//	> EXPR        evaluates a line at the prompt; what it gives must be the lines that follow
//	edit FILE     replaces lines with a - by those with a + that follow; without the former these are added at the end
//	create FILE   writes the lines with a +
//	remove FILE
//	rename FILE FILE
//	reload        what it reports must be the lines that follow
//	refused       reload, which must fail with these lines, and touch nothing
//	all           loads everything anew
//	start, stop   all states; what the program prints must be the lines that follow
//	printed       what the program has printed since the last of these commands
//	fresh EXPR    it gives what it gives in a session of its own on the same sources
//	# ...         a remark
func TestEdits(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/edits/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			t.Parallel()
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			m := open(t, string(text))
			defer m.reg.Stop(context.Background())
			for _, block := range blocks(string(txtar.Parse(text).Comment)) {
				m.follow(block)
			}
		})
	}
}

// command finds the lines that begin a command.
var command = regexp.MustCompile(`^(> |(edit|create|remove|rename|fresh) .|(reload|refused|all|start|stop|printed)$)`)

// blocks splits a script into its commands, each with the lines that belong to it.
func blocks(script string) [][]string {
	var out [][]string
	for line := range strings.Lines(script) {
		line = strings.TrimSuffix(line, "\n")
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case command.MatchString(line):
			out = append(out, []string{line})
		default:
			out[len(out)-1] = append(out[len(out)-1], line)
		}
	}
	return out
}

// follow carries out one command of a script.
func (m *module) follow(block []string) {
	m.t.Helper()
	line, want := block[0], strings.Join(block[1:], "\n")
	word, rest, _ := strings.Cut(line, " ")
	switch word {
	case ">":
		same(m.t, line, m.eval(rest), want)
	case "edit":
		m.edit(rest, block[1:])
	case "create":
		m.write(rest, unmarked(block[1:], "+"))
	case "remove":
		m.remove(rest)
	case "rename":
		from, to, _ := strings.Cut(rest, " ")
		m.write(to, m.read(from))
		m.remove(from)
	case "reload":
		same(m.t, line, told(m.reload()), want)
	case "refused":
		_, err := m.session.Reload(context.Background(), false)
		if err == nil {
			m.t.Fatalf("it was not refused:\n%s", want)
		}
		same(m.t, line, directory.ReplaceAllString(m.text(err), ""), want)
	case "all":
		if _, err := m.session.Reload(context.Background(), true); err != nil {
			m.t.Fatalf("reload of all: %s", m.text(err))
		}
	case "start", "stop":
		m.out.take()
		if m.start(); word == "stop" {
			m.stop()
		}
		same(m.t, line, strings.TrimSuffix(m.out.take(), "\n"), want)
	case "printed":
		same(m.t, line, strings.TrimSuffix(m.out.take(), "\n"), want)
	case "fresh":
		same(m.t, line, m.eval(rest), m.fresh().eval(rest))
	default:
		m.t.Fatalf("no such command: %s", line)
	}
}

// edit replaces, in each run of lines of a file, those with a - by those with a +.
func (m *module) edit(file string, lines []string) {
	m.t.Helper()
	for len(lines) > 0 {
		n := 0
		for n < len(lines) && (n == 0 || lines[n][0] == '+' || lines[n-1][0] == '-') {
			n++
		}
		old, now := unmarked(lines[:n], "-"), unmarked(lines[:n], "+")
		lines = lines[n:]
		if old == "" {
			m.write(file, m.read(file)+now)
			continue
		}
		if n := strings.Count(m.read(file), old); n != 1 {
			m.t.Fatalf("%s has %d times\n%s", file, n, old)
		}
		m.replace(file, old, now)
	}
}

// unmarked returns the lines with a mark, without it.
func unmarked(lines []string, mark string) string {
	out := ""
	for _, line := range lines {
		if text, ok := strings.CutPrefix(line, mark); ok {
			out += text + "\n"
		}
	}
	return out
}

// fresh loads the sources of a module in a session of their own.
func (m *module) fresh() *module {
	m.t.Helper()
	other := *m
	other.reg, other.out = newModule(m.t, "").reg, newOutput()
	if err := other.load(); err != nil {
		m.t.Fatalf("fresh: %s", m.text(err))
	}
	return &other
}

// told is what a reload reports, as text.
func told(c interp.Changes) string {
	var out []string
	list := func(what string, names []string) {
		if len(names) > 0 {
			out = append(out, what+" "+strings.Join(names, " "))
		}
	}
	list("patched", c.Patched)
	list("added", c.Added)
	list("removed", c.Removed)
	list("renewed", c.Renewed)
	if c.States != nil {
		for _, s := range c.States.Steps {
			text := s.Action.String() + " " + s.Name
			if s.Err() != nil {
				text += ": " + s.Err().Error()
			}
			out = append(out, text)
		}
	}
	return strings.Join(append(out, c.Notes...), "\n")
}
