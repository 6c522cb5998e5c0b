package lower_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	yaegi "github.com/traefik/yaegi/interp"
	"github.com/traefik/yaegi/stdlib"
	"github.com/traefik/yaegi/stdlib/unsafe"
)

// plainFile names, in the environment of a process of the test, the program that it
// is to evaluate with yaegi as it is.
const plainFile = "LOWER_TEST_PLAIN"

func TestMain(m *testing.M) {
	if file := os.Getenv(plainFile); file != "" {
		os.Exit(evaluate(file))
	}
	os.Exit(m.Run())
}

// evaluate runs a program with yaegi and returns the exit code of the process.
func evaluate(file string) int {
	i := yaegi.New(yaegi.Options{Unrestricted: true})
	err := errors.Join(i.Use(stdlib.Symbols), i.Use(unsafe.Symbols))
	if err == nil {
		_, err = i.EvalPath(file)
	}
	if err != nil {
		fmt.Println("error:", err)
		return 1
	}
	return 0
}

// plainYaegi runs a program with yaegi in a process of its own, which it may crash,
// and returns what that prints, up to the first line about what went wrong.
func plainYaegi(t *testing.T, dir, name string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	file := filepath.Join(dir, name, "main.go")
	cmd := exec.CommandContext(ctx, os.Args[0])
	cmd.Env = append(os.Environ(), plainFile+"="+file,
		"GOMAXPROCS=1", // goroutines in one order
		"GORACE=exitcode=0 log_path="+filepath.Join(t.TempDir(), "races")) // yaegi's own
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr, cmd.WaitDelay = &out, &out, time.Second
	err := cmd.Run()
	text := address.ReplaceAllString(strings.ReplaceAll(out.String(), file, "main.go"), "0x")
	switch {
	case ctx.Err() != nil:
		return "it does not end\n"
	case err != nil:
		return upToFailure(text)
	default:
		return text
	}
}

// Lines of a trace, and the time that the log package puts before what failed.
var (
	traceLine = regexp.MustCompile(`^main\.go:[0-9:]+ panic: |^[0-9/]+ [0-9:]+ `)
	failure   = regexp.MustCompile(`^(error|panic|fatal error): |^main\.go:|^reflect`)
	address   = regexp.MustCompile(`0x[0-9a-f]+`)
)

// upToFailure returns what a program printed and the line that says what went wrong,
// without traces.
func upToFailure(text string) string {
	var out strings.Builder
	for line := range strings.Lines(text) {
		if traceLine.MatchString(line) {
			continue
		}
		out.WriteString(line)
		if failure.MatchString(line) {
			break
		}
	}
	return out.String()
}
