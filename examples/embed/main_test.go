package main

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestSession builds the program, pipes lines into it and reads what comes.
func TestSession(t *testing.T) {
	t.Parallel()
	bin := filepath.Join(t.TempDir(), "embed")
	if out, err := exec.Command("go", "build", "-o", bin, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	cmd := exec.Command(bin)
	cmd.Stdin = strings.NewReader("start\ngreet New York\nstop greeter\n")
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil || out.String() != "hello, New York\n" || !strings.Contains(errs.String(), "■ main/greeting") {
		t.Errorf("%v\n%s\n%s", err, out.String(), errs.String())
	}

	cmd = exec.Command(bin)
	cmd.Stdin = strings.NewReader("greet nobody\n")
	if text, err := cmd.CombinedOutput(); err == nil || !strings.Contains(string(text), "greeter is not started") {
		t.Errorf("%v\n%s", err, text)
	}
}

// TestEnds ends the program in the middle of its input: by exit, and by a signal, before which it has stopped what runs.
func TestEnds(t *testing.T) {
	t.Parallel()
	bin := filepath.Join(t.TempDir(), "embed")
	if out, err := exec.Command("go", "build", "-o", bin, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	cmd := exec.Command(bin)
	cmd.Stdin = strings.NewReader("start\nexit 3\nstop\n")
	var ended *exec.ExitError
	if out, err := cmd.CombinedOutput(); !errors.As(err, &ended) || ended.ExitCode() != 3 || !strings.Contains(string(out), "stopped 2 states") {
		t.Errorf("%v\n%s", err, out)
	}

	cmd = exec.Command(bin)
	in, err1 := cmd.StdinPipe()
	errs, err2 := cmd.StderrPipe()
	if err := errors.Join(err1, err2, cmd.Start()); err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	if _, err := io.WriteString(in, "start\n"); err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	lines := bufio.NewScanner(errs)
	for lines.Scan() {
		out.WriteString(lines.Text() + "\n")
		if strings.Contains(lines.Text(), "started 2 states") {
			if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := cmd.Wait(); !errors.As(err, &ended) || ended.ExitCode() != 143 || !strings.Contains(out.String(), "stopped 2 states") {
		t.Errorf("%v\n%s", err, out.String())
	}
}

// TestNoInterpreter holds what is linked into the program to what it needs.
func TestNoInterpreter(t *testing.T) {
	t.Parallel()
	out, err := exec.Command("go", "list", "-deps", ".").Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"github.com/traefik/yaegi", "github.com/mrepl/mrepl/interp", "go/types"} {
		if strings.Contains("\n"+string(out), "\n"+path+"\n") {
			t.Errorf("%s is linked in", path)
		}
	}
}
