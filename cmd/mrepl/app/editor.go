package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// editor returns how a person edits a file, nil where nobody sits at a terminal.
func (o options) editor() func(ctx context.Context, file string, line int) error {
	if !o.interactive() {
		return nil
	}
	return edit
}

// edit runs $VISUAL or $EDITOR, which may have arguments, on a file. Its end is waited for whatever ctx says: the terminal is
// its own meanwhile, and ^C too.
func edit(_ context.Context, file string, line int) error {
	words := strings.Fields(cmp.Or(os.Getenv("VISUAL"), os.Getenv("EDITOR")))
	if len(words) == 0 {
		for _, name := range []string{"nano", "vi"} {
			if _, err := exec.LookPath(name); err == nil {
				words = []string{name}
				break
			}
		}
	}
	if len(words) == 0 {
		return errors.New("there is no editor: set EDITOR to one")
	}
	cmd := exec.Command(words[0], append(words[1:], editorArgs(words[0], file, line)...)...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("%s: %w", words[0], err)
	}
	return nil
}

// editorArgs says where to begin, in the way of the editor: most take +LINE.
func editorArgs(editor, file string, line int) []string {
	switch name := filepath.Base(editor); {
	case line <= 1:
		return []string{file}
	case name == "code" || name == "codium" || name == "cursor":
		return []string{"--wait", "--goto", fmt.Sprintf("%s:%d", file, line)}
	case name == "subl" || name == "zed" || name == "hx" || name == "helix":
		return []string{fmt.Sprintf("%s:%d", file, line)}
	case name == "vi" || name == "vim" || name == "nvim" || name == "nano" || name == "emacs" || name == "emacsclient" || name == "micro" || name == "kak":
		return []string{fmt.Sprintf("+%d", line), file}
	}
	return []string{file}
}
