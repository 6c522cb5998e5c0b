package shell

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
)

// A lineKind says what a line is.
type lineKind int

const (
	blankLine   lineKind = iota // nothing, or a comment
	commandLine                 // commands of the table
	goLine                      // Go source
	strangeLine                 // neither: its first word is unknown and it cannot be Go
)

var firstWord = regexp.MustCompile(`^[\pL_][\pL\pN_-]*`)

// typeDecl is what follows type in a declaration, as opposed to an expression: a name and then a type.
var typeDecl = regexp.MustCompile(`^\s+(?:\(|[\pL_][\pL\pN_]*(?:\[[^\]]*\])?\s+(?:=|[\pL_]|\[|\(|\*\S|<-))`)

// classify says what line is and returns the text that counts: without the ':' or ';' in front, without the brackets of
// (reset) or reset().
func (t table) classify(line string) (lineKind, string) {
	line = strings.TrimSpace(line)
	switch {
	case line == "", startsComment(line):
		return blankLine, ""
	case line[0] == ':':
		return commandLine, strings.TrimSpace(line[1:])
	case line[0] == ';':
		return goLine, strings.TrimSpace(line[1:])
	case line[0] == '?' && (len(line) == 1 || isSpace(line[1])):
		return commandLine, strings.TrimSpace("help" + line[1:])
	case line[0] == '!' && (len(line) == 1 || isSpace(line[1])):
		return commandLine, line
	}
	if inner, ok := parenthesised(line); ok {
		if kind, text := t.classify(inner); kind == commandLine && inner[0] != ':' {
			return kind, text
		}
		return goLine, line
	}
	name := firstWord.FindString(line)
	rest := line[len(name):]
	if _, c, ok := t.lookup(name); ok {
		if after, ok := emptyCall(rest); ok {
			return commandLine, name + after
		}
		if strings.Contains(name, "-") && strings.HasPrefix(strings.TrimSpace(rest), "=") {
			return commandLine, line // Go has no such names to assign to
		}
		if c.Form == Words && strings.TrimSpace(rest) == "*" {
			return commandLine, line // as a shell has it; as Go it would have to go on, and nobody means that
		}
		if !goesOnAsGo(rest, c.Form) && !(name == "type" && typeDecl.MatchString(rest)) {
			return commandLine, line
		}
	}
	if name != "" && looksLikeCommand(name, rest) || t.elsewhere(line) != "" && !isGo(hashComments(line)) {
		return strangeLine, line
	}
	return goLine, line
}

// parenthesised returns what stands between the brackets where the whole line is in one pair of them.
func parenthesised(line string) (inner string, ok bool) {
	if line[0] != '(' {
		return "", false
	}
	var open brackets
	for i := 0; i < len(line); {
		n, err := open.step(line[i:])
		if err != nil {
			return "", false
		}
		i += n
		if len(open) == 0 {
			rest := strings.TrimSpace(line[i:])
			inner := strings.TrimSpace(line[1 : i-1])
			return inner, inner != "" && (rest == "" || startsComment(rest))
		}
	}
	return "", false
}

// emptyCall reports whether rest, the text right behind a command's name, begins with () and then ends or goes on as a
// command line does; it returns what follows the brackets.
func emptyCall(rest string) (after string, ok bool) {
	after, ok = strings.CutPrefix(rest, "()")
	trimmed := strings.TrimSpace(after)
	return after, ok && (trimmed == "" || startsComment(trimmed) || pipes(trimmed) || trimmed[0] == ';')
}

// pipes reports whether s begins with a | that is not Go's || or |=.
func pipes(s string) bool {
	return strings.HasPrefix(s, "|") && !strings.HasPrefix(s, "||") && !strings.HasPrefix(s, "|=")
}

// goesOnAsGo reports whether rest, the text right behind a command's name, makes the line Go: an operator follows.
func goesOnAsGo(rest string, form Form) bool {
	s := strings.TrimSpace(rest)
	adjacent := rest != "" && !isSpace(rest[0])
	switch {
	case s == "", startsComment(s), s[0] == ';':
		return false
	case strings.HasPrefix(s, ":="), strings.HasPrefix(s, "="):
		return true
	case adjacent:
		return !pipes(s) || isDigit(s[1:])
	case form != Words, isPath(s):
		return false
	case s[0] == '-':
		return len(s) == 1 || s[1] != '-' && !isLetter(s[1]) || len(s) == 2 && s[1] == '-'
	case s[0] == '!':
		return strings.HasPrefix(s, "!=")
	case s[0] == '|':
		return !pipes(s)
	}
	return strings.IndexByte("+*/%&^<>,.([{", s[0]) >= 0
}

// isPath reports whether s begins with a path, where Go would have a space behind an operator: /x, ./x, ../x.
func isPath(s string) bool {
	s = strings.TrimPrefix(strings.TrimPrefix(s, "."), ".")
	return len(s) > 1 && s[0] == '/' && !isSpace(s[1]) && strings.IndexByte("/=*(", s[1]) < 0
}

