package interp

import (
	"fmt"
	"io"
	"log"
	"log/slog"
	"os"
	"reflect"
	"sync/atomic"

	"github.com/mrepl/mrepl/interp/dyn"
)

// stdio are the standard streams of interpreted code, where they are not those
// of the process.
type stdio struct {
	stdin          io.Reader // nil: the process's, as for the others
	stdout, stderr *stream
	log            *log.Logger // to stderr
	exec           bool        // log.Fatal ends the process
	quit           func(code int)
}

func newStdio(cfg *Config) *stdio {
	s := &stdio{quit: cfg.Exit}
	if s.quit == nil {
		s.quit = os.Exit
	}
	if cfg.Stdin != nil && cfg.Stdin != io.Reader(os.Stdin) {
		s.stdin = cfg.Stdin
	}
	if cfg.Stdout != nil && cfg.Stdout != io.Writer(os.Stdout) {
		s.stdout = &stream{out: cfg.Stdout}
	}
	if cfg.Stderr != nil && cfg.Stderr != io.Writer(os.Stderr) {
		s.stderr = &stream{out: cfg.Stderr}
		s.log = log.New(s.stderr, "", log.LstdFlags)
	}
	return s
}

// files returns the streams that are not the process's by their names in package
// os, each with the function that makes a file for it.
func (s *stdio) files() map[string]func() error {
	files := map[string]func() error{}
	for name, st := range map[string]*stream{"Stdout": s.stdout, "Stderr": s.stderr} {
		if st != nil {
			files[name] = st.open
		}
	}
	return files
}

// flush returns when everything that has been written to the files is where it
// belongs.
func (s *stdio) flush() {
	for _, st := range []*stream{s.stdout, s.stderr} {
		if st != nil {
			st.flush()
		}
	}
}

// exports returns what interpreted code finds in place of names of the standard
// library.
func (s *stdio) exports() Exports {
	printing, scanning, logging := formatting(), map[string]any{}, map[string]any{}
	system := map[string]reflect.Value{"Exit": reflect.ValueOf(s.exit)}
	if w := s.stdout; w != nil {
		system["Stdout"] = reflect.ValueOf(&w.file).Elem()
		printing["Print"] = func(args ...any) (int, error) { return fmt.Fprint(w, dyn.Operands(args)...) }
		printing["Printf"] = func(format string, args ...any) (int, error) {
			return fmt.Fprintf(w, dyn.Format(format, args), args...)
		}
		printing["Println"] = func(args ...any) (int, error) { return fmt.Fprintln(w, args...) }
	}
	if r := s.stdin; r != nil {
		scanning["Scan"] = func(args ...any) (int, error) { return fmt.Fscan(r, args...) }
		scanning["Scanf"] = func(format string, args ...any) (int, error) { return fmt.Fscanf(r, format, args...) }
		scanning["Scanln"] = func(args ...any) (int, error) { return fmt.Fscanln(r, args...) }
	}
	if s.stderr != nil {
		system["Stderr"] = reflect.ValueOf(&s.stderr.file).Elem()
		logging = s.logging()
	}
	out := Exports{"os/os": system, "fmt/fmt": values(printing), "log/log": values(logging)}
	for name, v := range values(scanning) {
		out["fmt/fmt"][name] = v
	}
	return out
}

// formatting returns what stands for the functions of fmt that look at what their arguments are before they print them.
func formatting() map[string]any {
	return map[string]any{
		"Print":   func(args ...any) (int, error) { return fmt.Print(dyn.Operands(args)...) },
		"Sprint":  func(args ...any) string { return fmt.Sprint(dyn.Operands(args)...) },
		"Fprint":  func(w io.Writer, args ...any) (int, error) { return fmt.Fprint(w, dyn.Operands(args)...) },
		"Append":  func(b []byte, args ...any) []byte { return fmt.Append(b, dyn.Operands(args)...) },
		"Printf":  func(format string, args ...any) (int, error) { return fmt.Printf(dyn.Format(format, args), args...) },
		"Sprintf": func(format string, args ...any) string { return fmt.Sprintf(dyn.Format(format, args), args...) },
		"Errorf":  func(format string, args ...any) error { return fmt.Errorf(dyn.ErrorFormat(format, args), args...) },
		"Fprintf": func(w io.Writer, format string, args ...any) (int, error) {
			return fmt.Fprintf(w, dyn.Format(format, args), args...)
		},
		"Appendf": func(b []byte, format string, args ...any) []byte {
			return fmt.Appendf(b, dyn.Format(format, args), args...)
		},
	}
}

