package shell_test

import (
	"context"
	"strings"
	"testing"

	"github.com/mrepl/mrepl/shell"
)

// TestNoSystem holds that a shell which runs no programs does not speak of sh.
func TestNoSystem(t *testing.T) {
	t.Parallel()
	r := newRig(t, func(c *shell.Config) { c.System = nil })
	if r.HasCommand("sh") {
		t.Error("there is sh")
	}
	err := r.Line(context.Background(), "", "git status")
	if text := r.err.take(); err == nil || !strings.Contains(text, "git is a program; it runs in a terminal of its own") {
		t.Errorf("%v: %s", err, text)
	}
}
