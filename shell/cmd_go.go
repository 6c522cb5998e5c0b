package shell

import (
	"context"
	"fmt"
	"strings"
)

var golang = table{
	"doc": {
		Group: Looking, Args: "NAME",
		Summary: "show the documentation of a state, or of a Go name",
		Detail: "NAME is a state, or a package, pkg.Name or pkg.Type.Method as it is written at the prompt, of the program, of " +
			"what it imports, or of the standard library.",
		Complete: namesAndStates, Run: doc,
	},
	"type": {
		Group: Looking, Args: "EXPR",
		Summary: "show the type of a Go expression, without evaluating it",
		Detail:  "For a type with a name it shows what it is made of, and its methods. EXPR may be a type as well.",
		Form:    Raw, Run: typeOf,
	},
	"inspect": {
		Group: Looking, Args: "EXPR",
		Summary: "evaluate a Go expression and take its value apart",
		Detail:  "It shows the type, the kind, the length, each field or element with its type, and the methods.",
		Form:    Raw, Run: inspect,
	},
	"full": {
		Group: Looking, Args: "EXPR",
		Summary: "evaluate a Go expression and print all of its value",
		Detail:  "Values are cut in depth and length otherwise; set changes by how much.",
		Form:    Raw, Run: full,
	},
}

// lacking is the error of a command for which the engine cannot do what it takes.
func (c *Call) lacking() error {
	if c.Shell.engine == nil {
		return fmt.Errorf("%s: %w", c.Name, errNoEngine)
	}
	return fmt.Errorf("%s: the Go of this shell cannot tell", c.Name)
}

func doc(ctx context.Context, c *Call) error {
	if err := c.needs(1, 1); err != nil {
		return err
	}
	text, err := c.Shell.docOf(ctx, c.words[0].text)
	if err != nil {
		return err
	}
	c.Shell.view.result("doc", fields{"name": c.words[0].text, "text": text}, text)
	return nil
}

// docOf returns the documentation of a state or of a Go name.
func (s *Shell) docOf(ctx context.Context, name string) (string, error) {
	documenter, able := s.engine.(Documenter)
	full, notState := s.registry.Resolve(name)
	if notState != nil {
		if !able {
			return "", notState
		}
		text, err := documenter.Doc(ctx, name)
		return text, s.unnamed(name, err)
	}
	info, err := s.pickOne(full)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	fmt.Fprintf(&b, "state %s %s\n", full, info.Type)
	if info.Doc != "" {
		b.WriteString(indent("  "+info.Doc) + "\n")
	}
	if info.Pos != "" {
		b.WriteString(indent("  defined at "+info.Pos) + "\n")
	}
	if able {
		if text, err := documenter.Doc(ctx, full); err == nil {
			b.WriteString("\n" + text)
		}
	}
	return strings.TrimRight(b.String(), "\n"), nil
}

func typeOf(_ context.Context, c *Call) error {
	expr := hashComments(c.Raw)
	if expr == "" {
		return c.misuse("an expression is missing")
	}
	typer, ok := c.Shell.engine.(Typer)
	if !ok {
		return c.lacking()
	}
	t, err := typer.TypeOf(expr)
	if err != nil {
		return c.Shell.suggest(err)
	}
	text := t.Type
	if t.Underlying != "" {
		text += "\n\n" + t.Underlying
	}
	if len(t.Methods) > 0 {
		text += "\n\n" + strings.Join(t.Methods, "\n")
	}
	c.Shell.view.result("typeInfo", t, text)
	return nil
}

func inspect(ctx context.Context, c *Call) error {
	expr := hashComments(c.Raw)
	if expr == "" {
		return c.misuse("an expression is missing")
	}
	inspector, ok := c.Shell.engine.(Inspector)
	if !ok {
		return c.lacking()
	}
	in, err := inspector.Inspect(ctx, expr)
	if err != nil {
		return c.Shell.suggest(err)
	}
	c.Shell.view.result("inspection", in, c.Shell.inspection(in))
	return nil
}

// methodsShown is how many methods inspect lists.
const methodsShown = 12

// inspection writes a value that was taken apart.
func (s *Shell) inspection(in Inspection) string {
	p := newPalette(s.cfg.ColorOut)
	var b strings.Builder
	article := ", a "
	if strings.ContainsAny(in.Kind[:1], "aeiou") {
		article = ", an "
	}
	b.WriteString(p.strong.Sprint(in.Type))
	if in.Kind != in.Type {
		b.WriteString(article + in.Kind)
	}
	if in.Len >= 0 {
		fmt.Fprintf(&b, ", length %d", in.Len)
	}
	if in.Cap >= 0 {
		fmt.Fprintf(&b, ", capacity %d", in.Cap)
	}
	b.WriteString("\n")
	if len(in.Parts) == 0 || !strings.Contains(in.Value, "\n") && len(in.Value) < plainWidth {
		b.WriteString(indent(in.Value) + "\n")
	}
	g := grid{head: []string{"NAME", "TYPE", "VALUE"}, keep: 1}
	for _, part := range in.Parts {
		g.rows = append(g.rows, []cell{{text: part.Name}, {part.Type, p.dim}, {text: firstLine(part.Value)}})
	}
	if len(g.rows) > 0 {
		b.WriteString(g.write(s.cfg.Width(), p.strong))
	}
	if more := in.Len - len(in.Parts); in.Len >= 0 && more > 0 && len(in.Parts) > 0 {
		fmt.Fprintf(&b, "… and %d more\n", more)
	}
	if len(in.Methods) > 0 {
		some := in.Methods[:min(len(in.Methods), methodsShown)]
		b.WriteString(p.strong.Sprint("METHODS") + "\n" + strings.Join(some, "\n") + "\n")
		if more := len(in.Methods) - len(some); more > 0 {
			fmt.Fprintf(&b, "… and %d more: type shows them all\n", more)
		}
	}
	return b.String()
}

func full(ctx context.Context, c *Call) error {
	expr := hashComments(c.Raw)
	if expr == "" {
		return c.misuse("an expression is missing")
	}
	values, err := c.Shell.evaluate(ctx, expr)
	c.Shell.view.whole(values)
	return err
}

// namesAndStates completes a state, or a Go name.
func namesAndStates(c *Call) []Completion {
	list := allStates(c)
	if c.Shell.engine != nil {
		for _, found := range c.Shell.engine.Complete(c.typed, len(c.typed)) {
			list = append(list, Completion{Text: c.typed[:found.From] + found.Text, Hint: found.Hint})
		}
	}
	return list
}
