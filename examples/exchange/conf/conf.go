// Package conf is the configuration of the exchange.
package conf

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/mrepl/mrepl/states"
)

// Config is read anew at each start: from a YAML file, see find, and from the
// runtime arguments config (the path of the file), db, host and port, which
// win over the file.
var Config = states.New("config", start).
	Doc("the configuration of the exchange, from config.yaml and arguments")

func start(ctx context.Context) (Settings, error) {
	return load(states.Args())
}

// load reads the file, applies the arguments and checks the outcome.
func load(args map[string]any) (Settings, error) {
	settings := defaults()
	if file := find(args["config"]); file != "" {
		var err error
		if settings, err = read(file); err != nil {
			return Settings{}, err
		}
	}
	settings, err := override(settings, args)
	if err != nil {
		return Settings{}, err
	}
	return settings, settings.check()
}

// find returns the path of the configuration file: the one asked for, or else
// the first that exists of
//
//   - config.yaml beside the program, where it is installed
//   - config.yaml in the working directory
//   - examples/exchange/config.yaml in the working directory or one above it,
//     which is where it is in this repository
//
// or "" if there is none.
func find(asked any) string {
	if asked != nil {
		return fmt.Sprint(asked)
	}
	places := []string{"config.yaml"}
	if program, err := os.Executable(); err == nil {
		places = []string{filepath.Join(filepath.Dir(program), "config.yaml"), "config.yaml"}
	}
	if dir, err := os.Getwd(); err == nil {
		for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
			places = append(places, filepath.Join(dir, "examples", "exchange", "config.yaml"))
		}
	}
	for _, file := range places {
		if _, err := os.Stat(file); err == nil {
			return file
		}
	}
	return ""
}
