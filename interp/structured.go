package interp

import (
	"context"
	"io"
	"log"
	"log/slog"
	"reflect"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
	"unsafe"
)

// structured stands for a logger of package slog: its records say where interpreted code calls it.
type structured struct {
	g   *generation
	l   *slog.Logger
	std bool // for the default logger, whichever that is
}

// structuredFunctions returns what interpreted code has in place of functions of slog.
func structuredFunctions(g *generation) map[string]any {
	std := structured{g: g, std: true}
	return map[string]any{
		"Debug": std.Debug, "DebugContext": std.DebugContext, "Info": std.Info, "InfoContext": std.InfoContext,
		"Warn": std.Warn, "WarnContext": std.WarnContext, "Error": std.Error, "ErrorContext": std.ErrorContext,
		"Log": std.Log, "LogAttrs": std.LogAttrs,
		"SetDefault": g.session.stdio.setDefault,
		"NewTextHandler": func(w io.Writer, opts *slog.HandlerOptions) *slog.TextHandler {
			return slog.NewTextHandler(w, sourceOptions(opts))
		},
		"NewJSONHandler": func(w io.Writer, opts *slog.HandlerOptions) *slog.JSONHandler {
			return slog.NewJSONHandler(w, sourceOptions(opts))
		},
	}
}

func (s structured) Debug(msg string, args ...any) {
	s.Log(context.Background(), slog.LevelDebug, msg, args...)
}
func (s structured) Info(msg string, args ...any) {
	s.Log(context.Background(), slog.LevelInfo, msg, args...)
}
func (s structured) Warn(msg string, args ...any) {
	s.Log(context.Background(), slog.LevelWarn, msg, args...)
}
func (s structured) Error(msg string, args ...any) {
	s.Log(context.Background(), slog.LevelError, msg, args...)
}

func (s structured) DebugContext(ctx context.Context, msg string, args ...any) {
	s.Log(ctx, slog.LevelDebug, msg, args...)
}

func (s structured) InfoContext(ctx context.Context, msg string, args ...any) {
	s.Log(ctx, slog.LevelInfo, msg, args...)
}

func (s structured) WarnContext(ctx context.Context, msg string, args ...any) {
	s.Log(ctx, slog.LevelWarn, msg, args...)
}

func (s structured) ErrorContext(ctx context.Context, msg string, args ...any) {
	s.Log(ctx, slog.LevelError, msg, args...)
}

// Log is the method of that name of a logger.
func (s structured) Log(ctx context.Context, level slog.Level, msg string, args ...any) {
	s.log(ctx, level, msg, func(r *slog.Record) { r.Add(args...) })
}

// LogAttrs is the method of that name of a logger.
func (s structured) LogAttrs(ctx context.Context, level slog.Level, msg string, attrs ...slog.Attr) {
	s.log(ctx, level, msg, func(r *slog.Record) { r.AddAttrs(attrs...) })
}

// log hands a record to the handler.
func (s structured) log(ctx context.Context, level slog.Level, msg string, add func(*slog.Record)) {
	l := s.l
	if s.std {
		l = slog.Default()
	}
	if ctx == nil {
		ctx = context.Background()
	}
	if !l.Enabled(ctx, level) {
		return
	}
	h, pc := l.Handler(), uintptr(0)
	if asksForSource(h) {
		var at runtime.Frame
		at, pc = s.g.engine.callerFrame(0)
		defer sourced(at, true)()
		h = s.g.byPosition(h, at)
	}
	r := slog.NewRecord(time.Now(), level, msg, pc)
	add(&r)
	_ = h.Handle(ctx, r)
}

// asksForSource reports whether a handler may want to know where a record comes from.
func asksForSource(h slog.Handler) bool {
	switch h.(type) {
	case *slog.TextHandler, *slog.JSONHandler:
		return sources.Load()
	}
	return true
}

// byPosition returns the handler that slog begins with for calls at a position, which writes by
// the standard logger of package log; and any other handler as it is.
func (g *generation) byPosition(h slog.Handler, at runtime.Frame) slog.Handler {
	if reflect.TypeOf(h) != defaultHandler {
		return h
	}
	field, ok := defaultHandler.Elem().FieldByName("output")
	if !ok || field.Type != reflect.TypeFor[func(pc uintptr, line []byte) error]() {
		return h
	}
	own := reflect.New(defaultHandler.Elem())
	own.Elem().Set(reflect.ValueOf(h).Elem())
	*(*func(pc uintptr, line []byte) error)(unsafe.Add(own.UnsafePointer(), field.Offset)) = func(_ uintptr, line []byte) error {
		l := g.session.stdio.standard()
		if l.Flags()&(log.Lshortfile|log.Llongfile) != 0 {
			l = located(l, at)
		}
		return l.Output(1, string(line))
	}
	return own.Interface().(slog.Handler)
}

// defaultHandler is the type of the handler that slog begins with.
var defaultHandler = reflect.TypeOf(slog.Default().Handler())

// The handlers of slog look the program counter of a record up among those of compiled code. So where
// the call is that is being made they are told by way of their ReplaceAttr.
var (
	sources   atomic.Bool // there is a handler that says positions
	sourcesOf sync.Map    // goroutine -> source, of the calls that are being made
)

// source is where a call is.
type source struct {
	*slog.Source
	always bool // if the handler has found nothing too
}

// sourced notes where the call is that is made until end is called.
func sourced(at runtime.Frame, always bool) (end func()) {
	if !sources.Load() {
		return func() {}
	}
	id := goroutine()
	outer, nested := sourcesOf.Swap(id, source{&slog.Source{Function: at.Function, File: at.File, Line: at.Line}, always})
	return func() {
		if nested {
			sourcesOf.Store(id, outer)
		} else {
			sourcesOf.Delete(id)
		}
	}
}

// sourceOptions returns options for a handler that says where interpreted code calls.
func sourceOptions(opts *slog.HandlerOptions) *slog.HandlerOptions {
	if opts == nil || !opts.AddSource {
		return opts
	}
	sources.Store(true)
	located, replace := *opts, opts.ReplaceAttr
	located.ReplaceAttr = func(groups []string, a slog.Attr) slog.Attr {
		if found, ok := a.Value.Any().(*slog.Source); ok && len(groups) == 0 && a.Key == slog.SourceKey {
			if at, ok := sourcesOf.Load(goroutine()); ok && (at.(source).always || found.File != "") {
				a.Value = slog.AnyValue(at.(source).Source)
			}
		}
		if replace != nil {
			a = replace(groups, a)
		}
		return a
	}
	return &located
}
