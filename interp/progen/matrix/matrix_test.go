package matrix

import (
	"go/format"
	"go/parser"
	"go/token"
	"strings"
	"testing"
)

// TestProgramsAreWhole holds that each type has a program that can be parsed, with a case
// for each source and each place.
func TestProgramsAreWhole(t *testing.T) {
	t.Parallel()
	for _, name := range Kinds() {
		src := Program(name)
		if _, err := parser.ParseFile(token.NewFileSet(), name, src, 0); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if strings.Contains(src, "$") {
			t.Errorf("%s: something is not written out", name)
		}
		if n := strings.Count(src, "\ttry("); n < len(sources)*50 {
			t.Errorf("%s has %d cases only", name, n)
		}
	}
	if Program("none") != "" {
		t.Error("there is a program for a type that there is not")
	}
	if _, err := format.Source([]byte(Program("Int"))); err != nil {
		t.Error(err)
	}
}
