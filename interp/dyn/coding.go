package dyn

import (
	"cmp"
	"go/types"
	"reflect"
	"slices"
	"strings"
	"sync/atomic"
)

// coding is one direction of an encoding that compiled code carries out by
// reflection: what it looks for in a value.
type coding struct {
	tag     string   // the key of struct tags
	methods []string // that it calls in place of looking inside, the first that a type has
	in      bool     // it decodes
	tagged  bool     // an embedded struct whose tag names it is a field like others
	faces   bool     // it does not store into interfaces with methods, which reflection takes for an any
}

var (
	toJSON           = &coding{tag: "json", methods: []string{"MarshalJSON", "MarshalText"}, tagged: true}
	fromJSON         = &coding{tag: "json", methods: []string{"UnmarshalJSON", "UnmarshalText"}, in: true, tagged: true}
	fromJSONStrictly = &coding{tag: "json", methods: fromJSON.methods, in: true, tagged: true, faces: true}

	toXML  = &coding{tag: "xml", methods: []string{"MarshalXML", "MarshalText"}}
	toAttr = &coding{tag: "xml", methods: []string{"MarshalXMLAttr", "MarshalText"}} // attributes of an element
	toText = &coding{tag: "xml", methods: []string{"MarshalText"}}                   // what it contains
)

// HidesFromJSON reports whether encoding/json finds less than compiled code would have
// it find when it encodes a value of type t: methods of interpreted types are hidden.
func HidesFromJSON(t types.Type, interpreted func(types.Type) bool) bool {
	return toJSON.hidden(t, interpreted, map[types.Type]bool{})
}

// HasCoding reports whether a pointer to a defined type has a method that an encoder
// or a decoder looks for.
func HasCoding(t types.Type) bool {
	return !types.IsInterface(t) && (toJSON.codes(t) || fromJSON.codes(t) || toXML.codes(t) || toAttr.codes(t) || hasMethod(t, "IsZero") || hasMethod(t, "Scan"))
}

// hidden reports whether there is something in values of a type that the coding
// should see and does not.
func (c *coding) hidden(t types.Type, interpreted func(types.Type) bool, seen map[types.Type]bool) bool {
	if seen[t] || !interpreted(t) {
		return false
	}
	seen[t] = true
	if n, ok := types.Unalias(t).(*types.Named); ok && !types.IsInterface(t) && c.codes(n) {
		return true
	}
	switch u := t.Underlying().(type) {
	case *types.Interface:
		return c.faces && u.NumMethods() > 0
	case *types.Pointer:
		return c.hidden(u.Elem(), interpreted, seen)
	case *types.Slice:
		return c.hidden(u.Elem(), interpreted, seen)
	case *types.Array:
		return c.hidden(u.Elem(), interpreted, seen)
	case *types.Map:
		return c.hidden(u.Key(), interpreted, seen) || c.hidden(u.Elem(), interpreted, seen)
	case *types.Struct:
		for _, p := range c.parts(u) {
			if p.flat && !interpreted(deref(p.typ)) || p.zero && hasMethod(p.typ, "IsZero") || p.c.hides(p.typ, interpreted, seen, c) {
				return true
			}
		}
	}
	return false
}

// hides is hidden for what is inside a value that another coding looks at, which is outer.
func (c *coding) hides(t types.Type, interpreted func(types.Type) bool, seen map[types.Type]bool, outer *coding) bool {
	if c != outer {
		seen = map[types.Type]bool{}
	}
	return c.hidden(t, interpreted, seen)
}

// codes reports whether a defined type, or a pointer to it, has a method of the
// coding.
func (c *coding) codes(t types.Type) bool {
	return slices.ContainsFunc(c.methods, func(name string) bool { return hasMethod(t, name) })
}

// hasMethod reports whether a pointer to a value of a type has a method.
func hasMethod(t types.Type, name string) bool {
	obj, _, _ := types.LookupFieldOrMethod(t, true, nil, name)
	_, ok := obj.(*types.Func)
	return ok
}

func deref(t types.Type) types.Type {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		return p.Elem()
	}
	return t
}

// part is a field of a struct that a coding looks at.
type part struct {
	index int
	name  string // in what stands for the struct
	label string // in the encoding
	tag   string
	typ   types.Type
	c     *coding
	flat  bool // embedded, and its fields are taken for those of the struct
	empty bool // left out when it is empty
	zero  bool // left out when it is zero
}

// parts returns the fields of a struct that the coding looks at.
func (c *coding) parts(u *types.Struct) []part {
	var out []part
	for i := range u.NumFields() {
		f := u.Field(i)
		text := reflect.StructTag(u.Tag(i)).Get(c.tag)
		name, options, _ := strings.Cut(text, ",")
		_, isStruct := deref(f.Type()).Underlying().(*types.Struct)
		if text == "-" || !f.Exported() && !(f.Embedded() && isStruct) {
			continue
		}
		p := part{index: i, name: f.Name(), label: cmp.Or(name, f.Name()), tag: u.Tag(i), typ: f.Type(), c: c}
		p.flat = f.Embedded() && isStruct && !(c.tagged && name != "")
		if !f.Exported() || p.flat {
			p.name = "Embedded__" + f.Name()
		}
		for option := range strings.SplitSeq(options, ",") {
			p.empty = p.empty || option == "omitempty"
			p.zero = p.zero || option == "omitzero" && c == toJSON
			switch {
			case c != toXML:
			case option == "attr":
				p.c = toAttr
			case option == "chardata" || option == "cdata":
				p.c = toText
			}
		}
		out = append(out, p)
	}
	return out
}

// DecodedFields returns the types of the fields of a struct that encoding/json decodes
// into.
func DecodedFields(u *types.Struct) []types.Type {
	var out []types.Type
	for _, p := range fromJSON.parts(u) {
		out = append(out, p.typ)
	}
	return out
}

// shape is what a coding finds in values of a type.
type shape struct {
	hidden     bool
	typ, ptr   *Type // the type and a pointer to it, where lowered code knows them
	structure  atomic.Pointer[shadowStruct]
	underlying types.Type
}

type shapeKey struct {
	t types.Type
	c *coding
}

// shape returns what a coding finds in values of a type.
func (tab *Table) shape(t types.Type, c *coding) *shape {
	key := shapeKey{t, c}
	if s, ok := tab.shapes.Load(key); ok {
		return s.(*shape)
	}
	s := &shape{underlying: t.Underlying()}
	if s.hidden = c.hidden(t, tab.Interpreted, map[types.Type]bool{}); s.hidden {
		s.typ, s.ptr = tab.Lookup(t), tab.Lookup(types.NewPointer(t))
	}
	known, _ := tab.shapes.LoadOrStore(key, s)
	return known.(*shape)
}
