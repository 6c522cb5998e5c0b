package main

import (
	"context"
	"fmt"
	"log"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"
)

// printer is what programs ask of a logger.
type printer interface {
	Printf(format string, args ...any)
	Println(args ...any)
}

type named int

func (n named) String() string { return fmt.Sprintf("named %d", int(n)) }

type leveled interface {
	Info(msg string, args ...any)
}

type service struct {
	log printer
	*slog.Logger
}

func (s service) run() {
	s.log.Printf("run %d", 1)
	s.Info("embedded")
}

// note is a helper of the program, which logs for its caller.
func note(l *log.Logger, text string) { l.Output(2, text) }

func deferred(l *log.Logger) {
	defer log.Println("deferred", 1)
	defer l.Printf("deferred %d", 2)
	l.Print("first")
}

type counting struct{ n int }

func (c *counting) Printf(format string, args ...any) {
	c.n++
	fmt.Printf("counted "+format+"\n", args...)
}
func (c *counting) Println(args ...any) { c.n++ }

// handler is a handler of the program, which says where records come from.
type handler struct{ name string }

func (h handler) Enabled(context.Context, slog.Level) bool { return true }
func (h handler) WithAttrs([]slog.Attr) slog.Handler       { return h }
func (h handler) WithGroup(string) slog.Handler            { return h }

func (h handler) Handle(_ context.Context, r slog.Record) error {
	f, _ := runtime.CallersFrames([]uintptr{r.PC}).Next()
	fmt.Println(h.name, r.Message, r.NumAttrs(), f.Function[strings.LastIndexByte(f.Function, '/')+1:], f.Line)
	return nil
}

// infof is a helper that logs for its caller, as package slog shows.
func infof(l *slog.Logger, format string, args ...any) {
	var pcs [1]uintptr
	runtime.Callers(2, pcs[:])
	r := slog.NewRecord(time.Time{}, slog.LevelInfo, fmt.Sprintf(format, args...), pcs[0])
	_ = l.Handler().Handle(context.Background(), r)
}

func short(_ []string, a slog.Attr) slog.Attr {
	if src, ok := a.Value.Any().(*slog.Source); ok {
		return slog.String("at", fmt.Sprint(filepath.Base(src.File), ":", src.Line, " ", src.Function[strings.LastIndexByte(src.Function, '/')+1:]))
	}
	return a
}

func main() {
	log.SetFlags(log.Lshortfile)
	log.SetOutput(os.Stdout)
	l := log.New(os.Stdout, "own: ", log.Lshortfile|log.Lmsgprefix)

	f := log.Printf
	f("value %d %v", 1, named(2))
	show := fmt.Println
	show(named(3))
	g := l.Println
	g("method value")
	h := (*log.Logger).Print
	h(l, "method expression")
	for _, print := range []func(...any){log.Println, l.Print, log.Print} {
		print("in a list")
	}
	deferred(l)
	note(l, "helper")
	note(
		log.Default(),
		"default",
	)
	log.Default().
		Println("chain")
	slices.IndexFunc([]int{1}, func(int) bool {
		log.Print("called by a function")
		return true
	})
	var p printer = l
	p.Printf("interface %T", p)
	p = &counting{}
	p.Printf("of the program")
	p.Println()
	fmt.Println(p.(*counting).n)
	func() {
		defer func() { fmt.Println(recover()) }()
		panicln := log.Panicln
		panicln("panic", 1)
	}()

	out := slog.New(slog.NewTextHandler(os.Stdout, &slog.HandlerOptions{AddSource: true, ReplaceAttr: func(groups []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey {
			return slog.Attr{}
		}
		return short(groups, a)
	}}))
	service{l, out}.run()
	defer out.Warn("deferred")
	warn := out.Warn
	warn("method value", "n", named(1))
	var lv leveled = out
	lv.Info("interface")
	out.
		With("c", 3).
		ErrorContext(context.Background(), "chain")
	own := slog.New(handler{"own"})
	own.Info("hello", "a", 1)
	own.LogAttrs(nil, slog.LevelInfo, "attrs", slog.Int("n", 1), slog.Int("m", 2))
	infof(own, "helper %d", 1)
	func() {
		own.Debug("literal")
	}()

	log.SetFlags(0)
	log.Println("plain")
}
