package shell

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// topics are what help knows beside commands, groups, states and Go.
var topics = map[string]string{
	"grammar": `A line is a command or Go, and what it is can be seen from its beginning.

A line is a command if its first word is one and no Go operator follows it:

    start conn            a command
    start := 1            Go, an operator follows
    start.x()             Go, the same
    :start                a command, whatever it looks like: a : is in front
    ;start                Go, whatever it looks like: a ; is in front
    (reset)  reset()      the command reset

The words of a command are divided by spaces; 'single' and "double" quotes keep spaces together. Commands follow each
other on a line with ; between them, and compose with |. The right side of STATE=EXPR is Go, up to the next STATE=:

    stop nyse-app; start nyse-app
    swap conn=db.Open("sqlite::memory:") nyse-app=nil
    time only conn | start

sh LINE runs a line of the system's shell, all of it: its | and ; are the system's.

A state is named as states shows it, or by the end of that name where no other state has the same: conn is db/conn.

Go goes on over lines until it is complete; a command ends with its line. Comments begin with # or //. What is declared
stays, and may be declared again. The packages of the program are there without an import, and so is the standard library.
The short name of a state that runs is its value, if it is a Go name: conn is db.Conn.Get(). _ is the last value, __ the
one before, and err the last error, as long as no variable has these names.`,

	"selection": `A selection says which states a verb is about. Without one that is all of them. It is built from left to right, with |
between the steps, and nothing happens before a verb ends it:

    only config conn | start         these two, in start order
    except nyse-app | stop           all but this one
    only a b c | except c | start    steps narrow what was selected
    with-args port=8081 | start      arguments that states read when they start
    swap conn=db.Memory() | start    a value in the place of a state
    only config conn | swap conn=db.Memory() | with-args port=0 | start -n

-n behind the last verb prints what would happen and does nothing; it is a good habit. A composition without a verb is
printed, so that it can be looked at. start, stop and restart take names as well, which is the same as only NAMES | start.

Naming states means those states only: starting one whose needs are down is refused, with the command that would do it,
and --deps starts these too. Stopping one that others use is allowed, and says what runs on; --dependents stops them first.`,

	"values": `A value is printed as Go, with the types that the source gives it: as gofmt -s would write it, elements without
the type that the list has. What is longer than a line goes over several. A list or map of structs is a table where that fits
the width; its foot says which columns were left out, because they are zero throughout or too wide. Long and deep values
are cut: full EXPR prints all of one, and set depth, set items and set bytes change how much is shown. Of a struct with more
than eight fields those that are zero are left out, and counted; set fields changes that. inspect EXPR takes a value apart,
type EXPR tells its type and methods without evaluating anything, doc NAME and source NAME show what was written about it.

A function tells where it was written, a channel where it was made, how full it is and whether anybody waits, a lock whether
it is held. Fields and methods of the program's packages can be named though they are not exported:

    book.feed          chan main.Order (3 of 3, a sender waits,
                       made in main.Open, book.go:31)
    book.mu            sync.Mutex{} (locked)
    io.EOF             *errors.errorString("EOF") (io.EOF)

_ is the last value and __ the one before. A call that returns an error beside its values prints both. err is the last
error, of Go or of a command, and Go can look into it; as a value it is printed with what it wraps:

    os.Open("/none")                prints (*os.File)(nil), and the error
    err                             *fs.PathError("open /none: no such file...")
    errors.Is(err, fs.ErrNotExist)  true
    trace                           where it came from: the calls that were
                                    under way, for a panic

Functions that call each other without end do not end mrepl: when their stack has grown by 200 MB within a second, all Go of
the program that runs at that moment is cut off, and the statement fails. What is compiled, native packages and the libraries,
cannot be cut off.`,

	"keys": `    Tab                complete: commands, states that fit, flags, files, Go
                       names; again: take the next one, Shift-Tab the one before
    Up, Down           older and newer statements that begin with what was
                       typed; those of several lines come back as such
    Right, End         take what is shown faint behind the cursor: how the
                       newest statement goes on that begins like this one;
                       Alt-Right takes a word of it
    ^R, ^S             search what was typed before, back and on; ^G gives up
    ^A, ^E             to the beginning, to the end of the line
    Alt-B, Alt-F       a word back, a word on
    ^W, Alt-Backspace  cut back to a blank; back to the beginning of a word
    Alt-D              cut to the end of a word
    ^U, ^K             cut to the beginning, to the end of the line
    ^Y, Alt-Y          put back what was cut, by several keys in a row all of
                       it; put what was cut before in its place
    Alt-.              the last word of the statement before; again: before that
    ^_                 take back what was typed or done last, and so on
    Alt-Enter          another line of the statement, be it complete or not
    ^L                 clear the screen
    ^C                 drop the line; while something runs, interrupt it; once
                       more leaves it behind
    ^D                 leave, after asking once if states run
    ^Z                 stop mrepl and go back to the shell it was started from;
                       fg there goes on, and no state has lost its time
    ^\                 while something runs, leave it and mrepl; what runs is
                       stopped first, unless it is pressed again

A pasted text is one input, whatever it holds, and waits for Enter; newlines that end it are left out. Of a pasted session
only what stands behind the prompts is taken. A line that begins with a space is kept out of the history, and so is what looks
like a secret: an assignment to a name that holds password, secret, token or api key, and a URI with a password in it.
MREPL_HISTORY_IGNORE, a regular expression, says otherwise what is kept out; where it is empty, nothing is.`,

	"scripts": `A script holds the same lines as the prompt. It stops at the first error, says file:line and why, and mrepl exits
with 1; -k goes on. "! LINE" wants LINE to fail, "expect EXPR" wants EXPR to be true, and "expect-out REGEXP" wants the
output of the last statement to match. The states that run at the end of a script are stopped, last started first.

"mrepl ./app demo.mrepl a b" runs the script with arguments: $1 to $9 in its command lines are a and b, $* is all of
them, and in its Go they are in argv, a []string. With "#!/usr/bin/env -S mrepl ./app" as its first line it is a program.
At the prompt, source FILE runs a script, and save FILE writes one from what was typed.`,

	"json": `With --json mrepl prints one JSON object a line on standard output, and what the program prints on standard error.
Each has "schemaVersion", which is 1, and "type":

    event     something happens to a state:
              {"event": "started", "name": "db/conn", "ms": 3.4, ...}
    report    an operation has ended: what was started and stopped, what failed,
              what was not tried
    value     a value of Go, with its type, in Go syntax and, where that can be,
              as JSON
    error     a statement has failed, with file and line in a script
    notice    a line that is neither a result nor an error; "warning" is true
              for what may not be wanted

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

func help(ctx context.Context, c *Call) error {
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
	text, isTopic := topics[word]
	if program, ok := programs[word]; ok && !isTopic {
		text, isTopic = program, true
	}
	text = reflow(text, s.textWidth())
	isGroup := slices.Contains(groups, Group(word))
	switch {
	case isTopic && isGroup:
		s.view.result("help", nil, text+"\n\n"+s.group(Group(word)))
		return nil
	case isTopic:
		s.view.result("help", nil, text)
		return nil
	case isGroup:
		s.view.result("help", nil, s.group(Group(word)))
		return nil
	}
	if text, err := s.docOf(ctx, c.words[0].text); err == nil {
		s.view.result("help", nil, text)
		return nil
	}
	known := slices.Concat(s.commands.names(), slices.Sorted(maps.Keys(topics)), slices.Sorted(maps.Keys(programs)))
	if guess := beginning(word, known); len(guess) > 0 {
		return fmt.Errorf("there is no help on %s; did you mean %s?", word, orList(guess))
	}
	return fmt.Errorf("there is no help on %s; help alone lists what there is", word)
}

// beginning returns the few names that begin with word, and those like it where there are none.
func beginning(word string, names []string) []string {
	var begin []string
	for _, name := range names {
		if len(word) > 1 && strings.HasPrefix(name, word) && !slices.Contains(begin, name) {
			begin = append(begin, name)
		}
	}
	if begin = few(begin); len(begin) > 0 {
		return begin
	}
	return near(word, names)
}

// overview lists every command with its summary, group by group.
func (s *Shell) overview() string {
	var b strings.Builder
	for _, g := range groups {
		b.WriteString(s.group(g) + "\n")
	}
	b.WriteString(wrap("Anything else is Go. help WORD tells more: about a command, a state, a Go name, or a topic, which are "+
		strings.Join(slices.Sorted(maps.Keys(topics)), ", ")+"; or about the program: "+
		strings.Join(slices.Sorted(maps.Keys(programs)), ", ")+".", s.textWidth()))
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
	var b strings.Builder
	b.WriteString(p.strong.Sprint(c.usage(name)) + "\n\n")
	b.WriteString(wrap(sentence(c.Summary)+" "+c.Detail, s.textWidth()))
	if len(c.Aliases) > 0 {
		b.WriteString("\nAlso known as " + orList(c.Aliases) + ".\n")
	}
	for i, f := range c.Flags {
		if i == 0 {
			b.WriteString("\n")
		}
		b.WriteString(beside(fmt.Sprintf("  %-18s ", f), f.Summary, s.cfg.Width()))
	}
	return b.String()
}

// textWidth is the width of texts: that of the terminal, within what is good to read.
func (s *Shell) textWidth() int {
	if w := s.cfg.Width(); w > 0 {
		return min(max(w, 40), 100)
	}
	return plainWidth
}

// sentence makes a summary a sentence.
func sentence(s string) string {
	if s == "" {
		return ""
	}
	return strings.ToUpper(s[:1]) + s[1:] + "."
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
	for name := range programs {
		list = append(list, Completion{Text: name, Hint: "on the command line"})
	}
	return list
}
