package interp_test

import (
	"context"
	"testing"
)

const hiddenFields = `
-- main.go --
package main

import "app/desk"

type ring struct {
	order []int
	desk  *desk.Desk
}

var Ring = &ring{order: []int{1, 2}, desk: desk.New()}

func (r *ring) turn() int { return len(r.order) }

func main() {}
-- desk/desk.go --
package desk

type Desk struct {
	Name  string
	books map[string]*book
	base
}

type base struct{ depth int }

type book struct{ bids []int }

func (b *book) add(n int) { b.bids = append(b.bids, n) }

func peek() string { return "of the desk" }

func New() *Desk { return &Desk{Name: "d", books: map[string]*book{"A": {bids: []int{5}}}, base: base{depth: 3}} }
`

// TestUnexported holds that what a package keeps to itself can be named at the prompt: fields, methods, in literals and in
// functions.
func TestUnexported(t *testing.T) {
	t.Parallel()
	m := open(t, hiddenFields)
	m.expect(
		"main.Ring.order", "[]int{1, 2}",
		"main.Ring.turn()", "2",
		"d := main.Ring.desk", "",
		"d.books[\"A\"].bids", "[]int{5}",
		"d.books[\"A\"].add(6)", "",
		"d.depth", "3",
		"d.depth++", "",
		"d.base", "desk.base{depth: 4}",
		"d.books[\"B\"] = &desk.book{bids: []int{1}}", "",
		"books := d.books", "",
		"len(books)", "2",
		"books[\"B\"].bids", "[]int{1}",
		"turn := main.Ring.turn", "",
		"turn()", "2",
		// A function of the prompt is one of the prompt, also where the package has one of its name.
		"func peek() string { return d.Name + main.Ring.desk.Name }", "",
		"func peek() string { _ = d.depth; return \"of the prompt\" }", "",
		"peek()", `"of the prompt"`,
		"desk.peek()", `"of the desk"`,
		"for _, b := range d.books { b.bids = nil }", "",
		"books", `map[string]*desk.book{"A": {bids: nil}, "B": {bids: nil}}`,
		"d.none", "error: prompt:1:3: d.none undefined (type *desk.Desk has no field or method none)",
		"len(d.books) + d.none", "error: prompt:1:18: d.none undefined (type *desk.Desk has no field or method none)",
		// Of two packages at once, or of compiled code, nothing can be named.
		"main.Ring.desk.books", "error: prompt:1:16: main.Ring.desk.books undefined (cannot refer to unexported field books); a line looks inside of one package only: give main.Ring.desk a name first",
		"len(d.books) + len(main.Ring.order)", "error: prompt:1:30: main.Ring.order undefined (cannot refer to unexported field order); a line looks inside of one package only: give main.Ring.order a name first",
		"new(http.Request).ctx", "error: prompt:1:19: new(http.Request).ctx undefined (cannot refer to unexported field ctx)",
	)
	for src, want := range map[string]string{
		"d.b":                          "d.base d.books",
		"d.":                           "d.Name",
		"d.books[\"A\"].b":             "d.books[\"A\"].bids",
		"desk.book{bid":                "desk.book{bids: ",
		"new(http.Request).c":          "",
		"type T struct{ a int }; T{}.": "type T struct{ a int }; T{}.a",
	} {
		if got := m.completions(src); got != want {
			t.Errorf("complete %s: %q, want %q", src, got, want)
		}
	}
	m.replace("desk/desk.go", "of the desk", "of a desk")
	m.replace("main.go", "len(r.order)", "-len(r.order)")
	if _, err := m.session.Reload(context.Background(), false); err != nil {
		t.Fatal(m.text(err))
	}
	m.expect("peek()", `"of the prompt"`, "desk.peek()", `"of a desk"`, "turn()", "-2", "d.depth", "4", "len(books)", "2")
}
