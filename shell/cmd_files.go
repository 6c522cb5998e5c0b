package shell

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

var files = table{
	"source": {
		Group: Scripting, Args: "FILE [WORD...] | NAME",
		Summary: "run the lines of a file, or show the declaration of a name",
		Detail: "The lines are run as if they had been typed, up to the first error. The words are the script's arguments: $1 " +
			"to $9 in its command lines, $* all of them, and the variable argv in its Go. A NAME is a state or a Go name, as " +
			"for doc: its declaration is shown, and for a state its start and stop. A word that ends in .mrepl or begins " +
			"as a path is a file.",
		Complete: sourceWords, Run: source,
	},
	"save": {
		Group: Scripting, Args: "FILE",
		Summary: "write what was typed so far into a file, as a script",
		Detail: "Statements that failed have a ! in front, which wants them to fail again; those that cannot are comments. " +
			"Commands that only look, such as help and history, are left out. A file that is there already is kept, " +
			"unless --force is given.",
		Flags:    []Flag{{[]string{"-f", "--force"}, "overwrite a file that is there already"}},
		Complete: fileNames, Run: save,
	},
}

// A sourceError is an error of a line of a file that was sourced, with its place.
type sourceError struct {
	at  place
	err error
}

func (e *sourceError) Error() string { return e.at.locate(explain(e.err)) }
func (e *sourceError) Unwrap() error { return e.err }

// sourceDepth is how deep files may source each other.
const sourceDepth = 50

type sourceKey struct{}

func source(ctx context.Context, c *Call) error {
	if err := c.needs(1, -1); err != nil {
		return err
	}
	depth, _ := ctx.Value(sourceKey{}).(int)
	if depth == sourceDepth {
		return fmt.Errorf("files source each other, %d deep: %s sources itself, or a file that sources it", depth, c.words[0].text)
	}
	words, s := c.Words(), c.Shell
	if !isScript(words[0]) {
		src, err := s.sourceOf(ctx, words[0])
		if err == nil {
			s.showSource(src)
			return nil
		}
		if _, missing := os.Stat(words[0]); missing != nil {
			return s.unnamed(words[0], err)
		}
	}
	text, err := os.ReadFile(words[0])
	if err != nil {
		return fmt.Errorf("source: %w; Tab completes the names of files", err)
	}
	if err := s.declareArgs(ctx, words[1:]); err != nil {
		return err
	}
	in := &reader{commands: s.commands, file: words[0], args: scriptArgs(words[1:]), next: inMemory(string(text))}
	var failed error
	ctx = context.WithValue(ctx, sourceKey{}, depth+1)
	err = s.statements(ctx, in, s.sourced, func(at place, err error) { failed = errors.Join(failed, &sourceError{at, err}) })
	var exit *ExitError
	if errors.As(err, &exit) {
		return err
	}
	return failed
}

// isScript reports whether a word cannot be but a file.
func isScript(word string) bool {
	return strings.HasSuffix(word, ".mrepl") || filepath.IsAbs(word) || strings.HasPrefix(word, "./") || strings.HasPrefix(word, "../")
}

// sourceOf finds the declaration of a state or of a Go name.
func (s *Shell) sourceOf(ctx context.Context, name string) (Source, error) {
	if full, err := s.registry.Resolve(name); err == nil {
		name = full
	}
	sourcer, ok := s.engine.(Sourcer)
	if !ok {
		return Source{}, fmt.Errorf("there is no file %s, and this shell knows no sources", name)
	}
	return sourcer.Source(ctx, name)
}

func (s *Shell) showSource(src Source) {
	text := src.Text
	if src.Pos != "" {
		text = newPalette(s.cfg.ColorOut).dim.Sprint("// "+src.Pos) + "\n" + text
	}
	s.view.result("source", src, text)
}

// sourceWords completes a file, a state or a Go name.
func sourceWords(c *Call) []Completion {
	if len(c.words) > 0 {
		return nil
	}
	return append(fileNames(c), namesAndStates(c)...)
}

// sourced runs a statement of a file that is sourced: the statement that sources it is the one that can be interrupted.
func (s *Shell) sourced(ctx context.Context, st statement) error {
	if name, _, _ := s.commands.lookup(firstWord.FindString(st.text)); st.kind != commandLine || name != "expect-out" {
		s.output.forget()
	}
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return s.guarded(ctx, st)
}

// unsaid are the commands that save leaves out.
var unsaid = map[string]bool{"save": true, "history": true, "help": true, "edit": true, "exit": true, "log": true, "trace": true}

func save(_ context.Context, c *Call) error {
	if err := c.needs(1, 1); err != nil {
		return err
	}
	s, name := c.Shell, c.words[0].text
	var b strings.Builder
	n := 0
	fmt.Fprintf(&b, "#!/usr/bin/env mrepl\n# Saved from %s, %s.\n\n", s.cfg.Name, s.cfg.Now().Format("2 January 2006, 15:04"))
	for _, st := range s.said.all() {
		if own, _, _ := s.commands.lookup(firstWord.FindString(st.text)); st.kind == commandLine && unsaid[own] {
			continue
		}
		text, counts := st.line(s.commands)
		b.WriteString(text + "\n")
		if counts {
			n++
		}
	}
	mode := os.O_WRONLY | os.O_CREATE | os.O_EXCL
	if c.Has("-f") {
		mode = os.O_WRONLY | os.O_CREATE | os.O_TRUNC
	}
	f, err := os.OpenFile(name, mode, 0o644)
	if errors.Is(err, os.ErrExist) {
		return fmt.Errorf("%s is there already: save --force %s overwrites it", name, name)
	}
	if err != nil {
		return fmt.Errorf("save: %w; the folder must be there, and yours to write to", err)
	}
	_, err = f.WriteString(b.String())
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	s.view.result("saved", fields{"file": name, "statements": n}, fmt.Sprintf("wrote %s to %s", count(n, "statement"), name))
	return nil
}

// fileNames completes the name of a file.
func fileNames(c *Call) []Completion {
	if len(c.words) > 0 {
		return nil
	}
	return filesAnywhere(c)
}

// filesAnywhere completes the name of a file, whatever stands before it.
func filesAnywhere(c *Call) []Completion {
	dir, _ := filepath.Split(c.typed)
	entries, err := os.ReadDir(filepath.Clean("./" + dir))
	if filepath.IsAbs(dir) {
		entries, err = os.ReadDir(dir)
	}
	if err != nil {
		return nil
	}
	var list []Completion
	for _, e := range entries {
		text, hint := dir+e.Name(), ""
		if strings.HasPrefix(e.Name(), ".") && !strings.HasPrefix(filepath.Base(c.typed), ".") {
			continue
		}
		if e.IsDir() {
			text, hint = text+"/", "directory"
		}
		list = append(list, Completion{Text: text, Hint: hint, Ends: !e.IsDir()})
	}
	return list
}
