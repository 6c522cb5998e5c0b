package interp

import (
	"errors"
	"fmt"
	"go/parser"
	"io"
	"maps"
	"os"
	"runtime/debug"
	"sync"
	"sync/atomic"

	"github.com/traefik/yaegi/interp"

	"github.com/mrepl/mrepl/interp/dyn"
	"github.com/mrepl/mrepl/interp/lower"
	"github.com/mrepl/mrepl/interp/symbols"
)

// Exports maps "import/path/name" of a compiled package to its exported names.
type Exports = symbols.Exports

// engine runs lowered units in one interpreter. They are compiled one at a time;
// running code, and native code that calls interpreted functions, goes on meanwhile.
type engine struct {
	yaegi   *interp.Interpreter
	globals globals
	traces  *traces
	stderr  io.Writer
	cuts    atomic.Uint64 // how often all code was stopped
	ended   atomic.Bool   // all code was ended for good

	channels *channels // nil where nobody asks for one

	mu        sync.Mutex // held while something is compiled
	slots     slots
	entry     entry    // of the unit that is being declared
	units     sync.Map // name -> *lower.Unit
	sites     sites
	functions functions
	zeros     zeros
}

// entry is what a unit is there for.
type entry struct {
	bind func() // makes the identities of its types known
	run  func()
}

// newEngine returns an interpreter that knows the symbols and what the host
// package offers, and has these symbols in place of others.
func newEngine(cfg Config, table *symbols.Table, in *inputs, host map[string]any, instead Exports) (*engine, error) {
	e := &engine{}
	e.stderr = orDiscard(cfg.Stderr)
	e.traces = &traces{out: cfg.Stderr, engine: e, inputs: in}
	host["Entry"] = func(bind, run func()) { e.entry = entry{bind, run} }
	e.yaegi = interp.New(interp.Options{
		Stdin: cfg.Stdin, Stdout: cfg.Stdout, Stderr: e.traces, Unrestricted: true,
	})
	e.globals = globalsOf(e.yaegi)
	e.slots.globals = e.globals
	for _, exports := range []Exports{plain(e.withStanding(table.Exports, instead)), support(lower.DynPath+"/dyn", dynSymbols), support(lower.HostPath+"/host", host)} {
		if err := e.yaegi.Use(exports); err != nil {
			return nil, fmt.Errorf("symbols: %w", err)
		}
	}
	return e, nil
}

// plain returns the tables under keys for which the interpreter does not know the
// standard library: else it would have its own standard streams, flags and logger,
// and compile sources of its own.
func plain(exports Exports) Exports {
	out := maps.Clone(exports)
	out["fmt/./fmt"] = out["fmt/fmt"]
	delete(out, "fmt/fmt")
	return out
}

// program is a unit that has been compiled: what it declares is there.
type program struct {
	unit *lower.Unit
	entry
}

// load compiles a unit and puts it in place, for code that is compiled later
// and for its own, which is still to be run.
func (e *engine) load(u *lower.Unit) (*program, error) {
	p, err := e.compile(u)
	if err != nil {
		return nil, err
	}
	p.bind()
	_, err = e.patch(u, func(lower.Patch) bool { return true })
	return p, err
}

// compile compiles a unit and declares what it declares. Nothing of it runs, and
// no slot is set; an error is a fault of the lowering, not of the user's.
func (e *engine) compile(u *lower.Unit) (p *program, err error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.units.Store(u.Name, u)
	defer func() {
		if r := recover(); r != nil {
			err = e.fault(u, fmt.Sprint(r))
		}
		if err != nil {
			e.units.Delete(u.Name)
			e.sites.drop(u)
		}
	}()
	if u.Types != "" {
		if err := e.declareTypes(u); err != nil {
			return nil, err
		}
	}
	file, err := parser.ParseFile(e.yaegi.FileSet(), u.Name, u.Source, parser.SkipObjectResolution)
	if err != nil {
		return nil, e.fault(u, err.Error())
	}
	compiled, err := e.yaegi.CompileAST(file)
	if err != nil {
		return nil, e.fault(u, err.Error())
	}
	e.guardFaults(compiled, u, e.sites.add(u))
	e.entry = entry{}
	e.globals.grow()
	_, err = e.yaegi.Execute(compiled)
	var failed interp.Panic
	if errors.As(err, &failed) {
		return nil, e.fault(u, fmt.Sprint(failed.Value))
	}
	if err != nil {
		return nil, e.fault(u, err.Error())
	}
	if e.entry.run == nil {
		return nil, e.fault(u, "the unit has no entry")
	}
	e.recycle(u.Own)
	return &program{u, e.entry}, nil
}

