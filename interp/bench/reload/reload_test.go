package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestEditsOfTheExchange holds that the sample has what the measurements edit.
func TestEditsOfTheExchange(t *testing.T) {
	t.Parallel()
	root, err := root()
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "exchange")
	if err := exchange(root, dir); err != nil {
		t.Fatal(err)
	}
	h, err := handlersOf(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, edit := range []func(int) error{h.body, h.declaration} {
		if err := edit(7); err != nil {
			t.Fatal(err)
		}
		if text, err := os.ReadFile(h.file); err != nil || !strings.Contains(string(text), answer(7)) {
			t.Errorf("no %q in the edited file: %v", answer(7), err)
		}
	}
}
