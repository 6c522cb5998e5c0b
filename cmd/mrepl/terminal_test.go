package main

import (
	"io"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/creack/pty"
)

// What a line that waits for input begins with.
var (
	prompt    = regexp.MustCompile(`^[\w.-]+ \d+/\d+( \w+)*>( |$)`)
	continued = regexp.MustCompile(`^ *\.\.\. `)
)

// A terminal shows what a program writes, in rows that do not scroll.
type terminal struct {
	t        *testing.T
	cmd      *exec.Cmd
	tty      *os.File
	rows     [][]rune
	row, col int
	rest     []byte // the beginning of a character or sequence
	answered int    // the row of the last prompt that was answered
}

// open starts a program in a terminal. It is nil where there are none, and the test goes on without.
func open(t *testing.T, cmd *exec.Cmd) *terminal {
	tty, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: 50, Cols: 200})
	if err != nil {
		t.Log("not tried, for want of a terminal: ", err)
		return nil
	}
	limit := time.AfterFunc(2*time.Minute, func() { _ = cmd.Process.Kill() })
	t.Cleanup(func() { limit.Stop(); _ = cmd.Process.Kill(); _ = tty.Close() })
	return &terminal{t: t, cmd: cmd, tty: tty, rows: [][]rune{nil}, answered: -1}
}

// enter waits until the program asks for a line and types one.
func (m *terminal) enter(line string) {
	m.t.Helper()
	for !m.asks() {
		if !m.read() {
			m.t.Fatalf("it ended before %q:\n%s", line, m)
		}
	}
	m.answered = m.row
	if _, err := io.WriteString(m.tty, line+"\r"); err != nil {
		m.t.Fatal(err)
	}
}

// asks reports whether the cursor stands behind a prompt that was not answered.
func (m *terminal) asks() bool {
	line := string(m.rows[m.row])
	empty := continued.ReplaceAllString(prompt.ReplaceAllString(line, ""), "") == ""
	return m.row > m.answered && line != "" && empty && m.col == len(m.rows[m.row])
}

// end waits until the program has ended.
func (m *terminal) end() {
	for m.read() {
	}
	_ = m.cmd.Wait()
}

// String is what the terminal shows.
func (m *terminal) String() string {
	var lines []string
	for _, row := range m.rows {
		lines = append(lines, strings.TrimRight(string(row), " "))
	}
	return strings.TrimRight(strings.Join(lines, "\n"), "\n")
}

// read shows what the program writes next, false if it has ended.
func (m *terminal) read() bool {
	buf := make([]byte, 4096)
	n, err := m.tty.Read(buf)
	text := append(m.rest, buf[:n]...)
	for size := 1; size > 0 && len(text) > 0; text = text[size:] {
		size = m.show(text)
	}
	m.rest = text
	return err == nil
}

var sequence = regexp.MustCompile(`^\x1b\[([?0-9]*)([A-Za-z])`)

// show does what the first character or sequence of text says. It returns its length, 0 if it is not complete.
func (m *terminal) show(text []byte) int {
	if found := sequence.FindSubmatch(text); found != nil {
		m.control(string(found[1]), found[2][0])
		return len(found[0])
	}
	switch r, size := utf8.DecodeRune(text); {
	case r == '\x1b' || !utf8.FullRune(text):
		return 0
	case r == '\r':
		m.col = 0
		return size
	case r == '\n':
		m.down(1)
		return size
	default:
		m.reach(m.col + 1)
		m.rows[m.row][m.col] = r
		m.col++
		return size
	}
}

// control moves the cursor or erases. Other sequences change nothing that can be read.
func (m *terminal) control(parameter string, what byte) {
	n, err := strconv.Atoi(parameter)
	if err != nil {
		n = 1
	}
	switch what {
	case 'A':
		m.row = max(0, m.row-n)
	case 'B':
		m.down(n)
	case 'C':
		m.col += n
		m.reach(m.col)
	case 'D':
		m.col = max(0, m.col-n)
	case 'J':
		m.rows = m.rows[:m.row+1]
		fallthrough
	case 'K':
		m.reach(m.col)
		m.rows[m.row] = m.rows[m.row][:m.col]
	}
}

func (m *terminal) down(n int) {
	for m.row += n; len(m.rows) <= m.row; {
		m.rows = append(m.rows, nil)
	}
}

// reach makes the row that long.
func (m *terminal) reach(n int) {
	for len(m.rows[m.row]) < n {
		m.rows[m.row] = append(m.rows[m.row], ' ')
	}
}
