package interp_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/mrepl/mrepl/interp/show"
)

const sentinelErrors = `
-- main.go --
package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"syscall"

	"app/store"
)

type code int

func (c code) Error() string { return fmt.Sprint("code ", int(c)) }

type hard struct{ why string }

func (h *hard) Error() string { return h.why }

var (
	errMine       = errors.New("mine")
	errHard       = &hard{"hard"}
	ErrCode error = code(3)
	none    error
	Last          = fmt.Errorf("reading: %w", fmt.Errorf("%w, %w", io.EOF, store.ErrClosed))
	Held          = struct{ Err error }{sql.ErrNoRows}
	All           = []error{context.Canceled, context.DeadlineExceeded, os.ErrNotExist, fs.ErrExist, syscall.ENOENT, errMine, errHard, ErrCode, none, code(4), errors.New("EOF")}
)

func main() {}
-- store/store.go --
package store

import "errors"

var ErrClosed = errors.New("closed")
`

// TestErrorNames holds that an error which is the value of a package variable is printed with the name of that.
func TestErrorNames(t *testing.T) {
	t.Parallel()
	m := open(t, sentinelErrors)
	m.expect(
		"io.EOF", `*errors.errorString("EOF") (io.EOF)`,
		"main.Held", `struct{Err error}{Err: *errors.errorString("sql: no rows in result set") (sql.ErrNoRows)}`,
	)
	for i, want := range []string{
		`*errors.errorString("context canceled") (context.Canceled)`,
		`context.deadlineExceededError("context deadline exceeded") (context.DeadlineExceeded)`,
		`*errors.errorString("file does not exist") (fs.ErrNotExist)`,
		`*errors.errorString("file already exists") (fs.ErrExist)`,
		`syscall.Errno("no such file or directory") (syscall.ENOENT)`,
		`*errors.errorString("mine") (main.errMine)`,
		`*main.hard("hard") (main.errHard)`,
		`main.code("code 3") (main.ErrCode)`,
		`nil`,
		`main.code("code 4")`,
		`*errors.errorString("EOF")`,
	} {
		m.expect(fmt.Sprintf("main.All[%d]", i), want)
	}
	values, err := m.session.Eval(context.Background(), "main.Last")
	if err != nil {
		t.Fatal(err)
	}
	want := `*fmt.wrapError("reading: EOF, closed") (main.Last)
  *fmt.wrapErrors("EOF, closed")
    *errors.errorString("EOF") (io.EOF)
    *errors.errorString("closed") (store.ErrClosed)`
	if got := values[0].Format(show.Limits{Width: 80}); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
	m.replace("main.go", "errMine       = errors.New(\"mine\")", "errOurs       = errors.New(\"mine\")")
	m.replace("main.go", "ENOENT, errMine", "ENOENT, errOurs")
	if _, err := m.session.Reload(context.Background(), false); err != nil {
		t.Fatal(m.text(err))
	}
	m.expect("main.All[5]", `*errors.errorString("mine") (main.errOurs)`)
}
