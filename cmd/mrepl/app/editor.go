package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// editor returns how a person edits a file, nil where nobody sits at a terminal.
func (o options) editor() func(ctx context.Context, file string, line int) error {
	if !o.interactive() {
		return nil
	}
	return edit
}

// edit runs $VISUAL or $EDITOR on a file. Its end is waited for whatever ctx says: the terminal is its own meanwhile, and ^C
// too.
func edit(_ context.Context, file string, line int) error {
	editor := strings.TrimSpace(cmp.Or(os.Getenv("VISUAL"), os.Getenv("EDITOR")))
	if editor == "" {
		for _, name := range []string{"nano", "vi"} {
			if _, err := exec.LookPath(name); err == nil {
				editor = name
				break
			}
		}
	}
	if editor == "" {
		return errors.New("there is no editor: set EDITOR to one")
	}
	cmd := editorCommand(editor, file, line)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("%s: %w", strings.Fields(editor)[0], err)
	}
	return nil
}

// editorCommand runs an editor, which may have arguments. Where it holds what only a shell understands, quotes around a path
// with spaces, say, a shell reads it.
func editorCommand(editor, file string, line int) *exec.Cmd {
	words := strings.Fields(editor)
	args := editorArgs(words[0], file, line)
	if flag, ok := waits[filepath.Base(words[0])]; ok && !slices.Contains(words, flag) {
		args = append([]string{flag}, args...)
	}
	if strings.ContainsAny(editor, "\"'\\$~*?|&;<>()`") {
		return exec.Command("sh", append([]string{"-c", editor + ` "$@"`, words[0]}, args...)...)
	}
	return exec.Command(words[0], append(words[1:], args...)...)
}

// waits are the flags without which editors that have windows of their own return at once.
var waits = map[string]string{"code": "--wait", "codium": "--wait", "cursor": "--wait", "zed": "--wait", "subl": "--wait"}

// editorArgs says where to begin, in the way of the editor: most take +LINE.
func editorArgs(editor, file string, line int) []string {
	switch name := filepath.Base(editor); {
	case line <= 1:
		return []string{file}
	case name == "code" || name == "codium" || name == "cursor":
		return []string{"--goto", fmt.Sprintf("%s:%d", file, line)}
	case name == "subl" || name == "zed" || name == "hx" || name == "helix":
		return []string{fmt.Sprintf("%s:%d", file, line)}
	case name == "vi" || name == "vim" || name == "nvim" || name == "nano" || name == "emacs" || name == "emacsclient" || name == "micro" || name == "kak":
		return []string{fmt.Sprintf("+%d", line), file}
	}
	return []string{file}
}