// stderr is where what the session says to the user of the program goes.
func (s *Session) stderr() io.Writer {
	if st := s.stdio.stderr; st != nil {
		return st
	}
	return os.Stderr
}

// fatalBy ends what runs with a panic, for what a logger says; the process is not only the
// program's, unless that is executed.
func (s *stdio) fatalBy(l *log.Logger, text string) {
	if s.stderr != nil && !s.exec {
		l.Panic(text)
	}
	l.Print(text)
	if s.stderr == nil {
		os.Exit(1)
	}
	s.exit(1)
}

func (s *stdio) exit(code int) {
	s.flush()
	s.quit(code)
}

// logging returns the functions of the standard logger.
func (s *stdio) logging() map[string]any {
	return map[string]any{
		"Default":   s.logger,
		"Flags":     func() int { return s.logger().Flags() },
		"Prefix":    func() string { return s.logger().Prefix() },
		"SetFlags":  func(flag int) { s.logger().SetFlags(flag) },
		"SetOutput": func(w io.Writer) { s.logger().SetOutput(w) },
		"SetPrefix": func(prefix string) { s.logger().SetPrefix(prefix) },
		"Writer":    func() io.Writer { return s.logger().Writer() },
	}
}

// logger is the standard logger: the process's, if somebody has said where it
// writes to, as LogWriter is for and as slog.SetDefault does.
func (s *stdio) logger() *log.Logger {
	if log.Writer() != io.Writer(os.Stderr) {
		return log.Default()
	}
	return s.log
}

// setDefault is slog.SetDefault, which asks the standard logger of the process whether it says positions.
func (s *stdio) setDefault(l *slog.Logger) {
	if std := s.standard(); std != log.Default() && reflect.TypeOf(l.Handler()) != defaultHandler {
		log.SetFlags(std.Flags())
	}
	slog.SetDefault(l)
}

// standard is the standard logger as interpreted code has it.
func (s *stdio) standard() *log.Logger {
	if s.stderr == nil {
		return log.Default()
	}
	return s.logger()
}

// stream is standard output or error of interpreted code. As a writer it goes
// straight to where it belongs. What the program does with the file itself, which
// exists if it mentions it otherwise than as a writer, goes through a pipe.
type stream struct {
	out  io.Writer
	file *os.File // the variable os.Stdout or os.Stderr, once pipe is set
	pipe atomic.Pointer[pipe]
}

// open makes the file. It is called while the program is lowered, before it can
// see the variable.
func (s *stream) open() error {
	if s.pipe.Load() != nil {
		return nil
	}
	p, err := newPipe(s.out)
	if err != nil {
		return err
	}
	s.file = p.in
	s.pipe.Store(p)
	return nil
}

// Write writes to where the stream leads, after what has been written to its
// file, or to the file that the program has set the variable to.
func (s *stream) Write(b []byte) (int, error) {
	if p := s.pipe.Load(); p != nil {
		if s.file != p.in {
			return s.file.Write(b)
		}
		p.flush()
	}
	return s.out.Write(b)
}

// WriteString writes a string.
func (s *stream) WriteString(text string) (int, error) { return s.Write([]byte(text)) }

// Sync returns when what has been written to the file is where it belongs.
func (s *stream) Sync() error {
	s.flush()
	return nil
}

func (s *stream) flush() {
	if p := s.pipe.Load(); p != nil {
		p.flush()
	}
}
