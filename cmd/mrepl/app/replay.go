package app

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"

	"github.com/mrepl/mrepl/shell"
	"github.com/mrepl/mrepl/shell/transcript"
)

// errDiffers says that a transcript was replayed and something else came. It has been shown.
var errDiffers = errors.New("it differs")

// replay types what a transcript holds and prints what is different, or writes it down.
func replay(ctx context.Context, sh *shell.Shell, file string, update bool) error {
	text, err := os.ReadFile(file)
	if err != nil {
		fmt.Fprintf(os.Stderr, "mrepl: %v\n", err)
		return usageError{err}
	}
	want := transcript.Parse(string(text))
	if len(want.Steps) == 0 {
		err := fmt.Errorf("%s has no line with a prompt, so it is no transcript; mrepl -c 'help transcripts' tells how one is written", file)
		fmt.Fprintf(os.Stderr, "mrepl: %v\n", err)
		return usageError{err}
	}
	came, err := sh.Replay(ctx, want)
	now, same := want.Against(came)
	var exit *shell.ExitError
	switch {
	case err != nil && !errors.As(err, &exit):
		return err
	case same:
		return nil
	case update:
		return os.WriteFile(file, []byte(now.String()), 0o644)
	}
	fmt.Print(transcript.Diff(file, want, file+" (as it came)", now))
	return errDiffers
}

const testUsage = "usage: mrepl test [--update] FILE... [-- ARGS]"

// test replays transcripts, each in a process of its own: the packages are those of its line "$ mrepl ...", seen from its
// directory, and ARGS are added.
func test(args []string) int {
	args, rest := splitAtDashes(args)
	var files, flags []string
	for _, arg := range args {
		switch {
		case arg == "--update" || arg == "-update":
			flags = append(flags, "--update")
		case arg == "-h" || arg == "-help" || arg == "--help":
			fmt.Fprintln(os.Stderr, testUsage)
			return exitOK
		case strings.HasPrefix(arg, "-"):
			fmt.Fprintf(os.Stderr, "mrepl test: it has no flag %s\n%s\n", arg, testUsage)
			return exitUsage
		default:
			files = append(files, arg)
		}
	}
	if len(files) == 0 {
		fmt.Fprintln(os.Stderr, testUsage)
		return exitUsage
	}
	signals := make(chan os.Signal, 1) // an interrupt is for the process that replays, and ends that
	signal.Notify(signals, os.Interrupt)
	defer signal.Stop(signals)
	worst := exitOK
	for _, file := range files {
		code, err := testFile(file, flags, rest)
		if err != nil {
			fmt.Fprintf(os.Stderr, "mrepl test: %v\n", err)
		}
		verdict := map[int]string{exitOK: "ok  "}[code]
		if verdict == "" {
			verdict = "FAIL"
		}
		fmt.Println(verdict, file)
		worst = max(worst, code)
		if code == exitInterrupted {
			break
		}
	}
	return worst
}

// testFile replays one transcript and returns the exit code of the process.
func testFile(file string, flags, rest []string) (int, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return exitUsage, err
	}
	words, _ := transcript.Parse(string(text)).Command()
	own, ownRest := splitAtDashes(words)
	args := append(append([]string{"--replay", filepath.Base(file)}, flags...), own...)
	if more := append(ownRest, rest...); len(more) > 0 {
		args = append(append(args, "--"), more...)
	}
	bin, err := os.Executable()
	if err != nil {
		return exitFailed, err
	}
	cmd := exec.Command(bin, args...)
	cmd.Dir, cmd.Stdout, cmd.Stderr = filepath.Dir(file), os.Stdout, os.Stderr
	err = cmd.Run()
	var exit *exec.ExitError
	switch {
	case err == nil:
		return exitOK, nil
	case !errors.As(err, &exit):
		return exitFailed, err
	case exit.ExitCode() < 0:
		return exitFailed, fmt.Errorf("%s: %v", file, err)
	}
	return exit.ExitCode(), nil
}
