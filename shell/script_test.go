package shell_test

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/mrepl/mrepl/shell"
	"github.com/mrepl/mrepl/states"
)

var update = flag.Bool("update", false, "write the expected output of scripts, and docs/commands.md, anew")

// TestScripts runs every testdata/script/*.txtar: its file "in" is a script; "out" and "err" are what it must write, and a file
// "failed" says that it must fail. Files in dir/ are there for it, in the directory that is $1; what it writes there to a file
// "saved" must be that too. The comment may name options: json, keep-going, width=N, no-engine, color.
func TestScripts(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/script/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no scripts", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			t.Parallel()
			testScript(t, file)
		})
	}
}

func testScript(t *testing.T, file string) {
	before, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	options := strings.Fields(string(before.Comment))
	dir := t.TempDir()
	r := newRig(t, func(cfg *shell.Config) {
		apply(cfg, options)
		cfg.Edit = func(_ context.Context, file string, line int) error { return editor(dir, file, line, cfg.Out) }
	})
	for _, o := range options {
		switch o {
		case "no-engine":
			r.Use(nil)
		case "broken":
			r.engine.broken.Store(true)
		case "renamed":
			r.engine.unit = func() *states.Unit { return unitOf(r.registry, "1", "conf/config", "db/pool", "www/nyse-app") }
		case "redefined":
			r.engine.unit = func() *states.Unit {
				return unitOf(r.registry, "2", "conf/config", "db/conn", "www/nyse-app", "www/admin")
			}
			r.engine.edited = shell.Changes{
				Packages: []string{"exchange/conf", "exchange/db", "exchange/nyse", "exchange/www"},
				Patched:  []string{"db.(*Pool).Close", "db.open", "nyse.AddOrder", "nyse.FindOrders", "www.handler", "www.notFound"},
				Added:    []string{"www.Admin"}, Removed: []string{"nyse.price"}, Renewed: []string{"nyse.prices"},
				Notes: []string{"stale at the prompt, because a type has changed: order"},
			}
		case "unchanged":
			r.engine.edited = shell.Changes{}
		case "many":
			for i := range 40 {
				r.engine.edited.Patched = append(r.engine.edited.Patched, fmt.Sprintf("db.open%d", i))
			}
		}
	}
	var in []byte
	var args []string
	after := &txtar.Archive{Comment: before.Comment}
	for _, f := range before.Files {
		name, inDir := strings.CutPrefix(f.Name, "dir/")
		switch {
		case f.Name == "in":
			in = f.Data
		case inDir:
			args = []string{dir, "second"}
			if err := os.WriteFile(filepath.Join(dir, name), f.Data, 0o644); err != nil {
				t.Fatal(err)
			}
		default:
			continue
		}
		after.Files = append(after.Files, f)
	}
	err = r.Script(context.Background(), "in", bytes.NewReader(in), args...)
	add := func(name, text string) {
		if text = strings.ReplaceAll(normal(text), dir, "DIR"); text != "" {
			after.Files = append(after.Files, txtar.File{Name: name, Data: []byte(text)})
		}
	}
	if text, err := os.ReadFile(filepath.Join(dir, "saved")); err == nil {
		add("saved", string(text))
	}
	add("out", r.out.take())
	add("err", r.err.take())
	if err != nil {
		add("failed", "yes\n")
	}
	got, want := txtar.Format(after), txtar.Format(before)
	if bytes.Equal(got, want) {
		return
	}
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	t.Errorf("%s", diff.Diff("want", want, "got", got))
}

// editor stands in for a person's: it tells what it is opened on, and what the file edited in dir holds, if there is one, becomes
// of it.
func editor(dir, file string, line int, out io.Writer) error {
	before, err := os.ReadFile(file)
	if errors.Is(err, os.ErrNotExist) {
		fmt.Fprintf(out, "editing %s at line %d\n", file, line)
		return nil
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "editing %q\n", before)
	after, err := os.ReadFile(filepath.Join(dir, "edited"))
	if errors.Is(err, os.ErrNotExist) {
		return nil // left as it was
	}
	if err != nil {
		return err
	}
	return os.WriteFile(file, after, 0o600)
}

func apply(cfg *shell.Config, options []string) {
	for _, o := range options {
		switch o {
		case "json":
			cfg.JSON = true
		case "keep-going":
			cfg.KeepGoing = true
		case "color":
			cfg.ColorOut, cfg.ColorErr = true, true
		case "width=60":
			cfg.Width = func() int { return 60 }
		}
	}
}
