// Package yamlsystem reads systems of parts from YAML files.
//
//	start-order: [annagreta, wildrank]
//	parts:
//	  annagreta:
//	    config: {uri: {port: 8060}}
//	  wildrank:
//	    kind: site            # where it is not the part's own name
//	    config: {uri: {port: 8080}}
//
// The configurations are read into the types that the parts' kinds ask for, strictly: a
// field that the type does not have is an error.
package yamlsystem

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/mrepl/mrepl/states/parts"
	"go.yaml.in/yaml/v3"
)

// A document is what a file says.
type document struct {
	StartOrder []string         `yaml:"start-order"`
	Parts      map[string]entry `yaml:"parts"`
}

type entry struct {
	Kind   string `yaml:"kind"`
	Config later  `yaml:"config"`
}

// later reads a value once its type is known. It is of the decoder that it came
// from, and as strict.
type later struct{ decode func(any) error }

func (l *later) UnmarshalYAML(decode func(any) error) error {
	l.decode = decode
	return nil
}

// ReadFile reads a system file. See [Parse].
func ReadFile(name string, kinds parts.Kinds) (parts.System, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return parts.System{}, err
	}
	return Parse(name, text, kinds)
}

// Parse reads a system from the text of a file, whose name is for the errors: each
// is a line "file:line: problem". The system is fit to be started: kinds has
// checked it.
func Parse(name string, text []byte, kinds parts.Kinds) (parts.System, error) {
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	decoder.KnownFields(true)
	var doc document
	if err := decoder.Decode(&doc); err != nil && !errors.Is(err, io.EOF) {
		return parts.System{}, located(name, "", err)
	}
	system := parts.System{StartOrder: doc.StartOrder, Parts: map[string]parts.Part{}}
	var errs []error
	for _, part := range slices.Sorted(maps.Keys(doc.Parts)) {
		e := doc.Parts[part]
		config, err := e.config(kinds, part)
		if err != nil {
			errs = append(errs, located(name, part, err))
		}
		system.Parts[part] = parts.Part{Kind: e.Kind, Config: config}
	}
	if len(errs) > 0 {
		return parts.System{}, errors.Join(errs...)
	}
	if err := kinds.Check(system); err != nil {
		return parts.System{}, fmt.Errorf("%s: %w", name, err)
	}
	return system, nil
}

// config reads the configuration of a part.
func (e entry) config(kinds parts.Kinds, part string) (any, error) {
	if e.Config.decode == nil {
		return nil, nil
	}
	kind := kinds[part]
	if e.Kind != "" {
		kind = kinds[e.Kind]
	}
	if kind.Decode != nil {
		return kind.Decode(e.Config.decode)
	}
	var config any
	err := e.Config.decode(&config)
	return config, err
}

// A sourceError is an error with the places in the file that it is about.
type sourceError struct {
	text string
	err  error
}

func (e *sourceError) Error() string { return e.text }
func (e *sourceError) Unwrap() error { return e.err }

// located puts the file, and the line if there is one, before each problem in err.
func located(file, part string, err error) error {
	problems := []string{strings.TrimPrefix(err.Error(), "yaml: ")}
	if several, ok := errors.AsType[*yaml.TypeError](err); ok {
		problems = several.Errors
	}
	for i, p := range problems {
		at := file
		if line, rest, ok := strings.Cut(p, ": "); ok && strings.HasPrefix(line, "line ") {
			at, p = file+":"+strings.TrimPrefix(line, "line "), rest
		}
		if part != "" {
			p = "part " + part + ": " + p
		}
		problems[i] = at + ": " + p
	}
	return &sourceError{strings.Join(problems, "\n"), err}
}
