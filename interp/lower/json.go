package lower

import (
	"go/types"

	"github.com/mrepl/mrepl/interp/dyn"
)

// Functions of encoding/json look into a value for methods. Those of interpreted types
// are hidden from them, so that functions of dyn stand in their place, which are handed
// the value with its type, in a box. They show encoding/json another value, in which
// something compiled has the methods.

// coders are functions and methods of compiled packages that look for methods in a
// value, and what stands for them.
var coders = map[string]string{
	"errors.As": "ErrorsAsAny",

	"(*text/template.Template).Execute":         "ExecuteText",
	"(*text/template.Template).ExecuteTemplate": "ExecuteTextNamed",
	"(*html/template.Template).Execute":         "ExecuteHTML",
	"(*html/template.Template).ExecuteTemplate": "ExecuteHTMLNamed",
	"encoding/json.Marshal":                     "MarshalJSON",
	"encoding/json.MarshalIndent":               "MarshalIndentJSON",
	"(*encoding/json.Encoder).Encode":           "EncodeJSON",
	"encoding/json.Unmarshal":                   "UnmarshalJSON",
	"(*encoding/json.Decoder).Decode":           "DecodeJSON",
}

// coder returns what stands for a function of a compiled package, or "".
func (l *Lowerer) coder(obj *types.Func) string {
	if name, ok := coders[obj.FullName()]; ok && !l.ours(obj) {
		return l.dyn(name)
	}
	return ""
}

// codes reports whether a value is handed to a coder in a box: a decoder names its type
// in errors, an encoder looks for its methods, or names what it does not encode. Others are handed over as they are.
func (f *fn) codes(t types.Type, how look) bool {
	return how == ofDecoder || types.IsInterface(t) || dyn.HidesFromJSON(t, f.interpreted) || dyn.FailsJSON(t, f.interpreted)
}

// undecodable returns a type that contains itself, and is held as any for it, in the
// values that a decoder looks into when it decodes into one of type t; or nil.
func (l *Lowerer) undecodable(t types.Type) types.Type {
	seen := map[types.Type]bool{}
	var visit func(t types.Type) types.Type
	visit = func(t types.Type) types.Type {
		if seen[t] || !l.interpreted(t) || types.IsInterface(t) {
			return nil
		}
		seen[t] = true
		if l.recursive(t) {
			return t
		}
		parts := components(t)
		if s, ok := t.Underlying().(*types.Struct); ok {
			parts = dyn.DecodedFields(s)
		}
		for _, part := range parts {
			if found := visit(part); found != nil {
				return found
			}
		}
		return nil
	}
	return visit(t)
}
