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

// Record is a generic struct, of which interpreted code gets instances.
type Record[K comparable, V any] struct {
	Key   K
	Value V
	next  *Record[K, V]
}

// Next returns another instance of the same type.
func (p *Record[K, V]) Next() *Record[K, V] { return p.next }

// Headers returns one that is compiled in.
func Headers() map[string]*Record[string, []byte] { return nil }

// Each takes a function that is called with one.
func Each(func(Record[int, Level]) bool) {}

// First is generic, and mentions none.
func First[K comparable](p Record[K, int]) K { return p.Key }
