// Package lib has one of each thing that a package can export.
package lib

import (
	"fmt"
	"io"

	"example.com/lib/internal/secret"
)

const (
	Name           = "lib"
	Answer         = 42
	Huge           = 1 << 100
	Third          = 1.0 / 3
	Vast           = 1e1000
	Half           = 0.5
	Letter         = 'x'
	Yes            = true
	Imag           = 2i
	Typed   Level  = 3
	Wide    uint64 = 1<<64 - 1
	private        = 1
)

type Level int

func (l Level) String() string { return fmt.Sprintf("level %d", int(l)) }

const (
	Low Level = iota
	High
)

var (
	Default       = &Greeter{Greeting: "hello"}
	ErrRude error = secret.Err
	Hidden        = secret.Thing{N: 7}
	unseen        = 1
)

type Greeter struct{ Greeting string }

func (g *Greeter) Greet(name string) string { return g.Greeting + " " + name }

func Join(sep string, parts ...string) string {
	out := ""
	for i, p := range parts {
		if i > 0 {
			out += sep
		}
		out += p
	}
	return out
}

func Speak(s Speaker, n int) string { return s.Speak(n, "a", "b") }

func Map[T any](list []T, f func(T) T) []T { return nil }

type (
	List[T any]    []T
	Pair[A, B any] = struct {
		A A
		B B
	}
	Ints   = List[int]
	Shy    = hidden
	Thing  = secret.Thing
	Func   func(int) string
	Empty  any
	hidden struct{ X int }
)

// Speaker can be implemented anywhere.
type Speaker interface {
	Speak(w int, a0 ...string) string
}

// Wordy has methods of all shapes.
type Wordy interface {
	fmt.Stringer
	io.Writer
	Nothing()
	Many(io.Reader, map[string][]*Greeter, chan<- Level) (n int, err error)
	Call(f func(...Level) Ints) Func
}

// Sealed cannot be implemented elsewhere.
type Sealed interface{ sealed() }

// Inside cannot be implemented elsewhere, either: nobody can write its parameter's type.
type Inside interface{ Take(*secret.Thing) }

// Closed likewise.
type Closed interface{ Take(hidden) }

// Number is a constraint.
type Number interface{ ~int | ~float64 }

// Keyed is one as well.
type Keyed interface {
	comparable
	Key() string
}
