package app

import (
	"context"
	"fmt"
	"io"
	"reflect"
	"strings"

	"github.com/mrepl/mrepl/shell"
	"github.com/mrepl/mrepl/states"
)

// engineConfig says what the Go of a session is.
type engineConfig struct {
	Patterns []string // the packages to load; none: Go alone
	Registry *states.Registry
	Linked   map[string]map[string]reflect.Value
	Stdin    io.Reader
	Stdout   io.Writer // what the program prints; keeps clear of the prompt
	Stderr   io.Writer
}

// openEngine loads the packages. The error says why they cannot be had, one problem a line.
func openEngine(_ context.Context, cfg engineConfig) (shell.Engine, error) {
	if len(cfg.Patterns) > 0 {
		return nil, fmt.Errorf("mrepl: %s cannot be loaded: this build has no interpreter", strings.Join(cfg.Patterns, " "))
	}
	return nil, nil
}
