package interp_test

import (
	"context"
	"strings"
	"testing"
)

const describedModule = `
-- main.go --
// Package main sells.
package main

import "app/shop"

func main() { _ = shop.Open }
-- shop/shop.go --
// Package shop is a shop.
package shop

import (
	"context"

	"github.com/mrepl/mrepl/states"
)

// A Store sells.
type Store struct {
	Name  string
	Stock map[string]int
}

// Sell sells one.
func (s *Store) Sell(what string) error { s.Stock[what]--; return nil }

// Main is the store.
var Main = states.New("main-store", open)

// open opens the store.
func open(context.Context) (*Store, error) {
	// with a box of apples
	return &Store{"main", map[string]int{"apple": 3, "pear": 1}}, nil
}

// Open opens another store.
func Open() *Store { return nil }
`

func TestDescriptions(t *testing.T) {
	t.Parallel()
	m := open(t, describedModule)
	s := m.session
	if got := s.Variable("shop/main-store"); got != "shop.Main" {
		t.Errorf("Variable is %q", got)
	}
	if got := strings.Join(s.Names(), " "); !strings.Contains(got, "shop.Open") {
		t.Errorf("Names are %s", got)
	}
	for src, want := range map[string]string{
		"shop.Open()": "*shop.Store|struct {\n\tName  string\n\tStock map[string]int\n}|Sell(what string) error",
		"shop.Store":  "shop.Store|struct {\n\tName  string\n\tStock map[string]int\n}|Sell(what string) error",
		"1 + 2":       "int||",
	} {
		d, err := s.TypeOf(src)
		if got := strings.Join([]string{d.Type, d.Underlying, strings.Join(d.Methods, " ")}, "|"); err != nil || got != want {
			t.Errorf("TypeOf(%s) is %q, %v; want %q", src, got, err, want)
		}
	}
	if _, err := s.TypeOf("shop.Nothing"); err == nil {
		t.Error("TypeOf an undefined name is no error")
	}
	var fits []string
	for _, c := range s.Fits("shop/main-store") {
		fits = append(fits, c.Text)
	}
	if got := strings.Join(fits, " "); got != "&shop.Store{ shop.Open()" {
		t.Errorf("Fits is %q", got)
	}
}

func TestDocAndSource(t *testing.T) {
	t.Parallel()
	m := open(t, describedModule)
	ctx, s := context.Background(), m.session
	for name, want := range map[string]string{
		"shop":            "Package shop is a shop.",
		"shop.Open":       "func Open() *Store\n    Open opens another store.",
		"shop.Store.Sell": "func (s *Store) Sell(what string) error\n    Sell sells one.",
		"shop/main-store": "Main is the store.",
		"strings.Cut":     "Cut slices s around the first instance of sep",
	} {
		if got, err := s.Doc(ctx, name); err != nil || !strings.Contains(got, want) {
			t.Errorf("Doc(%s) is %q, %v; want %q in it", name, got, err, want)
		}
	}
	for _, name := range []string{"shop.Nothing", "nothing", "strings.Nothing", "Open"} {
		if got, err := s.Doc(ctx, name); err == nil {
			t.Errorf("Doc(%s) is %q", name, got)
		}
	}
	_, text, err := s.Source(ctx, "shop/main-store")
	for _, want := range []string{`var Main = states.New("main-store", open)`, "func open(context.Context) (*Store, error) {\n\t// with a box of apples"} {
		if err != nil || !strings.Contains(text, want) {
			t.Errorf("Source is %q, %v; want %q in it", text, err, want)
		}
	}
	if _, text, err = s.Source(ctx, "strings.Cut"); err != nil || !strings.Contains(text, "return") {
		t.Errorf("Source of strings.Cut is %q, %v", text, err)
	}
}

func TestInspect(t *testing.T) {
	t.Parallel()
	m := open(t, describedModule)
	m.start()
	in, err := m.session.Inspect(context.Background(), "shop.Main.Get()")
	if err != nil || in.Type != "*shop.Store" || in.Kind != "pointer to struct" || len(in.Parts) != 2 || in.Parts[0].Value != `"main"` {
		t.Errorf("%+v, %v", in, err)
	}
	in, err = m.session.Inspect(context.Background(), "shop.Main.Get().Stock")
	if err != nil || in.Len != 2 || len(in.Parts) != 2 || in.Parts[0].Name != `"apple"` || in.Parts[0].Value != "3" {
		t.Errorf("%+v, %v", in, err)
	}
	in, err = m.session.Inspect(context.Background(), "any(&fs.PathError{Op: \"open\", Err: io.EOF})") // of compiled code
	if err != nil || in.Kind != "interface that holds a *fs.PathError" || len(in.Parts) != 3 || in.Parts[0].Value != `"open"` || len(in.Methods) != 3 {
		t.Errorf("%+v, %v", in, err)
	}
	in, err = m.session.Inspect(context.Background(), "any(shop.Main.Get())")
	if err != nil || in.Kind != "interface that holds a *shop.Store" || len(in.Parts) != 2 {
		t.Errorf("%+v, %v", in, err)
	}
	in, err = m.session.Inspect(context.Background(), "new(sync.Mutex)")
	if err != nil || len(in.Parts) != 0 || len(in.Methods) != 3 {
		t.Errorf("%+v, %v", in, err)
	}
}
