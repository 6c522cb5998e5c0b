package shell_test

import "testing"

func TestIndent(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	for text, want := range map[string]string{
		"if x {":                 "\t",
		"if x {\n\tfor {":        "\t\t",
		"if x {\n\tf()":          "\t",
		"if x {\n    f(":         "    \t",
		"go f(func() {":          "\t",
		"if x {\n\tf()\n}":       "",
		"if x {\n\tif y {\n\t}":  "\t",
		"f(a,\n\tb,\n":           "\t",
		"x := `{":                "",
		"if x {\n\ty := `\n\t{":  "",
		"if x {\n\ty := `\n\t{`": "\t",
		"if x { /* {":            "",
		"if x { // {":            "\t",
		"x +":                    "",
		"f(\"{\"":                "\t",
		"start conn":             "",
		"":                       "",
		"}":                      "",
	} {
		if got := r.Indent(text); got != want {
			t.Errorf("behind %q it indents by %q; want %q", text, got, want)
		}
	}
}
