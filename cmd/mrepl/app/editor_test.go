package app

import (
	"slices"
	"testing"
)

// TestEditorCommand holds that $EDITOR is read as others read it, and is waited for.
func TestEditorCommand(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		editor string
		line   int
		want   []string
	}{
		{"vi", 1, []string{"vi", "f.go"}},
		{"/usr/bin/vim -u NONE", 7, []string{"/usr/bin/vim", "-u", "NONE", "+7", "f.go"}},
		{"ed", 7, []string{"ed", "f.go"}},
		{"code", 1, []string{"code", "--wait", "f.go"}},
		{"code --wait", 7, []string{"code", "--wait", "--goto", "f.go:7"}},
		{"subl", 7, []string{"subl", "--wait", "f.go:7"}},
		{`"/Applications/My Editor/ed" -x`, 7, []string{"sh", "-c", `"/Applications/My Editor/ed" -x "$@"`, `"/Applications/My`, "f.go"}},
	} {
		if got := editorCommand(test.editor, "f.go", test.line).Args; !slices.Equal(got, test.want) {
			t.Errorf("%s, line %d: %q; want %q", test.editor, test.line, got, test.want)
		}
	}
}
