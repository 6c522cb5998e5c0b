//go:build unix

package app

import (
	"bufio"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"
)

// slowGo makes a directory with a go command that never ends, and returns the PATH that finds it.
func slowGo(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	script := "#!/bin/sh\nexec sleep 60\n"
	if err := os.WriteFile(filepath.Join(dir, "go"), []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	return dir + string(os.PathListSeparator) + os.Getenv("PATH")
}

// TestInterruptedLoading: loading says that it goes on, and ^C ends it with 130.
func TestInterruptedLoading(t *testing.T) {
	t.Parallel()
	cmd := mrepl(t, "example.com/x")
	cmd.Env = append(cmd.Env, "PATH="+slowGo(t))
	out, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer time.AfterFunc(30*time.Second, func() { _ = cmd.Process.Kill() }).Stop()
	lines := bufio.NewScanner(out)
	if !lines.Scan() || lines.Text() != "loading example.com/x …" {
		t.Errorf("it says %q", lines.Text())
	}
	if err := cmd.Process.Signal(syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	for lines.Scan() {
		t.Errorf("it says %q", lines.Text())
	}
	if code := exitCodeOf(cmd.Wait()); code != exitInterrupted {
		t.Errorf("exit code %d", code)
	}
}

// TestLoadingAtATerminal: a terminal has the seconds told in a line that goes away.
func TestLoadingAtATerminal(t *testing.T) {
	t.Parallel()
	cmd := mrepl(t, "example.com/x")
	cmd.Env = append(cmd.Env, "PATH="+slowGo(t))
	tty, err := pty.Start(cmd)
	if err != nil {
		t.Skip("no terminal to be had: ", err)
	}
	defer tty.Close()
	defer time.AfterFunc(30*time.Second, func() { _ = cmd.Process.Kill() }).Stop()
	s := &screen{t: t, tty: tty}
	s.until("loading example.com/x … 1s")
	s.until("\r\x1b[Kloading example.com/x … 2s")
	if _, err := tty.WriteString("\x03"); err != nil {
		t.Fatal(err)
	}
	if code := exitCodeOf(cmd.Wait()); code != exitInterrupted {
		t.Errorf("exit code %d", code)
	}
	if rest := s.seen.String(); strings.Contains(rest, "error") {
		t.Errorf("it says %q", rest)
	}
}
