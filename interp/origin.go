package interp

import (
	"fmt"
	"path/filepath"
	"reflect"
	"unsafe"

	"github.com/mrepl/mrepl/interp/load"
	"github.com/mrepl/mrepl/interp/lower"
	"github.com/mrepl/mrepl/interp/show"
)

// show returns what prints values of the program.
func (g *generation) show() show.Program {
	return show.Program{Types: g.types, Origin: g.origin, ErrorName: g.errorName}
}

// origin tells where a function of interpreted code was written, or a channel made, "" if v is none,
// or made by lowering.
func (g *generation) origin(v reflect.Value) string {
	if v.Kind() == reflect.Chan {
		return g.madeAt(v)
	}
	u, offset, ok := g.engine.sourceOf(v)
	if !ok {
		return ""
	}
	return g.tell(g.lower.Origin(u, offset))
}

// sourceOf returns where the function behind a value is in lowered source; not ok where it is none of the
// engine's.
func (e *engine) sourceOf(v reflect.Value) (u *lower.Unit, offset int, ok bool) {
	n := nodeOf(v)
	if n.at == nil {
		return nil, 0, false
	}
	o, ok := offsets()
	if !ok || o.ownerOf(n) != unsafe.Pointer(e.yaegi) {
		return nil, 0, false
	}
	at := e.yaegi.FileSet().Position(o.posOf(n))
	if found, ok := e.units.Load(at.Filename); ok {
		return found.(*lower.Unit), at.Offset, true
	}
	return nil, 0, false
}

// madeAt tells where a channel was made by interpreted code: "made in nyse.Open, store.go:12", or the
// line that was typed.
func (g *generation) madeAt(ch reflect.Value) string {
	by := g.engine.channels.maker(ch)
	if by == nil {
		return ""
	}
	from := g.lower.Origin(by.unit, by.offset)
	from.Pos = by.unit.SitePosition(by.site)
	switch _, typed := load.InputNumber(from.Pos.Filename); {
	case typed:
		from.Name, from.Part = "", ""
		return g.tell(from)
	case !from.Pos.IsValid():
		return ""
	case from.Name == "":
		return fmt.Sprintf("made at %s:%d", filepath.Base(from.Pos.Filename), from.Pos.Line)
	}
	from.Part = "made"
	return g.tell(from)
}

// tell writes where a function comes from: "nyse.AddOrder, store.go:12", "literal in main.serve, main.go:30", or the
// line that was typed.
func (g *generation) tell(from lower.Origin) string {
	name := from.Name
	switch _, typed := load.InputNumber(from.Pos.Filename); {
	case typed && from.Part == "" && name != "":
		return name + ", typed at the prompt"
	case typed:
		return "typed at the prompt: " + shortened(g.session.inputs.line(from.Pos.Filename, from.Pos.Line))
	case from.Part != "" && name != "":
		name = from.Part + " in " + name
	case from.Part != "":
		name = from.Part
	}
	if from.Pos.IsValid() && name != "" {
		name += fmt.Sprintf(", %s:%d", filepath.Base(from.Pos.Filename), from.Pos.Line)
	}
	return name
}

// shortened cuts a line that was typed to what there is room for inside of a value.
func shortened(line string) string {
	const room = 40
	if r := []rune(line); len(r) > room {
		return string(r[:room-1]) + "…"
	}
	return line
}
