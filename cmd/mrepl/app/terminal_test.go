//go:build unix

package app

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"
)

// A screen is what has come out of a terminal so far.
type screen struct {
	t    *testing.T
	tty  *os.File
	seen bytes.Buffer
}

// onTerminal starts a command at a real terminal; it is ended after limit.
func onTerminal(t *testing.T, cmd *exec.Cmd, limit time.Duration) *screen {
	t.Helper()
	tty, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: 24, Cols: 80})
	if err != nil {
		t.Skip("no terminal to be had: ", err)
	}
	timer := time.AfterFunc(limit, func() { _ = cmd.Process.Kill() })
	t.Cleanup(func() { timer.Stop(); tty.Close() })
	return &screen{t: t, tty: tty}
}

// say types.
func (s *screen) say(text string) {
	s.t.Helper()
	if _, err := io.WriteString(s.tty, text); err != nil {
		s.t.Fatal(err)
	}
}

// until reads until text has come, behind what the last call waited for.
func (s *screen) until(text string) {
	s.t.Helper()
	buf := make([]byte, 4096)
	for !strings.Contains(s.seen.String(), text) {
		n, err := s.tty.Read(buf)
		s.seen.Write(buf[:n])
		if err != nil {
			s.t.Fatalf("waiting for %q: %v\n%s", text, err, s.seen.String())
		}
	}
	_, rest, _ := strings.Cut(s.seen.String(), text)
	s.seen.Reset()
	s.seen.WriteString(rest)
}

func exitCodeOf(err error) int {
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return exit.ExitCode()
	}
	return 0
}

// TestTerminal types at a real terminal.
func TestTerminal(t *testing.T) {
	t.Parallel()
	cmd := mrepl(t)
	s := onTerminal(t, cmd, 30*time.Second)
	s.until("help lists the commands")
	s.until("mrepl 0/2")
	s.say("sta\x03") // ^C drops the line
	s.until("mrepl 0/2")
	s.say("with-args hang=conn | start\r")
	s.until("conn hangs")
	s.say("\x03") // ^C ends what runs
	s.until("mrepl 1/2 failed")
	s.say("with-args | start\r")
	s.until("mrepl 2/2")
	s.say("\x04")
	s.until("2 states are up; ^D again stops them and leaves")
	s.until("mrepl 2/2")
	s.say("\x04")
	s.until("stopped 2 states")
	if code := exitCodeOf(cmd.Wait()); code != 0 {
		t.Errorf("exit code %d", code)
	}
}

// TestSuspendedPrompt stops mrepl at its prompt, as a job of a shell, which has it go on.
func TestSuspendedPrompt(t *testing.T) {
	t.Parallel()
	cmd := mrepl(t)
	script := exec.Command("sh", "-c", `set -m; "$0"; echo back at the shell; fg`, cmd.Path)
	script.Env, script.Dir = cmd.Env, cmd.Dir
	s := onTerminal(t, script, 30*time.Second)
	s.until("mrepl 0/2")
	s.say("12+\x1a")
	s.until("^Z")
	s.until("back at the shell")
	s.until("mrepl 0/2")
	s.say("30\r")
	s.until("42")
	s.until("mrepl 0/2")
	s.say("\x04")
	if code := exitCodeOf(script.Wait()); code != 0 {
		t.Errorf("exit code %d", code)
	}
}

// TestQuit holds that ^\ in the middle of a statement ends the session, with the states stopped. The terminal may drop at ^\ what
// was printed.
func TestQuit(t *testing.T) {
	t.Parallel()
	mark := filepath.Join(t.TempDir(), "mark")
	cmd := mrepl(t, "--", "mark="+mark)
	s := onTerminal(t, cmd, 30*time.Second)
	s.until("mrepl 0/2")
	s.say("start\r")
	s.until("mrepl 2/2")
	s.say("print(\"be\", \"gun\"); <-make(chan int)\r")
	s.until("begun")
	s.say("\x1c")
	_, _ = io.Copy(io.Discard, s.tty) // until it is closed
	if code := exitCodeOf(cmd.Wait()); code != 128+int(syscall.SIGQUIT) {
		t.Errorf("exit code %d", code)
	}
	if text, err := os.ReadFile(mark); err != nil || string(text) != "stopped" {
		t.Errorf("the state was not stopped: %v", err)
	}
}

