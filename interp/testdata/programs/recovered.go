// What compiled code recovers of a panic of interpreted code.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
)

type E struct{ c int }

func (e E) Error() string { return fmt.Sprint("E", e.c) }

func inner(i int) {
	switch i {
	case 0:
		panic("text")
	case 1:
		panic(errors.New("err"))
	case 2:
		panic(E{3})
	case 3:
		var m map[string]int
		m["x"] = 1
	case 4:
		panic(fmt.Sprintf("%d", 4))
	case 5:
		panic(http.ErrAbortHandler)
	case 6:
		panic([]int{1})
	}
}

func main() {
	for i := range 7 {
		var buf bytes.Buffer
		s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { inner(i) }))
		var mu sync.Mutex
		s.Config.ErrorLog = log.New(&buf, "", 0)
		s.Start()
		_, err := http.Get(s.URL)
		fmt.Println(err != nil)
		s.Close()
		mu.Lock()
		line, _, _ := strings.Cut(buf.String(), "\n")
		mu.Unlock()
		_, msg, _ := strings.Cut(line, ": ")
		_, msg, _ = strings.Cut(msg, ": ")
		fmt.Println(msg)
	}
	f := sync.OnceFunc(func() { panic(E{9}) })
	func() {
		defer func() { fmt.Println(recover()) }()
		f()
	}()
	func() {
		defer func() {
			var e E
			fmt.Println(errors.As(recover().(error), &e), e.c)
		}()
		f()
	}()
}
