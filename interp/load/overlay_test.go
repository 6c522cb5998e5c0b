package load

import (
	"path/filepath"
	"slices"
	"testing"
)

const plain = "package a\n\nfunc F() {}\n"

func TestAnOverlayIsReadInPlaceOfTheFile(t *testing.T) {
	t.Parallel()
	s := begin(t, "-- a.go --\n"+plain)
	file := filepath.Join(s.dir, "a.go")
	restore, err := s.l.Overlay(file, "package a\n\nfunc F() { println() }\n")
	if err != nil {
		t.Fatal(err)
	}
	e, err := s.edit()
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "the edit", summary(e), "changed m, bodies a.F")
	restore()
	if e, err = s.edit(); err != nil || !e.Empty() {
		t.Errorf("taken back, there is %v, %v", e, err)
	}
}

func TestOverlaysAreTakenBackOneByOne(t *testing.T) {
	t.Parallel()
	s := begin(t, "-- a.go --\n"+plain)
	file := filepath.Join(s.dir, "a.go")
	var undo []func()
	for _, text := range []string{"one", "two"} {
		restore, err := s.l.Overlay(file, text)
		if err != nil {
			t.Fatal(err)
		}
		undo = append(undo, restore)
	}
	for i, want := range []string{"two", "one", plain} {
		if i > 0 {
			undo[len(undo)-i]()
		}
		got, err := s.l.Text(file)
		if err != nil {
			t.Fatal(err)
		}
		equal(t, "the text", got, want)
	}
}

func TestAnOverlayEndsWhenTheFileChanges(t *testing.T) {
	t.Parallel()
	s := begin(t, "-- a.go --\n"+plain)
	file := filepath.Join(s.dir, "a.go")
	if _, err := s.l.Overlay(file, "package a\n"); err != nil {
		t.Fatal(err)
	}
	if got := s.l.Uncovered(); got != nil {
		t.Errorf("uncovered at once: %v", got)
	}
	s.change("-- a.go --\n" + plain + "\nvar x int\n")
	if got := s.l.Uncovered(); !slices.Equal(got, []string{file}) {
		t.Errorf("uncovered: %v", got)
	}
	e, err := s.edit()
	if err != nil {
		t.Fatal(err)
	}
	s.apply(e)
	if got := s.l.Uncovered(); got != nil {
		t.Errorf("uncovered after the edit: %v", got)
	}
	if got, err := s.l.Text(file); err != nil || got != plain+"\nvar x int\n" {
		t.Errorf("the text is %q, %v", got, err)
	}
}

func TestOnlyWhatIsThereCanBeOverlaid(t *testing.T) {
	t.Parallel()
	s := begin(t, "-- a.go --\n"+plain)
	if _, err := s.l.Overlay(filepath.Join(s.dir, "b.go"), plain); err == nil {
		t.Error("a file that is not there was overlaid")
	}
}
