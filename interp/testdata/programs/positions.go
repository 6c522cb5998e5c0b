package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
)

type server struct {
	*log.Logger
	slog *slog.Logger
	name string
}

func (s *server) handle() {
	s.Printf("handling %s %T", s.name, s)
	s.slog.Info("handled", "name", s.name)
	func() {
		s.slog.With("in", "literal").Warn("w")
	}()
}

type wrapped struct{ l *log.Logger }

func base(groups []string, a slog.Attr) slog.Attr {
	if src, ok := a.Value.Any().(*slog.Source); ok {
		src.File = filepath.Base(src.File)
		src.Function = src.Function[strings.LastIndex(src.Function, "/")+1:]
		src.Function = src.Function[strings.Index(src.Function, ".")+1:]
	}
	if a.Key == slog.TimeKey && len(groups) == 0 {
		return slog.Attr{}
	}
	return a
}

func main() {
	log.SetFlags(log.Lshortfile)
	log.SetOutput(os.Stdout)
	log.Println("x", 1)
	log.Printf("%d %T", 3, wrapped{})
	log.Print("a", "b")
	var buf bytes.Buffer
	l := log.New(&buf, "pre ", log.Lshortfile)
	l.Printf("y %d", 3)
	l.SetFlags(log.Lshortfile | log.Lmsgprefix)
	l.Println("z")
	l.Output(1, "out")
	l.SetFlags(0)
	l.Println("plain")
	fmt.Print(buf.String())
	func() {
		defer func() { fmt.Println(recover()) }()
		log.Panicf("p %d", 1)
	}()
	s := &server{log.New(os.Stdout, "[s] ", log.Lshortfile), slog.New(slog.NewTextHandler(os.Stdout, &slog.HandlerOptions{AddSource: true, ReplaceAttr: base})), "srv"}
	s.handle()
	out := new(bytes.Buffer)
	j := slog.New(slog.NewJSONHandler(out, &slog.HandlerOptions{AddSource: true, Level: slog.LevelDebug, ReplaceAttr: base}))
	slog.SetDefault(j)
	slog.Info("one", "k", 1)
	slog.DebugContext(context.Background(), "two")
	slog.LogAttrs(context.Background(), slog.LevelError, "three", slog.Group("g", slog.Int("n", 1)))
	j.WithGroup("h").Log(context.Background(), slog.LevelWarn, "four", "a", []any{1, "b"})
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		slog.Error("five")
	}()
	wg.Wait()
	for _, line := range strings.Split(strings.TrimSpace(out.String()), "\n") {
		var m map[string]any
		fmt.Println(json.Unmarshal([]byte(line), &m), m)
	}
	_, file, n, ok := runtime.Caller(0)
	fmt.Println(filepath.Base(file), n, ok)
	quiet := slog.New(slog.NewTextHandler(os.Stdout, &slog.HandlerOptions{ReplaceAttr: base}))
	quiet.Info("no source")
	quiet.Debug("not at all")
	log.SetFlags(0)
}
