package shell

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/mrepl/mrepl/states"
)

var editing = table{
	"edit": {
		Group: Session, Args: "[NAME | FILE]",
		Summary: "open the editor on the last input, or on a definition",
		Detail: "Without a name, what is there when the editor ends is run; nothing is run if it is empty, or as it was. NAME is a state, or " +
			"a Go name of the program: the file with its definition is opened there, as a FILE is, and reload loads what was changed. The " +
			"editor is $VISUAL or $EDITOR.",
		Complete: sourceWords, Run: edit,
	},
}

func edit(ctx context.Context, c *Call) error {
	if err := c.needs(0, 1); err != nil {
		return err
	}
	if c.Shell.cfg.Edit == nil {
		return errors.New("edit: there is no terminal to run an editor on; source NAME shows where a name is declared")
	}
	if len(c.words) == 1 {
		return c.Shell.editDefinition(ctx, c.words[0].text)
	}
	return c.Shell.editInput(ctx)
}

// editInput opens the last statement, and runs what becomes of it.
func (s *Shell) editInput(ctx context.Context) error {
	last := ""
	for _, st := range s.said.all() {
		if name, _, _ := s.commands.lookup(firstWord.FindString(st.text)); st.kind != commandLine || name != "edit" {
			last, _ = said{kind: st.kind, text: st.text}.line(s.commands)
		}
	}
	dir, err := os.MkdirTemp("", "mrepl")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	file := filepath.Join(dir, "input.go")
	if err := os.WriteFile(file, []byte(last+"\n"), 0o600); err != nil {
		return err
	}
	if err := s.cfg.Edit(ctx, file, 1); err != nil {
		return err
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	switch {
	case strings.TrimSpace(string(text)) == "":
		s.view.notice("nothing to run")
		return nil
	case string(text) == last+"\n":
		s.view.notice("nothing was changed, so nothing is run")
		return nil
	}
	s.view.notice(indent(strings.TrimRight(string(text), "\n")))
	in := &reader{commands: s.commands, file: "input", next: inMemory(string(text))}
	var failed error
	err = s.statements(ctx, in, s.sourced, func(at place, err error) { failed = errors.Join(failed, &sourceError{at, err}) })
	var exit *ExitError
	if errors.As(err, &exit) {
		return err
	}
	return failed
}

// editDefinition opens the file in which a state or a Go name is defined, or that has the name.
func (s *Shell) editDefinition(ctx context.Context, name string) error {
	file, line, err := s.definitionOf(ctx, name)
	if info, missing := os.Stat(name); err != nil && missing == nil && !info.IsDir() {
		file, line, err = name, 1, nil
	}
	if err != nil {
		return s.unnamed(name, err)
	}
	before, _ := os.ReadFile(file) // one that is not there is made by the editor
	if err := s.cfg.Edit(ctx, file, line); err != nil {
		return err
	}
	if after, err := os.ReadFile(file); err == nil && string(after) == string(before) {
		s.view.notice(file + " is as it was")
		return nil
	}
	if s.engine == nil {
		return nil
	}
	changes, err := s.engine.Plan(ctx)
	s.stale.Store(err != nil)
	switch {
	case err != nil:
		return fmt.Errorf("what runs is as it was; the sources do not compile, and edit %s opens them again:\n%w", name, err)
	case changes.Empty():
		s.view.notice("what was changed is no code of the program: there is nothing to reload")
	default:
		s.view.notice("the source has changed and compiles; reload loads it")
	}
	return nil
}

// definitionOf finds where a state or a Go name is defined.
func (s *Shell) definitionOf(ctx context.Context, name string) (file string, line int, err error) {
	pos := ""
	if info, err := s.registry.Info(states.Name(name)); err == nil {
		pos = info.Pos
		name = info.Name
	}
	if sourcer, ok := s.engine.(Sourcer); ok {
		src, err := sourcer.Source(ctx, name)
		if err != nil && pos == "" {
			return "", 0, err
		}
		if src.Pos != "" {
			pos = src.Pos
		}
	}
	file, number, _ := strings.Cut(pos, ":")
	if file == "" {
		return "", 0, fmt.Errorf("it is not known where %s is defined; why and doc tell what is known", name)
	}
	number, _, _ = strings.Cut(number, ":")
	line, _ = strconv.Atoi(number) // 0 where it is not told
	return file, max(line, 1), nil
}
