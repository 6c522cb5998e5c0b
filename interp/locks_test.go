package interp_test

import (
	"context"
	"testing"

	"github.com/mrepl/mrepl/interp/show"
)

// TestSynchronisedValues holds that what goroutines share tells what there is to tell of it: who holds a lock, how many a group
// waits for, what a map or a pointer holds.
func TestSynchronisedValues(t *testing.T) {
	t.Parallel()
	m := open(t, shop)
	m.expect(
		"mu, rw, wg, once, all := &sync.Mutex{}, &sync.RWMutex{}, &sync.WaitGroup{}, &sync.Once{}, &sync.Map{}", "",
		"mu", "&sync.Mutex{}", "rw", "&sync.RWMutex{}", "wg", "&sync.WaitGroup{}", "once", "&sync.Once{}", "all", "&sync.Map{}",
		"mu.Lock(); rw.RLock(); rw.RLock(); wg.Add(2); once.Do(func() {}); all.Store(\"a\", shop.Item{Name: \"pen\"}); all.Store(2, nil)", "",
		"mu", "&sync.Mutex{} (locked)", "rw", "&sync.RWMutex{} (locked by readers: 2)", "wg", "&sync.WaitGroup{} (waits for 2)", "once", "&sync.Once{} (done)",
		"[]any{mu, wg, all}", "[]any{&sync.Mutex{} (locked), &sync.WaitGroup{} (waits for 2), (*sync.Map)}",
		"all", `&sync.Map{2: nil, "a": shop.Item{Name: "pen", Price: 0, tags: nil}}`,
		"rw.RUnlock(); rw.RUnlock(); rw.Lock(); rw", "&sync.RWMutex{} (locked)",
		"type S struct{ mu sync.Mutex; m sync.Map; p atomic.Pointer[shop.Item] }", "",
		"s := &S{}", "",
		"s", "&S{mu: sync.Mutex{}, m: sync.Map{}, p: atomic.Pointer[shop.Item](nil)}",
		"s.mu.Lock(); s.m.Store(1, 2); s.p.Store(&shop.Item{}); s", `&S{mu: sync.Mutex{} (locked), m: sync.Map{1: 2}, p: atomic.Pointer[shop.Item](&shop.Item{Name: "", Price: 0, tags: nil})}`,
		"unsafe.Pointer(nil)", "unsafe.Pointer(0x0)",
	)
}

// TestTextOfLines holds that a text of several lines is one of several lines where it is printed by itself, and that
// nothing is left out, or made shorter, where all was asked for.
func TestTextOfLines(t *testing.T) {
	t.Parallel()
	m := open(t, shop)
	short := show.Limits{Width: 60, Items: 10, Depth: 3}
	for _, test := range []struct {
		expr   string
		limits show.Limits
		want   string
	}{
		{`"a\nb\n"`, short, "`a\nb\n`"},
		{`"a\n"`, short, `"a\n"`},
		{"\"a`\\nb\"", short, "\"a`\\nb\""},
		{`[]byte("a\nb")`, short, "[]byte(`a\nb`)"},
		{`[]string{"a\nb"}`, short, `[]string{"a\nb"}`},
		{`"a\nb"`, show.Limits{}, `"a\nb"`},
		{`[]struct{ At time.Time }{{time.Date(2026, 1, 2, 3, 4, 5, 6, time.UTC)}}`, short, "At\n2026-01-02 03:04:05 +00:00\n([]struct{At time.Time}, 1 of them)"},
		{`[]struct{ At time.Time }{{time.Date(2026, 1, 2, 3, 4, 5, 6, time.UTC)}}`, show.Limits{Width: 60}, "At\n2026-01-02 03:04:05.000000006 +00:00\n([]struct{At time.Time}, 1 of them)"},
		{`[]struct{ A, B []int }{{make([]int, 12), make([]int, 8)}}`, show.Limits{Width: 60},
			"[]struct{A []int; B []int}{\n  {\n    A: []int{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0},\n    B: []int{0, 0, 0, 0, 0, 0, 0, 0},\n  },\n}"},
	} {
		values, err := m.session.Eval(context.Background(), test.expr)
		if err != nil {
			t.Fatal(err)
		}
		if got := values[0].Format(test.limits); got != test.want {
			t.Errorf("%s\n got:\n%s\nwant:\n%s", test.expr, got, test.want)
		}
	}
}