// looksLikeCommand reports whether a line whose first word is no command was meant as one: a second word follows the first, or
// nothing and the word cannot be Go, as in "stop-al".
func looksLikeCommand(name, rest string) bool {
	s := strings.TrimSpace(rest)
	switch {
	case isGo(hashComments(name + rest)):
		return false
	case s == "" || startsComment(s):
		return strings.Contains(name, "-")
	case !isSpace(rest[0]) || goKeywords[name]:
		return false
	case programs[name] != "":
		return true
	}
	return isLetter(s[0]) || isDigit(s) || s[0] == '\'' || s[0] == '"' || s[0] == '_' || s[0] == '-' && len(s) > 1 && !isSpace(s[1])
}

func isLetter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }

func isDigit(s string) bool { return s != "" && '0' <= s[0] && s[0] <= '9' }

// goKeywords are the words that begin a Go statement or declaration.
var goKeywords = map[string]bool{
	"break": true, "case": true, "const": true, "continue": true, "default": true, "defer": true, "else": true,
	"fallthrough": true, "for": true, "func": true, "go": true, "goto": true, "if": true, "import": true, "package": true,
	"range": true, "return": true, "select": true, "struct": true, "switch": true, "type": true, "var": true,
	"chan": true, "interface": true, "map": true,
}

// A stage is one command of a line, as it was written.
type stage struct {
	name    string // its own name, whichever alias was typed
	command Command
	flags   []string // the first names of the flags
	words   []word
	assigns []assignment
	raw     string
}

// parse reads the first pipeline of a command line: the stages between | signs, up to a ; whose rest it returns.
func (t table) parse(line string) (stages []stage, rest string, err error) {
	for {
		st, after, end, err := t.parseStage(strings.TrimSpace(line))
		var unknown *UnknownCommandError
		if errors.As(err, &unknown) && unknown.Instead != "" && len(stages) > 0 {
			err = t.piped(unknown.Word)
		}
		if err != nil {
			return nil, "", err
		}
		stages = append(stages, st)
		if end != '|' {
			return stages, after, nil
		}
		line = after
	}
}

// parseStage reads one command with its flags and arguments.
func (t table) parseStage(src string) (st stage, rest string, end byte, err error) {
	typed := firstWord.FindString(src)
	if strings.HasPrefix(src, "!") {
		typed = "!"
	}
	name, c, ok := t.lookup(typed)
	if ok && typed == "ls" && filesMeant.MatchString(src) {
		return st, "", 0, &UsageError{Command: typed, Problem: "it lists states here; " + t.running(src)}
	}
	if !ok {
		return st, "", 0, t.unknown(src)
	}
	st = stage{name: name, command: c}
	src = src[len(typed):]
	var flags []string
	switch c.Form {
	case Raw, Text:
		st.raw = strings.TrimSpace(src)
		if st.raw == "--help" { // -h could be Go
			st = t.helpOn(name)
		}
		return st, "", 0, nil
	case Assignments:
		st.assigns, flags, rest, end, err = splitAssignments(src, func(s string) bool { return c.flag(s) != "" || asksHelp(s) })
	default:
		var all []word
		all, rest, end, err = splitWords(src)
		for _, w := range all {
			if !w.quoted && len(w.text) > 1 && w.text[0] == '-' && !isDigit(w.text[1:]) {
				flags = append(flags, w.text)
			} else {
				st.words = append(st.words, w)
			}
		}
	}
	var not notAssigned
	switch {
	case errors.As(err, &not):
		return st, "", 0, &UsageError{Command: name, Problem: not.as(c.Args)}
	case err != nil:
		return st, "", 0, &UsageError{Command: name, Problem: err.Error()}
	}
	for _, f := range flags {
		first := c.flag(f)
		switch {
		case first == "" && asksHelp(f):
			return t.helpOn(name), rest, end, nil
		case first == "":
			return st, "", 0, &UsageError{name, c.noFlag(f), c.usage(name)}
		}
		st.flags = append(st.flags, first)
	}
	return st, rest, end, nil
}

func asksHelp(flag string) bool { return flag == "--help" || flag == "-h" }

// helpOn returns what a command line that asks for --help stands for.
func (t table) helpOn(name string) stage {
	return stage{name: "help", command: t["help"], words: []word{{text: name}}}
}

// An UnknownCommandError says that a line is neither a command nor Go.
type UnknownCommandError struct {
	Word    string
	Near    []string // commands of a similar name, best first
	Instead string   // what to do, where that is known
}

func (e *UnknownCommandError) Error() string {
	_, program := programs[e.Word]
	switch {
	case e.Instead != "":
		return e.Instead
	case program:
		return fmt.Sprintf("%s is not for the prompt: mrepl %s is a command line; help %s tells about it", e.Word, e.Word, e.Word)
	case len(e.Near) > 0:
		return fmt.Sprintf("%s is neither a command nor Go; did you mean %s?", e.Word, orList(e.Near))
	}
	return e.Word + " is neither a command nor Go; help lists the commands"
}

// unknown returns the error for a line that begins with no command.
func (t table) unknown(src string) error {
	name := firstWord.FindString(src)
	if name == "" {
		name, _, _ = strings.Cut(src, " ")
	}
	if instead := t.elsewhere(src); instead != "" {
		return &UnknownCommandError{Word: name, Instead: instead}
	}
	if name == "" {
		return errors.New("a command is missing; help selection tells what may stand behind a |, help lists the commands")
	}
	return &UnknownCommandError{Word: name, Near: t.near(name)}
}
