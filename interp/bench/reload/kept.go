package main

import (
	"fmt"
	"strconv"
)

// held is an expression whose value is the memory in use.
const held = `func held() uint64 { runtime.GC(); runtime.GC(); var m runtime.MemStats; runtime.ReadMemStats(&m); return m.HeapAlloc }`

// keeps measures how many bytes of memory a reload of the exchange keeps, and how many
// goroutines there are more after all of them. Two of three change bodies only.
func (o options) keeps(mrepl, dir string) (each, goroutines int, err error) {
	h, err := handlersOf(dir)
	if err != nil {
		return 0, 0, err
	}
	defer h.restore()
	s, err := open(mrepl, dir)
	if err != nil {
		return 0, 0, err
	}
	defer s.close()
	if err := s.types("with-args port=0 | start", held); err != nil {
		return 0, 0, err
	}
	url, err := s.ask("www.NyseApp.Get().URL()")
	if err != nil {
		return 0, 0, err
	}
	now := func() (numbers [2]int, err error) {
		for i, expr := range []string{"held()", "runtime.NumGoroutine()"} {
			text, err := s.ask(expr)
			if err != nil {
				return numbers, err
			}
			if numbers[i], err = strconv.Atoi(text); err != nil {
				return numbers, fmt.Errorf("%s is %s", expr, text)
			}
		}
		return numbers, nil
	}
	reloads := func(n int) error {
		for i := range n {
			edit := h.body
			if i%3 == 2 {
				edit = h.declaration
			}
			if _, err := edits(1, url, edit, func() error { return s.types("reload") }); err != nil {
				return err
			}
		}
		return nil
	}
	if err := reloads(20); err != nil {
		return 0, 0, err
	}
	before, err := now()
	if err != nil {
		return 0, 0, err
	}
	if err := reloads(o.kept); err != nil {
		return 0, 0, err
	}
	after, err := now()
	return (after[0] - before[0]) / o.kept, after[1] - before[1], err
}
