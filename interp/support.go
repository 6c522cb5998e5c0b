package interp

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log"
	"log/slog"
	"reflect"
	"runtime"

	"github.com/mrepl/mrepl/interp/dyn"
	"github.com/mrepl/mrepl/interp/load"
	"github.com/mrepl/mrepl/states"
)

// host returns what lowered code finds in the package mrepl/host: the
// session's side of things.
func (g *generation) host() map[string]any {
	return map[string]any{
		"Bind":     g.types.Bind,
		"Case":     caseFunc(g.types.Case),
		"Face":     g.types.Face,
		"BindFace": g.bindFace,
		"ToNative": toNative,
		"NewState": g.newState,
		"Owner":    g.owner,
		"Watch":    g.tasks.watch,
		"Stop":     g.tasks.check,
		"Began": func(mark string) {
			pos := g.lower.Mark(mark)
			g.tasks.begin(Running{Source: cmp.Or(g.session.inputs.line(pos.Filename, pos.Line), "a goroutine"), Pos: load.PositionString(pos), Goroutine: true})
		},
		"Ended":         func() { g.tasks.end() },
		"Constant":      constant,
		"Guarded":       g.guarded,
		"GoPanic":       g.goPanic,
		"RuntimeError":  dyn.RuntimeError,
		"Variable":      g.variable,
		"At":            g.panicAt,
		"Embed":         g.embed,
		"Stdout":        func() *stream { return g.session.stdio.stdout },
		"Stderr":        func() *stream { return g.session.stdio.stderr },
		"Pointer":       g.pointer,
		"UnsafePointer": g.unsafePointer,
		"FileLine":      func(f *runtime.Func, pc uintptr) (string, int) { return g.engine.fileLine(f, pc) },
		"Recover":       func() any { return g.engine.traces.recover() },
		"Result":        g.result,
		"ClearMap":      clearMap,
		"Print":         func(args ...any) { printBuiltin(g.session.stderr(), args, "", "") },
		"Println":       func(args ...any) { printBuiltin(g.session.stderr(), args, " ", "\n") },

		"Logger":           (*standing)(nil),
		"LoggerOf":         func(l *log.Logger) standing { return standing{g: g, l: l} },
		"StructuredLogger": (*structured)(nil),
		"StructuredOf":     func(l *slog.Logger) structured { return structured{g: g, l: l} },
		"Standing":         g.standing,
	}
}

// marked prints the position behind a reference that lowered code hands over, "" where
// there is none.
func (g *generation) marked(ref string) string {
	pos := g.lower.Mark(ref)
	if !pos.IsValid() {
		return ""
	}
	return load.PositionString(pos)
}

// values turns names into what the interpreter's tables hold.
func values(names map[string]any) map[string]reflect.Value {
	out := map[string]reflect.Value{}
	for name, v := range names {
		out[name] = reflect.ValueOf(v)
	}
	return out
}

// bindFace gives a native interface its wrapper from the symbol tables.
func (g *generation) bindFace(id int, ptr any, path, name string) *dyn.Iface {
	return g.types.BindFace(id, ptr, g.symbols.Wrapper(path, name))
}

// variable stores a pointer to a variable of a native package where dst points.
func (g *generation) variable(path, name string, dst any) {
	if v := g.symbols.Value(path, name); v.CanAddr() {
		reflect.ValueOf(dst).Elem().Set(v.Addr())
	}
}

// toNative stores x, as native code needs it for the interface, where dst points.
func toNative(face *dyn.Iface, x any, dst any) {
	to := reflect.ValueOf(dst).Elem()
	if v := dyn.Native(face, x); v == nil {
		to.SetZero()
	} else {
		to.Set(reflect.ValueOf(v))
	}
}

// result takes a pointer that a unit hands over.
func (g *generation) result(unit string, ptr any) {
	if got, ok := g.results.Load(unit); ok {
		list := got.(*[]any)
		*list = append(*list, ptr)
	}
}

func clearMap(m any) { reflect.ValueOf(m).Clear() }

// newState defines a state of the program that is being loaded. Like
// states.New it panics with a *states.DefinitionError if the name is not one.
func (g *generation) newState(prefix, name, mark string, t *dyn.Type, start func(context.Context) (any, error)) *states.State[any] {
	pos := g.marked(mark)
	checkName(prefix, name, pos)
	return g.defined(states.Definition{
		Name:    prefix + "/" + name,
		Pos:     pos,
		Type:    t.Name,
		Accepts: func(v any) error { return accepts(t, v) },
		Start:   g.starting(Running{Source: "start of " + prefix + "/" + name, Pos: pos}, start),
	}, mark)
}

// checkName panics as states.New does when name cannot name a state.
func checkName(prefix, name, pos string) {
	defer func() {
		if e, ok := recover().(*states.DefinitionError); ok {
			panic(&states.DefinitionError{Name: prefix + "/" + name, Pos: pos, Problem: e.Problem})
		}
	}()
	states.ValueIn(states.NewRegistry(), name, name)
}

// accepts says why a value cannot stand in for one of type t.
func accepts(t *dyn.Type, v any) error {
	if dyn.Is(t, v) || dyn.Fits(t, v) {
		return nil
	}
	return fmt.Errorf("it holds a %s, not a %s", t.Name, dyn.DynamicName(v))
}

// constant returns a start function that gives v.
func constant(v any) func(context.Context) (any, error) {
	return func(context.Context) (any, error) { return v, nil }
}

// starting makes panics of a start function errors with a position, and has Running list it as r while it runs.
func (g *generation) starting(r Running, f func(context.Context) (any, error)) func(context.Context) (any, error) {
	return func(ctx context.Context) (v any, err error) {
		defer g.catch(&err, g.engine.cuts.Load())
		defer g.tasks.during(ctx, r)()
		return f(ctx)
	}
}

// stopping makes panics of a stop function errors with a position, and has Running list it as r while it runs.
func (g *generation) stopping(r Running, f func(context.Context, any) error) func(context.Context, any) error {
	return g.guarded(func(ctx context.Context, v any) error {
		defer g.tasks.during(ctx, r)()
		return f(ctx, v)
	})
}

// guarded makes panics of a stop or check function errors with a position.
func (g *generation) guarded(f func(context.Context, any) error) func(context.Context, any) error {
	return func(ctx context.Context, v any) (err error) {
		defer g.catch(&err, g.engine.cuts.Load())
		return f(ctx, v)
	}
}

// catch makes an error of a panic in interpreted code, at the end of a function
// that native code has called, and of an end by Kill, at which functions return nothing.
// What the function has printed is out then.
func (g *generation) catch(err *error, cuts uint64) {
	if r := recover(); r != nil {
		*err = g.engine.traces.panicked(r)
	}
	*err = g.engine.overflow(cuts, *err)
	if g.engine.ended.Load() {
		*err = ErrKilled
	}
	g.session.stdio.flush()
}

// goPanic reports a panic that ended an interpreted goroutine.
func (g *generation) goPanic(v any) {
	err := g.engine.traces.panicked(v)
	var stopped *StoppedError
	if errors.As(err, &stopped) || g.engine.ended.Load() {
		return
	}
	if g.session.exec {
		g.session.crash(err)
	}
	fmt.Fprintf(g.session.stderr(), "%v\n\tthe goroutine has ended; everything else runs on\n", err)
}
