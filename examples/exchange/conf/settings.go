package conf

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Settings is what can be configured.
type Settings struct {
	File string `yaml:"-"` // the file it comes from, "" if there is none
	DB   DB     `yaml:"db"`
	WWW  WWW    `yaml:"www"`
}

// DB is where the orders are kept.
type DB struct {
	URI string `yaml:"uri"`
}

// WWW is where the web server listens.
type WWW struct {
	Host string `yaml:"host"`
	Port int    `yaml:"port"` // 0: one that the system chooses
}

// defaults is the configuration without a file. The file says the same, so
// that nothing depends on whether it is found.
func defaults() Settings {
	return Settings{
		DB:  DB{URI: "sqlite::memory:"},
		WWW: WWW{Host: "localhost", Port: 4242},
	}
}

// read returns the settings in a YAML file; what the file leaves out has its
// default. An error in the file names its line.
func read(file string) (Settings, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return Settings{}, err
	}
	settings := defaults()
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	decoder.KnownFields(true)
	if err := decoder.Decode(&settings); err != nil && err != io.EOF {
		return Settings{}, positioned(file, err)
	}
	if err := decoder.Decode(new(yaml.Node)); err != io.EOF {
		return Settings{}, fmt.Errorf("%s: more than one YAML document", file)
	}
	settings.File = file
	return settings, nil
}

// positioned turns the YAML library's "line 3: ..." into "config.yaml:3: ...",
// one line for each thing that is wrong.
func positioned(file string, err error) error {
	lines := []string{strings.TrimPrefix(err.Error(), "yaml: ")}
	var wrong *yaml.TypeError
	if errors.As(err, &wrong) {
		lines = wrong.Errors
	}
	for i, line := range lines {
		line, _, _ = strings.Cut(line, " in type ") // a Go type is of no use to the file's author
		if rest, ok := strings.CutPrefix(line, "line "); ok {
			lines[i] = file + ":" + rest
		} else {
			lines[i] = file + ": " + line
		}
	}
	return errors.New(strings.Join(lines, "\n"))
}

// override returns the settings with those that args name replaced. An
// argument that none of the settings knows is an error, as it is in the file.
func override(settings Settings, args map[string]any) (Settings, error) {
	for name, value := range args {
		text := fmt.Sprint(value)
		switch name {
		case "config": // the file's path, see find
		case "db":
			settings.DB.URI = text
		case "host":
			settings.WWW.Host = text
		case "port":
			port, err := strconv.Atoi(text)
			if err != nil {
				return Settings{}, fmt.Errorf("argument port=%s is not a number", text)
			}
			settings.WWW.Port = port
		default:
			return Settings{}, fmt.Errorf("no argument %q: there are config, db, host and port", name)
		}
	}
	return settings, nil
}

// check reports a setting that cannot work, before anything is built on it.
func (s Settings) check() error {
	if s.DB.URI == "" {
		return errors.New("db.uri is empty")
	}
	if s.WWW.Port < 0 || s.WWW.Port > 65535 {
		return fmt.Errorf("www.port %d is not from 0 to 65535", s.WWW.Port)
	}
	return nil
}
