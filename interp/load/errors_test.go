package load

import (
	"errors"
	"go/token"
	"go/types"
	"path/filepath"
	"testing"
)

func TestPositionsAreReadAsTheGoCommandWritesThem(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	below := filepath.Join(dir, "a", "a.go")
	for _, test := range []struct {
		text string
		want token.Position
	}{
		{"a/a.go:3:8", token.Position{Filename: below, Line: 3, Column: 8}},
		{"a/a.go:3", token.Position{Filename: below, Line: 3}},
		{below + ":3:8", token.Position{Filename: below, Line: 3, Column: 8}},
		{"", token.Position{}},
		{"a/a.go", token.Position{}},
		{":3", token.Position{}},
	} {
		got, ok := parsePosition(test.text, dir)
		if got != test.want || ok != (test.want.Line > 0) {
			t.Errorf("%q: got %v, %v", test.text, got, ok)
		}
	}
}

func TestErrorsAreSortedAndEachIsThereOnce(t *testing.T) {
	t.Parallel()
	at := func(file string, line, column int) token.Position {
		return token.Position{Filename: file, Line: line, Column: column}
	}
	list := Errors{
		{Pos: at("/b.go", 1, 1), Msg: "fourth"}, {Pos: at("/a.go", 10, 2), Msg: "third"}, {Pos: at("/a.go", 10, 1), Msg: "second"},
		{Pos: at("/a.go", 2, 9), Msg: "first"}, {Pos: at("/a.go", 10, 2), Msg: "third"}, {Msg: "of nothing"},
	}
	want := "of nothing\n/a.go:2:9: first\n/a.go:10:1: second\n/a.go:10:2: third\n/b.go:1:1: fourth"
	equal(t, "the errors", list.sorted().Error(), want)
}

func TestFurtherPartsOfAnErrorAreLinesOfIt(t *testing.T) {
	t.Parallel()
	fset := token.NewFileSet()
	file := fset.AddFile("/a.go", -1, 100)
	file.SetLines([]int{0, 10, 20})
	var list Errors
	list.Add(types.Error{Fset: fset, Pos: file.Pos(2), Msg: "x redeclared"})
	list.Add(types.Error{Fset: fset, Pos: file.Pos(12), Msg: "\tother declaration of x"})
	list.Add(errors.New("of another kind"))
	equal(t, "the errors", list.Error(), "/a.go:1:3: x redeclared\n\t/a.go:2:3: other declaration of x\nof another kind")
}

func TestTextsOfAPromptHaveOneNameForPeople(t *testing.T) {
	t.Parallel()
	pos := token.Position{Filename: InputName(7), Line: 1, Column: 2}
	equal(t, "the position", PositionString(pos), "prompt:1:2")
	if n, ok := InputNumber(pos.Filename); n != 7 || !ok {
		t.Errorf("the number is %d, %v", n, ok)
	}
	for _, file := range []string{"a.go", "prompt", "prompt#", "prompt#0", "prompt#x"} {
		if n, ok := InputNumber(file); ok {
			t.Errorf("%s is text number %d", file, n)
		}
	}
}
