package main

import (
	"bytes"
	"os/exec"
	"path/filepath"
	"strings"
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
