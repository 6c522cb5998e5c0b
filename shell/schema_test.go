package shell_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/mrepl/mrepl/shell"
)

// A node is a part of a JSON Schema. It knows the keywords that ours uses.
type node struct {
	True bool `json:"-"` // the schema true

	Type       string           `json:"type"`
	Const      any              `json:"const"`
	Enum       []any            `json:"enum"`
	Ref        string           `json:"$ref"`
	Required   []string         `json:"required"`
	Properties map[string]*node `json:"properties"`
	Additional *bool            `json:"additionalProperties"`
	Items      *node            `json:"items"`
	OneOf      []*node          `json:"oneOf"`
	AllOf      []*node          `json:"allOf"`
	Defs       map[string]*node `json:"$defs"`
}

func (n *node) UnmarshalJSON(data []byte) error {
	if string(data) == "true" {
		n.True = true
		return nil
	}
	type plain node
	return json.Unmarshal(data, (*plain)(n))
}

// check returns what is wrong with v.
func (n *node) check(root *node, v any) error {
	if n.Ref != "" {
		return root.Defs[strings.TrimPrefix(n.Ref, "#/$defs/")].check(root, v)
	}
	if n.Const != nil && n.Const != v {
		return fmt.Errorf("%v is not %v", v, n.Const)
	}
	if n.Enum != nil && !strings.Contains(fmt.Sprintf("%q", n.Enum), fmt.Sprintf("%q", v)) {
		return fmt.Errorf("%v is none of %v", v, n.Enum)
	}
	if !n.fits(v) {
		return fmt.Errorf("%v is no %s", v, n.Type)
	}
	for _, part := range n.AllOf {
		if err := part.check(root, v); err != nil {
			return err
		}
	}
	if list, ok := v.([]any); ok && n.Items != nil {
		for i, item := range list {
			if err := n.Items.check(root, item); err != nil {
				return fmt.Errorf("%d: %w", i, err)
			}
		}
	}
	if err := n.checkObject(root, v); err != nil {
		return err
	}
	return n.checkOne(root, v)
}

func (n *node) fits(v any) bool {
	switch v := v.(type) {
	case string:
		return n.Type == "" || n.Type == "string"
	case bool:
		return n.Type == "" || n.Type == "boolean"
	case float64:
		return n.Type == "" || n.Type == "number" || n.Type == "integer" && v == float64(int64(v))
	case []any:
		return n.Type == "" || n.Type == "array"
	case map[string]any:
		return n.Type == "" || n.Type == "object"
	}
	return n.Type == ""
}

func (n *node) checkObject(root *node, v any) error {
	object, ok := v.(map[string]any)
	if !ok {
		return nil
	}
	for _, name := range n.Required {
		if _, ok := object[name]; !ok {
			return fmt.Errorf("%s is missing", name)
		}
	}
	for name, member := range object {
		part := n.Properties[name]
		switch {
		case part != nil && !part.True:
			if err := part.check(root, member); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
		case part == nil && n.Additional != nil && !*n.Additional:
			return fmt.Errorf("%s is not known", name)
		}
	}
	return nil
}

func (n *node) checkOne(root *node, v any) error {
	if n.OneOf == nil {
		return nil
	}
	var errs []string
	for _, part := range n.OneOf {
		err := part.check(root, v)
		if err == nil {
			return nil // the types differ, so that no other fits
		}
		if !strings.HasPrefix(err.Error(), "type: ") {
			errs = append(errs, err.Error())
		}
	}
	return fmt.Errorf("%s", strings.Join(append(errs, "it is of no known type"), "; "))
}

// TestSchema runs all scripts with JSON: every line is as the schema says, and every type that the schema knows comes.
func TestSchema(t *testing.T) {
	t.Parallel()
	root := &node{}
	if err := json.Unmarshal([]byte(shell.Schema()), root); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("testdata/script/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range asJSON(t, archive) {
			var v map[string]any
			if err := json.Unmarshal([]byte(line), &v); err != nil {
				t.Errorf("%s: %v: %s", file, err, line)
			} else if err := root.check(root, v); err != nil {
				t.Errorf("%s: %v: %s", file, err, line)
			}
			kind, _ := v["type"].(string)
			seen[kind] = true
		}
	}
	for _, part := range root.OneOf {
		if name := strings.TrimPrefix(part.Ref, "#/$defs/"); !seen[name] {
			t.Errorf("no script gives a %s", name)
		}
	}
}

// asJSON runs the script of an archive and returns what came.
func asJSON(t *testing.T, archive *txtar.Archive) []string {
	t.Helper()
	dir := t.TempDir()
	r := newRig(t, func(cfg *shell.Config) {
		cfg.JSON, cfg.KeepGoing = true, true
		cfg.Edit = func(context.Context, string, int) error { return nil }
	})
	for _, f := range archive.Files {
		if f.Name == "in" {
			_ = r.Script(context.Background(), "in", bytes.NewReader(f.Data), dir) // errors are lines like any other
		}
	}
	return strings.Split(strings.TrimSuffix(r.out.take(), "\n"), "\n")
}
