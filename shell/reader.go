package shell

import (
	"bufio"
	"errors"
	"io"
	"strings"
)

// A statement is a line of commands, or a piece of Go of one or more lines.
type statement struct {
	kind lineKind
	text string
	at   place
}

// errUnfinished says that the input ended in the middle of a statement.
var errUnfinished = errors.New("the input ends before the statement that begins here does: a bracket, a quote or an operand is missing")

// A reader puts statements together from lines. The grammar pulls the lines: next is asked for another one, and told
// whether it goes on with a statement that has begun.
type reader struct {
	commands table
	next     func(more bool) (string, error)
	file     string
	args     []string      // what $1... are in command lines, nil where they are nothing
	line     int           // of the line that was read last
	ahead    *bufio.Reader // what next reads, if that is a stream
	pending  []string      // lines of a text that came at once
}

// read returns the next statement, or the error of next. After errUnfinished the statement holds what there is of it.
func (r *reader) read() (statement, error) {
	for {
		line, err := r.pull(false)
		if err != nil {
			return statement{}, err
		}
		kind, text := r.commands.classify(line)
		st := statement{kind, text, place{file: r.file, line: r.line}}
		switch kind {
		case blankLine:
			continue
		case goLine:
			st.at.indent = strings.Index(line, text)
			return r.readGo(st)
		case commandLine:
			st.text, err = expand(text, r.args)
		}
		return st, err
	}
}

// readGo adds lines until the Go in st is complete.
func (r *reader) readGo(st statement) (statement, error) {
	var text growing
	text.add(st.text)
	for !text.complete() {
		line, err := r.pull(true)
		if err != nil {
			st.text = text.text.String()
		}
		if errors.Is(err, io.EOF) {
			return st, errUnfinished
		}
		if err != nil {
			return st, err
		}
		text.add(line)
	}
	st.text = text.text.String()
	st.at.source = st.text
	return st, nil
}

// pull returns the next line.
func (r *reader) pull(more bool) (string, error) {
	if len(r.pending) == 0 {
		text, err := r.next(more)
		if err != nil {
			return "", err
		}
		r.pending = strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	}
	line := strings.TrimSuffix(r.pending[0], "\r")
	r.pending = r.pending[1:]
	r.line++
	return line, nil
}

// drop forgets the lines that are left of a text that came at once.
func (r *reader) drop() { r.pending = nil }