// declareTypes declares the types of a unit, and makes the reflect types of those
// for which the interpreter cannot.
func (e *engine) declareTypes(u *lower.Unit) error {
	file, err := parser.ParseFile(e.yaegi.FileSet(), lower.TypesFile(u.Name), u.Types, parser.SkipObjectResolution)
	if err != nil {
		return e.fault(u, err.Error())
	}
	if _, err := e.yaegi.CompileAST(file); err != nil {
		return e.fault(u, err.Error())
	}
	if err := e.slots.makeRtypes(e.yaegi, u.Structs); err != nil {
		return e.fault(u, err.Error())
	}
	return nil
}

// patch sets slots of a unit that has been compiled, and returns what sets them
// to what they were.
func (e *engine) patch(u *lower.Unit, which func(lower.Patch) bool) (undo func(), err error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	undo, err = e.slots.patch(e.yaegi, u.Patches, which)
	if err != nil {
		return nil, e.fault(u, err.Error())
	}
	return undo, nil
}

// run executes a compiled unit. A panic in it comes back as a *PanicError, or
// as the error that it panicked with if that is one of the states library.
// While it runs others can be compiled and run.
func (e *engine) run(p *program) (err error) {
	before := e.cuts.Load()
	defer func() {
		if r := recover(); r != nil {
			if os.Getenv("MREPL_DEBUG") != "" {
				debug.PrintStack()
			}
			err = e.traces.panicked(r)
		}
		err = e.overflow(before, err)
	}()
	p.run()
	return nil
}

// support makes a table of one package of run-time support.
func support(key string, names map[string]any) Exports {
	return Exports{key: values(names)}
}

var dynSymbols = map[string]any{
	"Type": (*dyn.Type)(nil), "Iface": (*dyn.Iface)(nil),
	"Box": dyn.Box, "Any": dyn.Any, "Nil": dyn.Nil, "Same": dyn.Same, "Raw": dyn.Raw, "Raws": dyn.Raws, "Sought": dyn.Sought, "Unasked": dyn.Unasked, "Soughts": dyn.Soughts, "ExecuteText": dyn.ExecuteText, "ExecuteTextNamed": dyn.ExecuteTextNamed, "ExecuteHTML": dyn.ExecuteHTML, "ExecuteHTMLNamed": dyn.ExecuteHTMLNamed,
	"TextVar": dyn.TextVar, "FlagVar": dyn.FlagVar, "KnownFlag": dyn.KnownFlag, "LogKind": dyn.LogKind, "LogResolve": dyn.LogResolve, "DeepEqual": dyn.DeepEqual, "JSONError": dyn.JSONError, "Opened": dyn.Opened, "Inside": dyn.Inside, "Lift": dyn.Lift,
	"Is": dyn.Is, "Into": dyn.Into, "IntoFrom": dyn.IntoFrom, "IntoOK": dyn.IntoOK, "Eq": dyn.Eq,
	"Implements": dyn.Implements, "Assert": dyn.Assert, "Find": dyn.Find,
	"ErrorsAs": dyn.ErrorsAs, "ErrorsAsFace": dyn.ErrorsAsFace, "ErrorsAsAny": dyn.ErrorsAsAny,
	"RuneAt": (*dyn.RuneAt)(nil), "CloneMap": dyn.CloneMap, "Pull": dyn.Pull, "Pull2": dyn.Pull2, "Runes": dyn.Runes, "Recovered": dyn.Recovered,
	"MarshalJSON": dyn.MarshalJSON, "MarshalIndentJSON": dyn.MarshalIndentJSON, "EncodeJSON": dyn.EncodeJSON, "UnmarshalJSON": dyn.UnmarshalJSON, "DecodeJSON": dyn.DecodeJSON, "Column": dyn.Column, "Columns": dyn.Columns, "ConvertAssign": dyn.ConvertAssign, "CallValuer": dyn.CallValuer,
	"Unique": dyn.Unique, "AtomicStore": dyn.AtomicStore, "AtomicSwap": dyn.AtomicSwap, "AddCleanup": dyn.AddCleanup, "RegisterWeak": dyn.RegisterWeak, "StrongFromWeak": dyn.StrongFromWeak,
	"UnsafeAdd": dyn.UnsafeAdd, "UnsafeString": dyn.UnsafeString, "UnsafeStringData": dyn.UnsafeStringData, "UnsafeSlice": dyn.UnsafeSlice,
	"Embed": dyn.Embed, "Fold": dyn.Fold, "Unfold": dyn.Unfold, "Send": dyn.Send, "Recv": dyn.Recv, "RecvTo": dyn.RecvTo, "RecvOK": dyn.RecvOK, "Select": dyn.Select, "Received": dyn.Received,
	"Defers": (*dyn.Defers)(nil), "Pass": dyn.Pass, "RunOne": dyn.RunOne, "RecoverOuter": dyn.RecoverOuter, "NotNil": dyn.NotNil, "NilDereference": dyn.NilDereference, "NilReceiver": dyn.NilReceiver,
}

// orDiscard returns w, or where output goes that nobody wants.
func orDiscard(w io.Writer) io.Writer {
	if w == nil {
		return io.Discard
	}
	return w
}
