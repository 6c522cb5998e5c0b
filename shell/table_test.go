package shell

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestTable walks over the command table: every command has its group, its texts, and a script that uses it.
func TestTable(t *testing.T) {
	t.Parallel()
	scripts := map[string]string{"!": "must-fail"}
	for name, c := range builtin() {
		if !slices.Contains(groups, c.Group) {
			t.Errorf("%s: unknown group %q", name, c.Group)
		}
		if c.Run == nil {
			t.Errorf("%s: no Run", name)
		}
		if c.Summary == "" || len(c.Summary) > 59 || strings.HasSuffix(c.Summary, ".") || c.Summary != strings.ToLower(c.Summary[:1])+c.Summary[1:] {
			t.Errorf("%s: the summary is missing, too long, or a sentence: %q", name, c.Summary)
		}
		if !strings.HasSuffix(c.Detail, ".") {
			t.Errorf("%s: the detail is missing or no sentence: %q", name, c.Detail)
		}
		if c.Form != Words && c.Args == "" {
			t.Errorf("%s: no args, though it takes some", name)
		}
		for _, word := range regexp.MustCompile(`[A-Z][A-Z]+`).FindAllString(c.Args, -1) {
			if !slices.Contains([]string{"STATE", "EXPR", "KEY", "VALUE", "LINE", "REGEXP", "WORD", "FILE", "NAME"}, word) {
				t.Errorf("%s: usage speaks of %s", name, word)
			}
		}
		for _, f := range c.Flags {
			if len(f.Names) == 0 || f.Summary == "" || !strings.HasPrefix(f.Names[len(f.Names)-1], "--") {
				t.Errorf("%s: flag %v has no long name or no summary", name, f)
			}
		}
		script := name
		if other := scripts[name]; other != "" {
			script = other
		}
		text, err := os.ReadFile(filepath.Join("testdata/script", script+".txtar"))
		if err != nil || !strings.Contains(string(text), "\n"+name) {
			t.Errorf("%s: no script uses it: %v", name, err)
		}
	}
}

func TestNamesAreUnique(t *testing.T) {
	t.Parallel()
	names := builtin().names()
	if unique := slices.Compact(slices.Clone(names)); len(unique) != len(names) {
		t.Errorf("a name or an alias is there twice: %v", names)
	}
}
