// Maps whose keys are interfaces of compiled packages.
package main

import (
	"errors"
	"fmt"
	"io"
	"reflect"
	"time"
)

type P func(string) (any, error)

func parse(v string) (any, error) { return v, nil }

type Lev int

func (l Lev) String() string { return "lev" }

var table = map[fmt.Stringer]int{time.Second: 1, time.Duration(1000000000 * 2): 2, Lev(3): 3, time.March: 4, time.Month(4): 5}

var errs = map[error]int{io.EOF: 404, errors.ErrUnsupported: 500}

func main() {
	m := map[reflect.Type]P{
		reflect.TypeOf(3):           parse,
		reflect.TypeOf(time.Second): parse,
		reflect.TypeFor[string]():   func(s string) (any, error) { return len(s), nil },
	}
	fmt.Println(m[reflect.TypeOf("")]("four"))
	fmt.Println(len(m), len(table), table[Lev(3)], table[time.Second], table[time.April], errs[io.EOF])
	v := reflect.ValueOf(map[io.Reader]bool{nil: true})
	fmt.Println(v.Type(), v.Len())
}
