package load

import (
	"slices"
	"testing"
)

func TestFilesGoToTheVariablesWhosePatternsCoverThem(t *testing.T) {
	t.Parallel()
	prog, err := load(t, `
-- a.go --
package a

import "embed"

//go:embed one.txt
var one string

var (
	// Pages are the pages.
	//
	//go:embed pages
	//go:embed one.txt "two words.txt"
	Pages embed.FS

	//go:embed all:pages
	All embed.FS

	none int
)

//go:embed pages/*.html

// An empty line does not matter.
var Top embed.FS
-- one.txt --
1
-- two words.txt --
2
-- three.txt --
3
-- pages/index.html --
-- pages/_draft.html --
-- pages/sub/.hidden --
-- pages/sub/b.css --
`)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][]string{
		"one":   {"one.txt"},
		"Pages": {"one.txt", "pages/index.html", "pages/sub/b.css", "two words.txt"},
		"All":   {"pages/_draft.html", "pages/index.html", "pages/sub/.hidden", "pages/sub/b.css"},
		"Top":   {"pages/_draft.html", "pages/index.html"},
	}
	if len(prog.Packages[0].Embeds) != len(want) {
		t.Errorf("%d variables", len(prog.Packages[0].Embeds))
	}
	for _, e := range prog.Packages[0].Embeds {
		var got []string
		for _, f := range e.Files {
			got = append(got, f.Name)
		}
		if name := e.Spec.Names[0].Name; !slices.Equal(got, want[name]) {
			t.Errorf("%s has %q, want %q", name, got, want[name])
		}
	}
}

func TestEmbeddedFilesAreOfThePackagesSum(t *testing.T) {
	t.Parallel()
	const source = "-- a.go --\npackage a\n\nimport _ \"embed\"\n\n//go:embed x\nvar x string\n-- x --\n"
	sum := func(text string) [32]byte {
		prog, err := load(t, source+text)
		if err != nil {
			t.Fatal(err)
		}
		return prog.Packages[0].Sum
	}
	a, again, b := sum("a"), sum("a"), sum("b")
	if a == b || a != again {
		t.Error("the sum does not follow the content of the file")
	}
}

func TestDirectivesThatCannotBeFollowed(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ source, want string }{
		{"import \"embed\"\n\n//go:embed none\nvar x embed.FS", "a.go:5:12: pattern none: no matching files found"},
		{"//go:embed x y\nvar x string", `a.go:3:3: go:embed requires import "embed" (or import _ "embed", if package is not used)`},
		{"import _ \"embed\"\n\n//go:embed x y\nvar x string", "a.go:6:5: invalid go:embed: multiple files for type string"},
		{"import _ \"embed\"\n\n//go:embed x\nvar x int", "a.go:6:5: go:embed cannot apply to var of type int"},
		{"import _ \"embed\"\n\n//go:embed x\nvar x, y string", "a.go:5:3: go:embed cannot apply to multiple vars"},
		{"import _ \"embed\"\n\n//go:embed x\nvar x = \"\"", "a.go:5:3: go:embed cannot apply to var with initializer"},
		{"import _ \"embed\"\n\n//go:embed x\nfunc f() {}", "a.go:5:3: misplaced go:embed directive"},
		{"import _ \"embed\"\n\n//go:embed x\nvar (\n\tx string\n)", "a.go:5:3: misplaced go:embed directive"},
		{"import _ \"embed\"\n\nfunc f() {\n\t//go:embed x\n\tvar x string\n\t_ = x\n}", "a.go:6:4: misplaced go:embed directive"},
	} {
		_, err := load(t, "-- a.go --\npackage a\n\n"+test.source+"\n-- x --\n-- y --\n")
		if err == nil || err.Error() != test.want {
			t.Errorf("%s\n got %v\nwant %s", test.source, err, test.want)
		}
	}
}
