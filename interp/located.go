package interp

import (
	"cmp"
	"fmt"
	"io"
	"log"
	"log/slog"
	"path/filepath"
	"runtime"
	"sync"
	"weak"

	"github.com/mrepl/mrepl/interp/dyn"
)

// logging returns what interpreted code has in place of the functions of log and log/slog that
// ask the Go runtime where they are called.
func (g *generation) logging() Exports {
	std := standing{g: g, std: true}
	return Exports{
		"log/log": values(map[string]any{
			"Print": std.Print, "Printf": std.Printf, "Println": std.Println,
			"Panic": std.Panic, "Panicf": std.Panicf, "Panicln": std.Panicln,
			"Fatal": std.Fatal, "Fatalf": std.Fatalf, "Fatalln": std.Fatalln,
			"Output": std.Output,
		}),
		"log/slog/slog": values(structuredFunctions(g)),
	}
}

// standing stands for a logger of package log: its lines say where interpreted code calls it.
type standing struct {
	g   *generation
	l   *log.Logger
	std bool // for the standard logger, whichever that is
}

// by has f write by a logger for a line that the call so many calls further out has asked for.
func (s standing) by(skip int, f func(*log.Logger)) {
	l := s.l
	if s.std {
		l = s.g.session.stdio.standard()
	}
	asked := l.Flags()&(log.Lshortfile|log.Llongfile) != 0
	if !asked && !sources.Load() {
		f(l)
		return
	}
	at, _ := s.g.engine.callerFrame(skip)
	defer sourced(at, false)()
	if asked {
		l = located(l, at)
	}
	f(l)
}

func (s standing) Print(args ...any)   { s.by(0, func(l *log.Logger) { l.Print(dyn.Operands(args)...) }) }
func (s standing) Println(args ...any) { s.by(0, func(l *log.Logger) { l.Println(args...) }) }
func (s standing) Panic(args ...any)   { s.by(0, func(l *log.Logger) { l.Panic(dyn.Operands(args)...) }) }
func (s standing) Panicln(args ...any) { s.by(0, func(l *log.Logger) { l.Panicln(args...) }) }
func (s standing) Fatal(args ...any)   { s.fatal(fmt.Sprint(dyn.Operands(args)...)) }
func (s standing) Fatalln(args ...any) { s.fatal(fmt.Sprintln(args...)) }

func (s standing) Printf(format string, args ...any) {
	s.by(0, func(l *log.Logger) { l.Printf(dyn.Format(format, args), args...) })
}

func (s standing) Panicf(format string, args ...any) {
	s.by(0, func(l *log.Logger) { l.Panicf(dyn.Format(format, args), args...) })
}

func (s standing) Fatalf(format string, args ...any) {
	s.fatal(fmt.Sprintf(dyn.Format(format, args), args...))
}

// Output is the method of that name of a logger.
func (s standing) Output(depth int, text string) (err error) {
	s.by(max(depth, 1)-1, func(l *log.Logger) { err = l.Output(1, text) })
	return err
}

// fatal ends the program, by way of the session if it is the standard logger.
func (s standing) fatal(text string) {
	s.by(0, func(l *log.Logger) {
		if !s.std {
			l.Fatal(text)
		}
		s.g.session.stdio.fatalBy(l, text)
	})
}

// located returns a logger that writes what l writes, with the position of a call
// where l would ask for one, as it is where nobody knows if there is none.
func located(l *log.Logger, call runtime.Frame) *log.Logger {
	at, flags := cmp.Or(call.File, "???"), l.Flags()
	if flags&log.Lshortfile != 0 {
		at = filepath.Base(at)
	}
	w, prefix := &lineWriter{w: l.Writer(), mu: lockOf(l)}, l.Prefix()
	if flags&log.Lmsgprefix == 0 {
		w.prefix, prefix = prefix, ""
	}
	flags &^= log.Lshortfile | log.Llongfile
	return log.New(w, fmt.Sprintf("%s:%d: %s", at, call.Line, prefix), flags|log.Lmsgprefix)
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

// standing returns what stands for a logger, and any other value as it is.
func (g *generation) standing(x any) any {
	switch l := x.(type) {
	case *log.Logger:
		return standing{g: g, l: l}
	case *slog.Logger:
		return structured{g: g, l: l}
	}
	return x
}
