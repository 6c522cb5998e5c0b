package shell_test

import (
	"context"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
)

// TestSVG: the picture is XML, with a box for every state and a path for every link, and none on top of another.
func TestSVG(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	u := r.registry.NewUnit("test")
	edges := map[string][]string{
		"a/app": {"b/x", "b/y", "c/base"}, "b/x": {"c/base"}, "b/y": {"c/base", "b/<z>&"}, "b/<z>&": {"c/base"},
	}
	for _, name := range []string{"c/base", "b/<z>&", "b/x", "b/y", "a/app"} {
		u.Define(testState(r.registry, name))
	}
	u.Edges(edges)
	if _, err := u.Apply(context.Background()); err != nil {
		t.Fatal(err)
	}
	if err := r.Line(context.Background(), "", "start x --deps; graph --svg"); err != nil {
		t.Fatal(err, r.err.take())
	}
	counts := map[string]int{}
	boxes := map[string]bool{}
	for d := xml.NewDecoder(strings.NewReader(r.out.take())); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		e, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		counts[e.Name.Local]++
		if e.Name.Local == "rect" {
			at := e.Attr[0].Value + "," + e.Attr[1].Value
			if boxes[at] {
				t.Errorf("two boxes at %s", at)
			}
			boxes[at] = true
		}
	}
	if counts["rect"] != 5 || counts["path"] != 7+1 { // and the head of the arrows
		t.Errorf("it holds %v", counts)
	}
}

// TestGraphOfACircle: states that need each other are drawn all the same.
func TestGraphOfACircle(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	u := r.registry.NewUnit("test")
	u.Define(testState(r.registry, "a/one"))
	u.Define(testState(r.registry, "a/two"))
	u.Edges(map[string][]string{"a/one": {"a/two"}, "a/two": {"a/one"}})
	if _, err := u.Apply(context.Background()); err != nil {
		t.Fatal(err)
	}
	for _, flag := range []string{"", "--dot", "--mermaid", "--svg"} {
		if err := r.Line(context.Background(), "", "graph "+flag); err != nil {
			t.Errorf("graph %s: %v", flag, err)
		}
		if got := r.out.take(); !strings.Contains(got, "a/one") || !strings.Contains(got, "a/two") {
			t.Errorf("graph %s: %s", flag, got)
		}
	}
}

// TestSVGTells holds that the picture tells, of a state that is pointed at, the whole substitute and the last error.
func TestSVGTells(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	if err := r.Line(context.Background(), "", `swap config=("a text that is too long to fit into a box" + "."); with-args fail=conn | start`); err == nil {
		t.Fatal("conn has started")
	}
	if err := r.Line(context.Background(), "", "graph --svg"); err != nil {
		t.Fatal(err)
	}
	text := r.out.take()
	for _, want := range []string{"&#xA;substitute: (&#34;a text that is too long to fit into a box&#34; + &#34;.&#34;)</title>", "no such host (conn.go:7)</title>"} {
		if !strings.Contains(text, want) {
			t.Errorf("%s is missing:\n%s", want, text)
		}
	}
}
