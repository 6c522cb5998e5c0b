package main

import (
	"crypto/hkdf"
	"crypto/pbkdf2"
	"crypto/sha256"
	"crypto/sha3"
	"database/sql"
	"errors"
	"fmt"
	"hash/maphash"
	"math/rand/v2"
	"reflect"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
	"unique"
	"weak"
)

type notFound struct{ name string }

func (e *notFound) Error() string { return e.name + " not found" }

type code int

func (c code) Error() string { return fmt.Sprint("code ", int(c)) }

type user struct {
	Name string
	Age  int
}

type ticks time.Duration

type cache struct {
	names map[unique.Handle[string]]int
	users map[unique.Handle[user]]string
}

func main() {
	// keys
	k, err := hkdf.Key(sha256.New, []byte("s"), nil, "info", 4)
	fmt.Println(k, err)
	k, err = hkdf.Key(sha3.New256, []byte("s"), nil, "info", 4)
	fmt.Println(k, err)
	k, err = pbkdf2.Key(sha256.New, "pw", []byte("salt"), 10, 8)
	fmt.Printf("%x %v\n", k, err)

	// errors.AsType
	err = fmt.Errorf("a: %w", errors.Join(&notFound{"x"}, code(3)))
	if e, ok := errors.AsType[*notFound](err); ok {
		fmt.Println(e.name, e)
	}
	if e, ok := errors.AsType[code](err); ok {
		fmt.Println(int(e), e)
	}
	_, ok := errors.AsType[*reflect.ValueError](err)
	fmt.Println(ok)

	// hashes
	seed := maphash.MakeSeed()
	fmt.Println(maphash.Comparable(seed, user{"a", 1}) == maphash.Comparable(seed, user{"a", 1}), maphash.Comparable(seed, user{"a", 1}) == maphash.Comparable(seed, user{"a", 2}))
	var h maphash.Hash
	h.SetSeed(seed)
	maphash.WriteComparable(&h, 5)
	a := h.Sum64()
	h.Reset()
	maphash.WriteComparable(&h, 5)
	fmt.Println(a == h.Sum64())

	// rand
	fmt.Println(rand.N(10) < 10, rand.N(ticks(5)) < 5, rand.N(3*time.Second) < 3*time.Second)

	// sync
	n := 0
	once := sync.OnceValue(func() int { n++; return n })
	fmt.Println(once(), once())
	two := sync.OnceValues(func() (user, error) { return user{"o", 1}, code(2) })
	fmt.Println(two())
	var p atomic.Pointer[user]
	p.Store(&user{"p", 2})
	fmt.Println(p.Load().Name)

	// unique, weak, cleanup
	c := cache{map[unique.Handle[string]]int{}, map[unique.Handle[user]]string{}}
	c.names[unique.Make("x")]++
	c.names[unique.Make("x")]++
	c.users[unique.Make(user{"u", 1})] = "one"
	fmt.Println(len(c.names), c.names[unique.Make("x")], c.users[unique.Make(user{"u", 1})])
	for h := range c.users {
		fmt.Println(h.Value().Name, h == unique.Make(user{"u", 1}), h == unique.Make(user{"v", 1}))
	}
	u := &user{"w", 3}
	w := weak.Make(u)
	fmt.Println(w.Value() == u, w == weak.Make(u))
	runtime.KeepAlive(u)
	done := make(chan string)
	func() {
		b := &[64]int{1}
		runtime.AddCleanup(b, func(s string) { done <- s }, "cleaned")
	}()

	// database/sql
	var null sql.Null[int64]
	fmt.Println(null.Scan(int64(4)), null)
	fmt.Println(null.Value())
	fmt.Println(reflect.TypeFor[int](), reflect.TypeFor[error](), reflect.TypeFor[map[string]int]())
	if v, ok := reflect.TypeAssert[string](reflect.ValueOf("s")); ok {
		fmt.Println(v)
	}
	if v, ok := reflect.TypeAssert[fmt.Stringer](reflect.ValueOf(time.Second)); ok {
		fmt.Println(v)
	}
	for range 20 {
		runtime.GC()
		select {
		case s := <-done:
			fmt.Println(s)
			return
		case <-time.After(50 * time.Millisecond):
		}
	}
	fmt.Println("cleaned")
}
