package lower_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// stages are the files that are about no construct: nothing in testdata is named
// after them.
var stages = strings.Fields(`doc lower program snippet change unit group undo code names
	context moves frames origin site symbol uses stop fn stmt expr subst interpreted stdio`)

// TestMap holds that the package comment names every file, and no others, and that
// each is a stage or has a construct in testdata.
func TestMap(t *testing.T) {
	t.Parallel()
	doc, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	named := map[string]bool{"doc": true}
	for _, m := range regexp.MustCompile(`\b([a-z]+)\.go\b`).FindAllStringSubmatch(string(doc), -1) {
		named[m[1]] = true
	}
	shown := map[string]bool{}
	for _, name := range stages {
		shown[name] = true
	}
	for _, c := range constructs(t) {
		if shown[c.name] {
			t.Errorf("%s.go is a stage and has a construct", c.name)
		}
		shown[c.name] = true
	}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(file, ".go")
		if strings.HasSuffix(name, "_test") {
			continue
		}
		if !named[name] {
			t.Errorf("doc.go does not name %s", file)
		}
		if !shown[name] {
			t.Errorf("nothing in testdata shows why %s is there", file)
		}
		delete(named, name)
		delete(shown, name)
	}
	for name := range named {
		t.Errorf("doc.go names %s.go, which is not there", name)
	}
	for name := range shown {
		t.Errorf("%s is no file", name)
	}
}
