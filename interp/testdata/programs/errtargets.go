// Targets of errors.As: types and interfaces, of the program and compiled ones, handed
// on by errors that hold several, and filled by those that become what is asked for.
package main

import (
	"errors"
	"fmt"
	"io"
	"net"
)

type slow struct{ n int }

func (slow) Error() string   { return "slow" }
func (slow) Timeout() bool   { return true }
func (slow) Temporary() bool { return false }

// many forwards to what it holds, as libraries for several errors do.
type many []error

func (m many) Error() string { return fmt.Sprint(len(m), " errors") }
func (m many) As(target any) bool {
	for _, e := range m {
		if errors.As(e, target) {
			return true
		}
	}
	return false
}
func (m many) Is(target error) bool {
	for _, e := range m {
		if errors.Is(e, target) {
			return true
		}
	}
	return false
}

type coded interface {
	error
	Code() int
}
type notFound struct{ name string }

func (e *notFound) Error() string { return e.name + " not found" }
func (e *notFound) Code() int     { return 404 }

// shape changes into what is asked for.
type shape struct{}

func (shape) Error() string { return "shape" }
func (shape) As(target any) bool {
	switch t := target.(type) {
	case **notFound:
		*t = &notFound{"shape"}
		return true
	case *slow:
		t.n = 7
		return true
	case *coded:
		*t = &notFound{"coded shape"}
		return true
	}
	fmt.Printf("asked for %T\n", target)
	return false
}

func find(err error, target any) bool { return errors.As(err, target) }

func try(name string, err error) {
	var nf *notFound
	fmt.Println(name, "notFound", errors.As(err, &nf), nf != nil && nf.name != "")
	var s slow
	fmt.Println(name, "slow", errors.As(err, &s), s)
	var c coded
	fmt.Println(name, "coded", errors.As(err, &c), c)
	var ne net.Error
	fmt.Println(name, "net.Error", errors.As(err, &ne), ne)
	var to interface{ Timeout() bool }
	fmt.Println(name, "timeout", errors.As(err, &to), to)
	var op *net.OpError
	fmt.Println(name, "OpError", errors.As(err, &op))
	nf, s, c, ne, to = nil, slow{}, nil, nil, nil
	fmt.Println(name, "find", find(err, &nf), nf, find(err, &s), s, find(err, &c), c, find(err, &ne), ne, find(err, &to), to)
	fmt.Println(name, "is", errors.Is(err, io.EOF))
}

func main() {
	try("nil", nil)
	try("slow", slow{1})
	try("wrapped slow", fmt.Errorf("w: %w", slow{1}))
	try("many", many{io.EOF, &notFound{"x"}, slow{2}})
	try("many of many", fmt.Errorf("w: %w", many{errors.New("a"), many{io.EOF, fmt.Errorf("v: %w", slow{3})}}))
	try("joined", errors.Join(errors.New("a"), many{&notFound{"j"}}, io.EOF))
	try("shape", fmt.Errorf("w: %w", shape{}))
	try("many shapes", many{io.EOF, shape{}})
	try("op", &net.OpError{Op: "dial", Err: slow{4}})
}
