package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"time"
)

// shell is an mrepl that is typed at through a pipe.
type shell struct {
	cmd  *exec.Cmd
	in   io.WriteCloser
	out  chan string // the lines of its standard output
	told strings.Builder
}

// open starts mrepl on a directory.
func open(mrepl, dir string) (*shell, error) {
	s := &shell{cmd: exec.Command(mrepl, "-q", "-k", "."), out: make(chan string, 1000)}
	s.cmd.Dir = dir
	s.cmd.Stderr = &s.told
	in, err := s.cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := s.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	s.in = in
	if err := s.cmd.Start(); err != nil {
		return nil, err
	}
	go func() {
		defer close(s.out)
		for lines := bufio.NewScanner(out); lines.Scan(); {
			s.out <- lines.Text()
		}
	}()
	return s, nil
}

// types types lines.
func (s *shell) types(lines ...string) error {
	_, err := io.WriteString(s.in, strings.Join(lines, "\n")+"\n")
	return err
}

// ask types an expression and returns the line that it prints.
func (s *shell) ask(expr string) (string, error) {
	if err := s.types(expr); err != nil {
		return "", err
	}
	select {
	case line, ok := <-s.out:
		if !ok {
			return "", fmt.Errorf("mrepl has ended: %s", s.told.String())
		}
		return strings.Trim(line, `"`), nil
	case <-time.After(5 * time.Minute):
		return "", fmt.Errorf("%s is not answered", expr)
	}
}

// close ends the shell, and returns what it has written to its standard error.
func (s *shell) close() (told string, err error) {
	s.in.Close()
	for range s.out {
	}
	err = s.cmd.Wait()
	return s.told.String(), err
}

// run runs a command to its end.
func run(dir string, args ...string) error {
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Dir, cmd.Stdout, cmd.Stderr = dir, os.Stderr, os.Stderr
	return cmd.Run()
}
