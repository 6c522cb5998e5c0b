package interp

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log"
	"log/slog"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
	"weak"
)

// logging returns what stands for the functions of log and log/slog that ask the Go
// runtime where they are called: the mark says it.
func (g *generation) logging() map[string]any {
	fatal := func(l *log.Logger, mark, text string) { g.session.stdio.fatalBy(g.located(l, mark), text) }
	return map[string]any{
		"LogPrint":   func(l *log.Logger, mark string, args ...any) { g.located(l, mark).Print(args...) },
		"LogPrintf":  func(l *log.Logger, mark, format string, args ...any) { g.located(l, mark).Printf(format, args...) },
		"LogPrintln": func(l *log.Logger, mark string, args ...any) { g.located(l, mark).Println(args...) },
		"LogPanic":   func(l *log.Logger, mark string, args ...any) { g.located(l, mark).Panic(args...) },
		"LogPanicf":  func(l *log.Logger, mark, format string, args ...any) { g.located(l, mark).Panicf(format, args...) },
		"LogPanicln": func(l *log.Logger, mark string, args ...any) { g.located(l, mark).Panicln(args...) },
		"LogFatal":   func(l *log.Logger, mark string, args ...any) { fatal(l, mark, fmt.Sprint(args...)) },
		"LogFatalf":  func(l *log.Logger, mark, format string, args ...any) { fatal(l, mark, fmt.Sprintf(format, args...)) },
		"LogFatalln": func(l *log.Logger, mark string, args ...any) { fatal(l, mark, fmt.Sprintln(args...)) },

		"LoggerFatal":   func(l *log.Logger, mark string, args ...any) { g.located(l, mark).Fatal(args...) },
		"LoggerFatalf":  func(l *log.Logger, mark, format string, args ...any) { g.located(l, mark).Fatalf(format, args...) },
		"LoggerFatalln": func(l *log.Logger, mark string, args ...any) { g.located(l, mark).Fatalln(args...) },

		"LogOutput": func(l *log.Logger, mark string, depth int, text string) error {
			if depth != 1 {
				mark = "" // a caller of the caller, which nobody knows
			}
			return g.located(l, mark).Output(1, text)
		},
		"Slog":          g.slog,
		"SlogAttrs":     g.slogAttrs,
		"SourceOptions": sourceOptions,
	}
}

// located returns a logger that writes what l writes, with the position behind a mark
// where l would ask for one. Without a mark that is as it is where nobody knows.
func (g *generation) located(l *log.Logger, mark string) *log.Logger {
	flags := l.Flags()
	if flags&(log.Lshortfile|log.Llongfile) == 0 {
		return l
	}
	at, line := "???", 0
	if pos := g.lower.Mark(mark); pos.IsValid() {
		at, line = pos.Filename, pos.Line
		if flags&log.Lshortfile != 0 {
			at = filepath.Base(at)
		}
	}
	w, prefix := &lineWriter{w: l.Writer(), mu: lockOf(l)}, l.Prefix()
	if flags&log.Lmsgprefix == 0 {
		w.prefix, prefix = prefix, ""
	}
	flags &^= log.Lshortfile | log.Llongfile
	return log.New(w, fmt.Sprintf("%s:%d: %s", at, line, prefix), flags|log.Lmsgprefix)
}

// lineWriter writes lines of a logger to where another writes them.
type lineWriter struct {
	w      io.Writer
	mu     *sync.Mutex
	prefix string // of each line
}

// Write writes a line.
func (w *lineWriter) Write(line []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.prefix == "" {
		return w.w.Write(line)
	}
	_, err := w.w.Write(append([]byte(w.prefix), line...))
	return len(line), err
}

// lineLocks has the locks under which the lines of a logger are written.
var lineLocks sync.Map // weak.Pointer[log.Logger] -> *sync.Mutex

func lockOf(l *log.Logger) *sync.Mutex {
	key := weak.Make(l)
	mu, known := lineLocks.LoadOrStore(key, new(sync.Mutex))
	if !known {
		runtime.AddCleanup(l, func(key weak.Pointer[log.Logger]) { lineLocks.Delete(key) }, key)
	}
	return mu.(*sync.Mutex)
}

// Handlers of slog get the position of a call from its program counter, and say it by
// way of their ReplaceAttr, in the goroutine of the call.
var (
	sources   atomic.Bool // there is a handler that says positions
	sourcesOf sync.Map    // goroutine -> *slog.Source, of the calls that are being made
)

// slog is the method Log of a logger.
func (g *generation) slog(l *slog.Logger, mark, function string, ctx context.Context, level slog.Level, msg string, args ...any) {
	defer g.sourced(mark, function)()
	l.Log(ctx, level, msg, args...)
}

// slogAttrs is the method LogAttrs of a logger.
func (g *generation) slogAttrs(l *slog.Logger, mark, function string, ctx context.Context, level slog.Level, msg string, attrs ...slog.Attr) {
	defer g.sourced(mark, function)()
	l.LogAttrs(ctx, level, msg, attrs...)
}

// sourced notes where the call is that is made until the function is called.
func (g *generation) sourced(mark, function string) (end func()) {
	if !sources.Load() {
		return func() {}
	}
	pos, id := g.lower.Mark(mark), goroutineName()
	outer, nested := sourcesOf.Swap(id, &slog.Source{Function: function, File: pos.Filename, Line: pos.Line})
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
		if _, ok := a.Value.Any().(*slog.Source); ok && len(groups) == 0 && a.Key == slog.SourceKey {
			if at, ok := sourcesOf.Load(goroutineName()); ok {
				a.Value = slog.AnyValue(at)
			}
		}
		if replace != nil {
			a = replace(groups, a)
		}
		return a
	}
	return &located
}

// goroutineName returns the name of the goroutine that calls it.
func goroutineName() string {
	var buf [64]byte
	stack := buf[:runtime.Stack(buf[:], false)]
	name, _, _ := bytes.Cut(stack, []byte(" ["))
	return string(name)
}
