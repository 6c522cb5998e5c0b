package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"regexp"
	"runtime"
	"runtime/debug"
	"slices"
	"sort"
	"strings"
)

// frames prints the calls under way, from the caller's caller on, down to Main.
func frames(skip int) string {
	pcs := make([]uintptr, 40)
	list := runtime.CallersFrames(pcs[:runtime.Callers(skip+2, pcs)])
	var out []string
	for {
		f, more := list.Next()
		name := f.Function[strings.LastIndexByte(f.Function, '/')+1:]
		if strings.HasPrefix(f.Function, "runtime.") && !strings.HasPrefix(name, "runtime.gopanic") {
			out = append(out, name)
		} else {
			out = append(out, fmt.Sprintf("%s:%s:%d", name, filepath.Base(f.File), f.Line))
		}
		if f.Func != nil && f.Func.Name() != f.Function {
			out = append(out, "another name: "+f.Func.Name())
		}
		if !more || strings.HasSuffix(f.Function, ".Main") || strings.HasSuffix(f.Function, "main.main") {
			return strings.Join(out, " < ")
		}
	}
}

// stacked is an error that knows where it was made.
type stacked struct {
	error
	pcs []uintptr
}

func wrap(err error) error {
	pcs := make([]uintptr, 32)
	return &stacked{err, pcs[:runtime.Callers(2, pcs)]}
}

func (s *stacked) Unwrap() error { return s.error }

func (s *stacked) Format(w fmt.State, verb rune) {
	fmt.Fprint(w, s.error)
	if verb != 'v' || !w.Flag('+') {
		return
	}
	for _, pc := range s.pcs {
		f := runtime.FuncForPC(pc - 1)
		file, line := f.FileLine(pc - 1)
		name := f.Name()[strings.LastIndexByte(f.Name(), '/')+1:]
		fmt.Fprintf(w, "\n\t%s %s:%d", name, filepath.Base(file), line)
		if strings.HasSuffix(name, "ain") {
			break
		}
	}
}

type server struct{ name string }

func (s *server) handle() error { return wrap(errors.New(s.name)) }
func (s server) value() string  { return frames(0) }

type outer struct{ *server }

type handler interface{ handle() error }

func generic[T any](x T) string { return frames(0) }

type list[T any] struct{ items []T }

func (l *list[T]) each(f func(T) string) (out []string) {
	for _, x := range l.items {
		out = append(out, f(x))
	}
	return out
}

func caller(skip int) string {
	pc, file, line, ok := runtime.Caller(skip)
	name := runtime.FuncForPC(pc).Name()
	return fmt.Sprint(name[strings.LastIndexByte(name, '/')+1:], filepath.Base(file), line, ok)
}

func helper() string { return caller(2) }

func recursive(n int) string {
	if n == 0 {
		return frames(0)
	}
	return recursive(n - 1)
}

func seq(yield func(int) bool) { _ = yield(1) && yield(2) }

// recovered calls f and prints the calls that were under way when it panicked.
func recovered(name string, f func()) {
	defer func() {
		fmt.Println(name, "before:", frames(0))
		r := recover()
		fmt.Println(name, r, "after:", frames(0))
	}()
	f()
}

// twice has deferred calls before and after the one that recovers.
func twice(f func()) {
	defer func() { fmt.Println("last:", frames(0)) }()
	defer func() { recover() }()
	defer func() { fmt.Println("first:", frames(0)) }()
	f()
}

var lines = regexp.MustCompile(`(?m)^(\S+?)\([^()]*\)\n\t\S*/(\S+:\d+)`)

// text prints what the text of a stack says of it, down to Main.
func text(stack []byte) {
	for _, m := range lines.FindAllSubmatch(stack, -1) {
		name := string(m[1])
		name = name[strings.LastIndexByte(name, '/')+1:]
		if strings.HasPrefix(name, "runtime.") {
			continue
		}
		if name == "panic" {
			m[2] = nil
		}
		fmt.Printf("\t%s %s\n", name, m[2])
		if strings.HasSuffix(name, "ain") {
			return
		}
	}
}

var initial = frames(0)
var byLiteral = func() string { return frames(0) }()

type byLength []string

func (b byLength) Len() int           { return len(b) }
func (b byLength) Swap(i, j int)      { b[i], b[j] = b[j], b[i] }
func (b byLength) Less(i, j int) bool { lessFrames = frames(0); return len(b[i]) < len(b[j]) }

var lessFrames string

func main() {
	fmt.Println(frames(0))
	fmt.Println(frames(-1))
	fmt.Println(caller(0), caller(1), helper())
	fmt.Println(initial[:strings.Index(initial, " ")])
	fmt.Println(strings.Fields(byLiteral)[:3])

	s := &server{"down"}
	fmt.Printf("%+v\n", s.handle())
	fmt.Printf("%+v\n", fmt.Errorf("more: %w", outer{s}.handle()))
	fmt.Printf("%+v\n", errors.Unwrap(fmt.Errorf("more: %w", handler(outer{s}).handle())))
	fmt.Println(s.value(), handler(s).handle())
	bound := s.value
	fmt.Println(bound())

	fmt.Println(generic(1), generic("a"))
	l := &list[int]{[]int{1, 2}}
	fmt.Println(l.each(func(int) string { return frames(0) }))
	fmt.Println(
		frames(0),
		recursive(3),
	)
	calls := []any{
		caller(1),
		s.handle(),
		map[string]string{
			"a": caller(1),
		},
	}
	fmt.Printf("%+v\n", calls)

	for i := range seq {
		fmt.Println(i, frames(0))
	}
	fmt.Println(strings.Map(func(r rune) rune { fmt.Println(frames(0)); return r }, "a"))
	x := []int{2, 1}
	slices.SortFunc(x, func(a, b int) int { fmt.Println(frames(0)); return a - b })
	sort.Sort(byLength{"aa", "a"})
	fmt.Println(lessFrames)
	done := make(chan bool)
	go func() {
		fmt.Println(frames(0))
		close(done)
	}()
	<-done

	var none *server
	recovered("memory", func() { fmt.Println(none.name) })
	recovered("index", func() { fmt.Println(x[len(x)]) })
	recovered("division", func() { fmt.Println(1 / (len(x) - 2)) })
	recovered("panic", func() { recursivePanic(2) })
	twice(func() { recursivePanic(1) })
	twice(func() {})

	func() {
		defer func() {
			r := recover()
			stack := debug.Stack()
			fmt.Println(r)
			text(stack)
		}()
		recursivePanic(1)
	}()
	buf := make([]byte, 1<<16)
	text(buf[:runtime.Stack(buf, false)])
	text(buf[:runtime.Stack(buf, true)])
	begun, end := make(chan bool), make(chan bool)
	go blocked(begun, end)
	<-begun
	all := string(buf[:runtime.Stack(buf, true)])
	fmt.Println(strings.Contains(all, ".blocked("), strings.Contains(all, "ain("))
	close(end)
	callers := runtime.Callers
	callers(0, make([]uintptr, 1))
	f := runtime.FuncForPC(callerPC())
	file, line := f.FileLine(f.Entry())
	fmt.Println(filepath.Base(file), line, runtime.FuncForPC(0) == nil)
}

func blocked(begun, end chan bool) {
	begun <- true
	<-end
}

func callerPC() uintptr {
	pc, _, _, _ := runtime.Caller(1)
	return pc
}

func recursivePanic(n int) {
	if n == 0 {
		panic("stop")
	}
	recursivePanic(n - 1)
}
