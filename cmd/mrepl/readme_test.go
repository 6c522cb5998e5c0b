package main

import (
	"errors"
	"flag"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// The README is held to what it shows. In its fenced blocks
//
//   - ```console is run. A line "$ COMMAND" goes to sh, with mrepl for "go run ./cmd/mrepl", and what follows is its output
//     and standard error. Where prompts follow, COMMAND is given a terminal, and what follows a prompt is typed at it. The
//     directory is that of the repository, or that of the program shown before the block.
//   - ```go is a program, if it has a package clause: it is written down in a module of its own, which is built and vetted.
//   - anything else is not looked at. The two commands at the top are in such a block: one of them would run this test,
//     and .ci/run runs both.
//
// A line "..." stands for any lines. Durations count as equal, and so does the space between columns. The ports 4242 and 8080
// stand for two that are free.
//
//	go test ./cmd/mrepl -run TestReadme -update
//
// writes down what came where it is different.
var update = flag.Bool("update", false, "rewrite the sessions of README.md")

const readme = "../../README.md"

func TestReadme(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("builds programs")
	}
	text, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	blocks := strings.SplitAfter(string(text), "\n```")
	r := newRunner(t)
	ran := map[string]int{}
	for i := 1; i < len(blocks); i += 2 {
		language, body, _ := strings.Cut(strings.TrimSuffix(blocks[i], "\n```"), "\n")
		line := 1 + strings.Count(strings.Join(blocks[:i], ""), "\n")
		switch {
		case language == "go" && strings.Contains("\n"+body, "\npackage "):
			r.program(t, line, body)
		case language == "console":
			blocks[i] = language + "\n" + strings.Join(r.console(t, line, strings.Split(body, "\n")), "\n") + "\n```"
		default:
			continue
		}
		ran[language]++
	}
	if ran["console"] < 3 || ran["go"] < 1 {
		t.Errorf("the README has %d sessions and %d programs, fewer than there were", ran["console"], ran["go"])
	}
	if t.Failed() {
		t.Log("go test ./cmd/mrepl -run TestReadme -update writes down what came")
	}
	if now := strings.Join(blocks, ""); *update && now != string(text) {
		if err := os.WriteFile(readme, []byte(now), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// A runner runs what the README shows.
type runner struct {
	root  string            // of the repository
	dir   string            // where commands run
	env   []string          // with the mrepl of this repository on the path
	ports map[string]string // those that the README shows, and those that are used
}

func newRunner(t *testing.T) *runner {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	bin := t.TempDir()
	if out, err := exec.Command("go", "build", "-o", filepath.Join(bin, "mrepl"), ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	r := &runner{root: root, dir: root, ports: map[string]string{"4242": freePort(t), "8080": freePort(t)}}
	r.env = append(os.Environ(), "TERM=xterm", "NO_COLOR=1", "XDG_STATE_HOME="+t.TempDir(),
		"PATH="+bin+string(os.PathListSeparator)+os.Getenv("PATH"))
	// What is built for the first call is not part of the sessions.
	if out, err := r.command("mrepl -c states ./examples/exchange").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return r
}

// freePort returns a port that was free a moment ago.
func freePort(t *testing.T) string {
	listener, err := net.Listen("tcp", "localhost:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return strconv.Itoa(listener.Addr().(*net.TCPAddr).Port)
}

// program writes a program into a module of its own, where commands run from here on.
func (r *runner) program(t *testing.T, line int, source string) {
	r.dir = filepath.Join(t.TempDir(), "counter")
	if err := os.Mkdir(r.dir, 0o755); err != nil {
		t.Fatal(err)
	}
	files := map[string]string{"main.go": r.used(source) + "\n", "go.mod": "module example.com/counter\n\ngo 1.26.0\n"}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(r.dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, command := range []string{
		"go mod edit -require=github.com/mrepl/mrepl@v0.0.0 -replace=github.com/mrepl/mrepl=" + r.root,
		"go vet .", "go build -o " + os.DevNull + " .", `test -z "$(gofmt -l .)"`,
	} {
		if out, err := r.command(command).CombinedOutput(); err != nil {
			t.Fatalf("README.md:%d: %s: %v\n%s", line, command, err, out)
		}
	}
}

// command is a command line of the README, ready to run.
func (r *runner) command(line string) *exec.Cmd {
	cmd := exec.Command("sh", "-c", strings.ReplaceAll(r.used(line), "go run ./cmd/mrepl", "mrepl"))
	cmd.Dir, cmd.Env = r.dir, r.env
	return cmd
}

// used and shown put the ports that are used for those that are shown, and back.
func (r *runner) used(text string) string {
	for shown, used := range r.ports {
		text = strings.ReplaceAll(text, shown, used)
	}
	return text
}

func (r *runner) shown(text string) string {
	for shown, used := range r.ports {
		text = strings.ReplaceAll(text, used, shown)
	}
	return strings.ReplaceAll(progress.ReplaceAllString(text, ""), r.root, "~/mrepl")
}

// progress is what is said on the way to a session where that takes long.
var progress = regexp.MustCompile(`(?m)^(loading|building) .*….*\n`)

// console runs the lines of a block and returns them with what came.
func (r *runner) console(t *testing.T, line int, lines []string) (came []string) {
	for len(lines) > 0 {
		command, ok := strings.CutPrefix(lines[0], "$ ")
		if !ok {
			t.Errorf("README.md:%d: no command: %s", line, lines[0])
			return append(came, lines...)
		}
		end := 1
		for end < len(lines) && !strings.HasPrefix(lines[end], "$ ") {
			end++
		}
		came = append(came, lines[0])
		if slices.ContainsFunc(lines[1:end], prompt.MatchString) {
			came = append(came, r.session(t, line+1, command, lines[1:end])...)
		} else {
			out, err := r.command(command).CombinedOutput()
			if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
				t.Fatalf("README.md:%d: %v", line, err)
			}
			got := strings.Split(r.shown(string(out)), "\n")
			got = got[:len(got)-1] // what is behind the last end of a line
			came = append(came, judge(t, line, command, got, lines[1:end])...)
		}
		lines, line = lines[end:], line+end
	}
	return came
}

// session types the lines that stand behind prompts at a terminal.
func (r *runner) session(t *testing.T, line int, command string, lines []string) (came []string) {
	if r.dir == r.root {
		command += " -- port=4242" // of the exchange, which has it in a file
	}
	term := open(t, r.command(command))
	if term == nil {
		return lines
	}
	for _, text := range lines {
		if prompt.MatchString(text) || continued.MatchString(text) {
			term.enter(r.used(continued.ReplaceAllString(prompt.ReplaceAllString(text, ""), "")))
		}
	}
	written := statements(lines)
	if last := written[len(written)-1][0]; !strings.HasSuffix(last, "> exit") {
		term.enter("exit") // which is not shown
	}
	term.end()
	got := statements(strings.Split(r.shown(term.String()), "\n"))
	for i, want := range written {
		if i == len(got) {
			t.Errorf("README.md:%d: the session ended before: %s", line, want[0])
			return append(came, want...)
		}
		came = append(came, judge(t, line, command, got[i], want)...)
		line += len(want)
	}
	return came
}

// statements cuts a session in front of each prompt.
func statements(lines []string) [][]string {
	list := [][]string{nil}
	for _, text := range lines {
		if prompt.MatchString(text) {
			list = append(list, nil)
		}
		list[len(list)-1] = append(list[len(list)-1], text)
	}
	return list
}
