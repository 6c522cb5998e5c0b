package dyn

import (
	"fmt"
	"go/types"
	html "html/template"
	"io"
	"reflect"
	"strings"
	text "text/template"
	"text/template/parse"
)

// ExecuteText is the method Execute of a text template for data that may be a box.
func ExecuteText(t *text.Template, w io.Writer, data any) error {
	return executing(data, textTrees(t), func(x any) error { return t.Execute(w, x) })
}

// ExecuteTextNamed is the method ExecuteTemplate of a text template for such data.
func ExecuteTextNamed(t *text.Template, w io.Writer, name string, data any) error {
	return executing(data, textTrees(t), func(x any) error { return t.ExecuteTemplate(w, name, x) })
}

// ExecuteHTML is the method Execute of an HTML template for such data.
func ExecuteHTML(t *html.Template, w io.Writer, data any) error {
	return executing(data, htmlTrees(t), func(x any) error { return t.Execute(w, x) })
}

// ExecuteHTMLNamed is the method ExecuteTemplate of an HTML template for such data.
func ExecuteHTMLNamed(t *html.Template, w io.Writer, name string, data any) error {
	return executing(data, htmlTrees(t), func(x any) error { return t.ExecuteTemplate(w, name, x) })
}

// textTrees returns a function that returns the source of a template and of those that
// it can call.
func textTrees(t *text.Template) func() string {
	return func() string { return sources(t.Templates(), func(t *text.Template) *parse.Tree { return t.Tree }) }
}

// htmlTrees is textTrees for an HTML template.
func htmlTrees(t *html.Template) func() string {
	return func() string { return sources(t.Templates(), func(t *html.Template) *parse.Tree { return t.Tree }) }
}

// sources joins what templates are made of.
func sources[T any](templates []T, tree func(T) *parse.Tree) string {
	var b strings.Builder
	for _, t := range templates {
		if tree := tree(t); tree != nil && tree.Root != nil {
			b.WriteString(tree.Root.String())
		}
	}
	return b.String()
}

// executing executes a template with data, or returns an error where that would print
// a value otherwise than its type does.
func executing(data any, source func() string, execute func(any) error) error {
	if data != nil {
		p := printing{source: source, seen: map[uintptr]bool{}}
		p.value(nil, reflect.ValueOf(&data).Elem(), nil, true)
		if p.err != nil {
			return p.err
		}
	}
	return execute(Opened(data))
}

// toTemplate is what a template that prints a value looks for.
var toTemplate = &coding{methods: []string{"Error", "String", "Format"}}

// printing looks for values in data that a template prints, and that have a method for
// that which is hidden from it.
type printing struct {
	source func() string
	text   *string
	seen   map[uintptr]bool
	err    error
}

// mentions reports whether the template mentions a field.
func (p *printing) mentions(field string) bool {
	if p.text == nil {
		text := p.source()
		p.text = &text
	}
	return strings.Contains(*p.text, "."+field)
}

// value looks into a value of type t, or of a native type where tab is nil. Used says
// whether the template mentions it.
func (p *printing) value(tab *Table, v reflect.Value, t types.Type, used bool) {
	if p.err != nil || !used {
		return
	}
	if v.Kind() == reflect.Interface {
		if v.IsNil() || v.NumMethod() > 0 {
			return
		}
		bt, x := Open(Lift(v.Interface()))
		switch inner := reflect.ValueOf(x); {
		case bt == nil:
			p.value(nil, inner, nil, used)
		case !printed(bt, inner.Kind()) && inner.IsValid(): // others stay boxes
			p.value(bt.table, inner, bt.Go(), used)
		}
		return
	}
	if !mayHold(v.Type()) && (tab == nil || !tab.shape(t, toTemplate).hidden) {
		return
	}
	if tab != nil && p.differs(tab, v, t) {
		return
	}
	p.parts(tab, v, t)
}

// differs reports whether a value prints otherwise without its methods.
func (p *printing) differs(tab *Table, v reflect.Value, t types.Type) bool {
	dt := tab.Lookup(t)
	if dt == nil || !printed(dt, v.Kind()) || fmt.Sprint(Box(dt, v.Interface())) == fmt.Sprint(v.Interface()) {
		return false
	}
	p.err = fmt.Errorf("template: compiled code does not see how values of type %s inside the data are printed; put that type into a package marked //mrepl:native, or print it before", dt.Name)
	return true
}

// parts looks into the parts of a value.
func (p *printing) parts(tab *Table, v reflect.Value, t types.Type) {
	inner := func(part func() types.Type) types.Type {
		if tab == nil {
			return nil
		}
		return part()
	}
	switch v.Kind() {
	case reflect.Pointer, reflect.Map, reflect.Slice:
		if v.IsNil() || v.Kind() != reflect.Slice && p.seen[v.Pointer()] {
			return
		}
		p.seen[v.Pointer()] = true
	}
	switch v.Kind() {
	case reflect.Pointer:
		p.value(tab, v.Elem(), inner(func() types.Type { return elementOnce(t) }), true)
	case reflect.Slice, reflect.Array:
		elem := inner(func() types.Type { return elementOnce(t) })
		for i := range v.Len() {
			p.value(tab, v.Index(i), elem, true)
		}
	case reflect.Map:
		elem := inner(func() types.Type { return elementOnce(t) })
		key := inner(func() types.Type { return t.Underlying().(*types.Map).Key() })
		for it := v.MapRange(); it.Next(); {
			p.value(tab, it.Key(), key, true)
			p.value(tab, it.Value(), elem, true)
		}
	case reflect.Struct:
		p.fields(tab, v, t)
	}
}

func (p *printing) fields(tab *Table, v reflect.Value, t types.Type) {
	if tab == nil {
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() {
				p.value(nil, v.Field(i), nil, p.mentions(f.Name))
			}
		}
		return
	}
	s, ok := t.Underlying().(*types.Struct)
	for i := 0; ok && i < s.NumFields(); i++ {
		if f := s.Field(i); f.Exported() || f.Embedded() {
			p.value(tab, v.Field(i), f.Type(), f.Embedded() || p.mentions(f.Name()))
		}
	}
}