// TestClosedTerminal closes the terminal, or hangs it up, while states run: they are stopped all the same.
func TestClosedTerminal(t *testing.T) {
	t.Parallel()
	for name, end := range map[string]func(*exec.Cmd, io.Closer) error{
		"closed":  func(_ *exec.Cmd, tty io.Closer) error { return tty.Close() },
		"hung up": func(cmd *exec.Cmd, _ io.Closer) error { return cmd.Process.Signal(syscall.SIGHUP) },
		"SIGTERM": func(cmd *exec.Cmd, _ io.Closer) error { return cmd.Process.Signal(syscall.SIGTERM) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			mark := filepath.Join(t.TempDir(), "mark")
			cmd := mrepl(t, "--", "mark="+mark)
			s := onTerminal(t, cmd, 30*time.Second)
			s.until("mrepl 0/2")
			s.say("start\r")
			s.until("mrepl 2/2")
			if err := end(cmd, s.tty); err != nil {
				t.Fatal(err)
			}
			code := exitCodeOf(cmd.Wait())
			byEnd := name == "closed" && code == 0 // the end of the input may be seen before the signal
			if text, err := os.ReadFile(mark); err != nil || string(text) != "stopped" || code < 128 && !byEnd {
				t.Errorf("exit code %d, and the state was not stopped: %v", code, err)
			}
		})
	}
}

// TestLongPaste pastes 1 MB at a real terminal, in several sizes.
func TestLongPaste(t *testing.T) {
	t.Parallel()
	cmd := mrepl(t)
	s := onTerminal(t, cmd, 60*time.Second)
	s.until("mrepl 0/2")
	go func() {
		text := "x := `" + strings.Repeat("a line of a long text\n", 1<<20/22) + "`"
		_, _ = io.WriteString(s.tty, "\x1b[200~"+text+"\x1b[201~\r")
	}()
	s.until("... a line of a long text")
	if err := pty.Setsize(s.tty, &pty.Winsize{Rows: 10, Cols: 30}); err != nil {
		t.Fatal(err)
	}
	s.until("mrepl 0/2")
	s.say("len(x)\r")
	s.until("1048564")
	s.until("mrepl 0/2")
	s.say("\x04")
	if code := exitCodeOf(cmd.Wait()); code != 0 {
		t.Errorf("exit code %d", code)
	}
}

// TestSignals ends a session in the middle of a start that hangs.
func TestSignals(t *testing.T) {
	t.Parallel()
	for sig, want := range map[syscall.Signal]int{syscall.SIGINT: 130, syscall.SIGTERM: 143} {
		t.Run(sig.String(), func(t *testing.T) {
			t.Parallel()
			cmd := mrepl(t, "-c", "start config", "-c", "with-args hang=conn | start", "-c", "states")
			out, err := cmd.StderrPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			defer time.AfterFunc(30*time.Second, func() { _ = cmd.Process.Kill() }).Stop()
			lines := bufio.NewScanner(out)
			var text strings.Builder
			for lines.Scan() {
				text.WriteString(lines.Text() + "\n")
				if lines.Text() == "conn hangs" {
					if err := cmd.Process.Signal(sig); err != nil {
						t.Fatal(err)
					}
				}
			}
			if code := exitCodeOf(cmd.Wait()); code != want || !strings.Contains(text.String(), "■ ") {
				t.Errorf("exit code %d; want %d, and what ran to be stopped:\n%s", code, want, text.String())
			}
		})
	}
}

// TestDumbTerminal types at a terminal that cannot be drawn on: there is a prompt, and a slip does not end the session.
func TestDumbTerminal(t *testing.T) {
	t.Parallel()
	cmd := mrepl(t)
	cmd.Env = append(cmd.Env, "TERM=dumb")
	s := onTerminal(t, cmd, 30*time.Second)
	s.until("mrepl 0/2> ")
	s.say("strat\r")
	s.until("did you mean start?")
	s.until("mrepl 0/2> ")
	s.say("sta\x03") // ^C drops the line
	s.until("mrepl 0/2> ")
	s.say("for i := range 2 {\r")
	s.until("... ")
	s.say("println(i + 41) }\r")
	s.until("42")
	s.until("mrepl 0/2> ")
	s.say("\x04")
	if strings.Contains(s.seen.String(), "\x1b") {
		t.Errorf("it draws: %q", s.seen.String())
	}
	if code := exitCodeOf(cmd.Wait()); code != 0 {
		t.Errorf("exit code %d", code)
	}
}
