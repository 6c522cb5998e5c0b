package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	yaegi "github.com/traefik/yaegi/interp"
	"github.com/traefik/yaegi/stdlib"

	"github.com/mrepl/mrepl/interp"
	"github.com/mrepl/mrepl/states"
)

// What the command executes itself with, followed by a file or directory, to run
// a program one way, each time in a fresh process.
const (
	asOurs  = "-as-mrepl"
	asYaegi = "-as-yaegi"
	asLoad  = "-as-load"
)

func interpreted(file string) error {
	return interp.Exec(context.Background(), interp.Config{
		Patterns: []string{file}, Registry: states.NewRegistry(), Stdout: os.Stdout, Stderr: os.Stderr,
	})
}

func plain(file string) error {
	i := yaegi.New(yaegi.Options{Unrestricted: true})
	if err := i.Use(stdlib.Symbols); err != nil {
		return err
	}
	_, err := i.EvalPath(file)
	return err
}

// loaded loads and runs the main package of a directory, and prints how long that
// took in nanoseconds.
func loaded(dir string) error {
	start := time.Now()
	err := interp.Exec(context.Background(), interp.Config{Dir: dir, Patterns: []string{"."}, Registry: states.NewRegistry(), Stdout: os.Stdout, Stderr: os.Stderr})
	fmt.Println("loaded", time.Since(start).Nanoseconds())
	return err
}

// timed is one program run one way.
type timed struct {
	result string // what it printed, without its time
	took   time.Duration
	cpu    time.Duration // of the whole process, and of those that it started
}

// once runs a program, whose last word is the time that it took in nanoseconds.
func once(command string, args ...string) (timed, error) {
	cmd := exec.Command(command, args...)
	out, err := cmd.Output()
	if err != nil {
		return timed{}, fmt.Errorf("%s: %w", strings.Join(args, " "), err)
	}
	words := strings.Fields(string(out))
	if len(words) == 0 {
		return timed{}, fmt.Errorf("%s printed nothing", strings.Join(args, " "))
	}
	ns, err := strconv.ParseInt(words[len(words)-1], 10, 64)
	cpu := cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	return timed{strings.Join(words[:len(words)-1], " "), time.Duration(ns), cpu}, err
}

// medians runs commands some times, by turns, and returns of each the run in the
// middle, or the error that it failed with.
func medians(runs int, commands ...[]string) ([]timed, []error) {
	all, errs := make([][]timed, len(commands)), make([]error, len(commands))
	for range runs {
		for i, c := range commands {
			t, err := once(c[0], c[1:]...)
			all[i], errs[i] = append(all[i], t), errors.Join(errs[i], err)
		}
	}
	out := make([]timed, len(commands))
	for i, list := range all {
		slices.SortFunc(list, func(a, b timed) int { return int(a.took - b.took) })
		out[i] = list[runs/2]
	}
	return out, errs
}

// build compiles a program and returns how long that took.
func build(file, bin string) (time.Duration, error) {
	start := time.Now()
	out, err := exec.Command("go", "build", "-o", bin, file).CombinedOutput()
	if err != nil {
		return 0, fmt.Errorf("%s: %w\n%s", filepath.Base(file), err, out)
	}
	return time.Since(start), nil
}
