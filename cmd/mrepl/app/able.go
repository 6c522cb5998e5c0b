package app

import (
	"context"

	"github.com/mrepl/mrepl/interp"
	"github.com/mrepl/mrepl/shell"
)

// What an engine of the shell may be able to do besides.
var (
	_ shell.Locator    = engine{}
	_ shell.Namer      = engine{}
	_ shell.Typer      = engine{}
	_ shell.Documenter = engine{}
	_ shell.Sourcer    = engine{}
	_ shell.Inspector  = engine{}
	_ shell.Fitter     = engine{}
	_ shell.Tracer     = engine{}
	_ shell.ErrorNamer = engine{}
	_ shell.Rememberer = engine{}
	_ shell.Watcher    = engine{}
	_ shell.Tasker     = engine{}
)

func (e engine) Variable(state string) string { return e.session.Variable(state) }

func (e engine) Names() []string { return e.session.Names() }

func (e engine) TypeOf(src string) (shell.TypeInfo, error) {
	d, err := e.session.TypeOf(src)
	return shell.TypeInfo(d), err
}

func (e engine) Doc(ctx context.Context, name string) (string, error) {
	return e.session.Doc(ctx, name)
}

func (e engine) Source(ctx context.Context, name string) (shell.Source, error) {
	pos, text, err := e.session.Source(ctx, name)
	return shell.Source{Pos: pos, Text: text}, err
}

func (e engine) Inspect(ctx context.Context, expr string) (shell.Inspection, error) {
	in, err := e.session.Inspect(ctx, expr)
	out := shell.Inspection{Type: in.Type, Kind: in.Kind, Len: in.Len, Cap: in.Cap, Value: in.Value, Methods: in.Methods}
	for _, p := range in.Parts {
		out.Parts = append(out.Parts, shell.Part(p))
	}
	return out, err
}

func (e engine) Fits(state string) []shell.Completion { return completions(e.session.Fits(state)) }

func (e engine) Trace(err error) (calls []shell.Frame, stack []byte) {
	frames, stack := interp.Trace(err)
	for _, f := range frames {
		calls = append(calls, shell.Frame{Pos: f.String(), Source: f.Source})
	}
	return calls, stack
}

func (e engine) ErrorName(err error) string { return e.session.ErrorName(err) }

func (e engine) Remember(err error) bool { return e.session.Remember(err) }

func (e engine) Running() []shell.Task {
	var list []shell.Task
	for _, r := range e.session.Running() {
		list = append(list, shell.Task(r))
	}
	return list
}

func (e engine) Stop(id int) error { return e.session.Stop(id) }

func (e engine) Kill(ctx context.Context) (shell.Changes, error) {
	changes, err := e.session.Kill(ctx)
	e.watching.update(e.session)
	return shell.Changes(changes), err
}

func completions(list []interp.Completion) []shell.Completion {
	out := make([]shell.Completion, len(list))
	for i, c := range list {
		out[i] = shell.Completion{Text: c.Text, From: c.From, Hint: c.Hint}
	}
	return out
}
