//go:build unix

package app

import (
	"bufio"
	"errors"
	"os"
	"os/exec"
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

// TestTypedWhileLoading holds that what is typed while packages are loaded is not shown before it stands at the prompt.
func TestTypedWhileLoading(t *testing.T) {
	t.Parallel()
	real, err := exec.LookPath("go")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	path := func(name string) string { return filepath.Join(dir, name) }
	script := "#!/bin/sh\nuntil [ -e " + path("on") + " ]; do sleep 0.01; done\nexec " + real + " \"$@\"\n"
	if err := errors.Join(os.WriteFile(path("go"), []byte(script), 0o755), os.WriteFile(path("main.go"), []byte("package main\n"), 0o600)); err != nil {
		t.Fatal(err)
	}
	cmd := mrepl(t, path("main.go"))
	cmd.Env = append(cmd.Env, "PATH="+dir+string(os.PathListSeparator)+os.Getenv("PATH"))
	s := onTerminal(t, cmd, 60*time.Second)
	s.until("loading")
	s.say("6*9\r7")
	if err := os.WriteFile(path("on"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	buf := make([]byte, 4096)
	for !strings.Contains(s.seen.String(), "> ") {
		n, err := s.tty.Read(buf)
		if s.seen.Write(buf[:n]); err != nil {
			t.Fatalf("%v\n%s", err, s.seen.String())
		}
	}
	if before, _, _ := strings.Cut(s.seen.String(), "> "); strings.Contains(before, "6*9") {
		t.Errorf("it is shown while they load: %q", before)
	}
	s.until("\x1b[?2004l54")
	s.until("main 0/2> ")
	s.say("7*10\r")
	s.until("\x1b[?2004l770")
	s.until("main 0/2> ")
	s.say("\x04")
	if code := exitCodeOf(cmd.Wait()); code != 0 {
		t.Errorf("exit code %d", code)
	}
}
