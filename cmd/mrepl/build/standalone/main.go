// The program that mrepl build makes of packages with states and no main of their own: it starts every state, waits for
// SIGTERM or an interrupt, and stops them, last started first. A second signal ends it at once. Its arguments, KEY=VALUE, are
// what states.Args returns, the other words together under "args".
package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/mrepl/mrepl/states"
)

// mreplStopTime is how long all states together may take to stop.
const mreplStopTime = 30 * time.Second

func main() {
	if len(os.Args) == 2 && (os.Args[1] == "-h" || os.Args[1] == "-help" || os.Args[1] == "--help") {
		mreplUsage()
		return
	}
	ctx, cancel := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, cancel) // a second signal ends the program at once
	os.Exit(mreplRun(ctx, os.Args[1:]))
}

// mreplRun starts, waits and stops. It returns the exit code: 0, or 1 if a state did not start or stop.
func mreplRun(ctx context.Context, args []string) int {
	log := slog.New(slog.NewTextHandler(os.Stderr, nil))
	defer states.Observe(func(e states.Event) { mreplLog(log, e) })()
	code := 0
	if report, err := states.StartWithArgs(ctx, mreplArgs(args)); err != nil {
		log.Error("not started", "error", err)
		code = 1
	} else {
		log.Info("up", "states", len(report.Started()), "took", report.Took)
		<-ctx.Done()
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), mreplStopTime)
	defer cancel()
	if _, err := states.Stop(ctx); err != nil {
		log.Error("not stopped cleanly", "error", err)
		code = 1
	}
	return code
}

func mreplUsage() {
	fmt.Printf("usage: %s [KEY=VALUE...]\n\nIt starts these states, and stops them on SIGTERM or an interrupt:\n", filepath.Base(os.Args[0]))
	for _, info := range states.Default.Status() {
		fmt.Println("  " + strings.TrimSpace(info.Name+"  "+info.Doc))
	}
	fmt.Println("\nKEY=VALUE are the arguments that states read when they start.")
}

// mreplArgs reads KEY=VALUE words; the others are together under "args".
func mreplArgs(words []string) map[string]any {
	args := map[string]any{}
	var plain []string
	for _, w := range words {
		if key, value, ok := strings.Cut(w, "="); ok && key != "" {
			args[key] = mreplValue(value)
		} else {
			plain = append(plain, w)
		}
	}
	if plain != nil {
		args["args"] = plain
	}
	return args
}

// mreplValue returns an int, a float64, a bool, or the text itself, as mrepl does for an argument behind --.
func mreplValue(text string) any {
	if n, err := strconv.Atoi(text); err == nil && strconv.Itoa(n) == text {
		return n
	}
	if f, err := strconv.ParseFloat(text, 64); err == nil && strings.Contains(text, ".") && strconv.FormatFloat(f, 'f', -1, 64) == text {
		return f
	}
	switch text {
	case "true":
		return true
	case "false":
		return false
	}
	return text
}

// mreplLog logs what happens to the states. Failures are not among it: Start and Stop return them.
func mreplLog(log *slog.Logger, event states.Event) {
	switch e := event.(type) {
	case states.Started:
		log.Info("started", "state", e.Name, "took", e.Took)
	case states.StillStarting:
		log.Warn("still starting", "state", e.Name, "for", e.Elapsed)
	case states.Stopped:
		log.Info("stopped", "state", e.Name, "took", e.Took)
	case states.StillStopping:
		log.Warn("still stopping", "state", e.Name, "for", e.Elapsed)
	}
}
