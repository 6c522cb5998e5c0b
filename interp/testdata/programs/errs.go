package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strconv"
	"strings"
)

type code int

const (
	ok code = iota
	warn
	fatal
)

func (c code) String() string {
	switch c {
	case ok:
		return "ok"
	case warn:
		return "warn"
	}
	return "code " + strconv.Itoa(int(c))
}

type opError struct {
	Op   string
	Code code
	Err  error
}

func (e *opError) Error() string { return fmt.Sprintf("%s (%v): %v", e.Op, e.Code, e.Err) }
func (e *opError) Unwrap() error { return e.Err }

type valueError struct{ v int }

func (e valueError) Error() string { return fmt.Sprint("value ", e.v) }
func (e valueError) Is(target error) bool {
	t, ok := target.(valueError)
	return ok && t.v/10 == e.v/10
}

type temporary interface{ Temporary() bool }

type flaky struct{ error }

func (flaky) Temporary() bool { return true }

var sentinel = errors.New("sentinel")

func do(n int) (err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("do(%d): %w", n, err)
		}
	}()
	switch n {
	case 0:
		return nil
	case 1:
		return &opError{"read", warn, io.EOF}
	case 2:
		return valueError{42}
	case 3:
		return errors.Join(sentinel, &opError{Op: "join", Code: fatal, Err: fs.ErrNotExist})
	case 4:
		return flaky{sentinel}
	case 5:
		_, err := os.Open("/definitely/not/here")
		return err
	case 6:
		_, err := strconv.Atoi("x1")
		return err
	case 7:
		return fmt.Errorf("two: %w and %w", sentinel, valueError{7})
	case 8:
		var v struct{ A int }
		return json.Unmarshal([]byte(`{"A": "x"}`), &v)
	}
	return errors.ErrUnsupported
}

func mayReturnNilPointer(fail bool) error {
	var e *opError
	if fail {
		e = &opError{Op: "x", Err: sentinel}
	}
	return e // never nil
}

func main() {
	for n := range 10 {
		err := do(n)
		fmt.Printf("%d: %v\n", n, err)
		var op *opError
		if errors.As(err, &op) {
			fmt.Println("  op", op.Op, op.Code, op.Unwrap())
		}
		var ve valueError
		if errors.As(err, &ve) {
			fmt.Println("  value", ve.v)
		}
		var tmp temporary
		fmt.Println("  ", errors.As(err, &tmp) && tmp.Temporary(), errors.Is(err, io.EOF), errors.Is(err, sentinel), errors.Is(err, fs.ErrNotExist), errors.Is(err, valueError{45}))
		var pe *fs.PathError
		if errors.As(err, &pe) {
			fmt.Println("  path", pe.Op, pe.Path)
		}
		var ne *strconv.NumError
		if errors.As(err, &ne) {
			fmt.Println("  num", ne.Func, ne.Num, ne.Err == strconv.ErrSyntax)
		}
		var te *json.UnmarshalTypeError
		if errors.As(err, &te) {
			fmt.Println("  json", te.Field, te.Value)
		}
	}
	fmt.Println(mayReturnNilPointer(false) == nil, mayReturnNilPointer(true) == nil)
	var err error = valueError{1}
	fmt.Println(err == valueError{1}, err == error(valueError{2}), err != nil)
	switch e := err.(type) {
	case *opError:
		fmt.Println("op", e)
	case valueError:
		fmt.Println("value", e.v)
	default:
		fmt.Println("other")
	}
	fmt.Printf("%v %+v %T %q\n", err, err, err, err)
	fmt.Printf("%v %d %s|%5v|%-6s|%x\n", warn, warn, fatal, ok, warn, ok)
	fmt.Println([]error{sentinel, err}, map[string]error{"a": err}, struct{ E error }{err})
	fmt.Println(strings.Repeat("=", 5), errors.Unwrap(do(1)).(*opError).Code)
	func() {
		defer func() {
			r := recover()
			err, isErr := r.(error)
			fmt.Println("recovered", r, isErr, errors.Is(err, sentinel))
		}()
		panic(fmt.Errorf("in panic: %w", sentinel))
	}()
	fmt.Println(nested())
}

func nested() (s string, err error) {
	defer func() {
		if r := recover(); r != nil {
			s, err = "partial", fmt.Errorf("nested: %v", r)
		}
	}()
	for i := 3; ; i-- {
		s += strconv.Itoa(12 / i)
	}
}
