// Deferred calls of functions that are called in every way, and end in every way.
package main

import (
	"errors"
	"fmt"
	"runtime"
	"sync"
)

var errStop = errors.New("stop")

type account struct {
	mu      sync.RWMutex
	balance int
}

func (a *account) add(n int) (balance int, err error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if n < 0 && a.balance+n < 0 {
		return a.balance, fmt.Errorf("add %d: %w", n, errStop)
	}
	a.balance += n
	return a.balance, nil
}

func (a *account) transfer(to *account, n int) (err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("transfer: %w", err)
		}
	}()
	if _, err = a.add(-n); err != nil {
		return err
	}
	defer func(was int) { fmt.Println("was", was, "is", to.balance) }(to.balance)
	_, err = to.add(n)
	return
}

func order(names ...string) (list []string) {
	for _, name := range names {
		defer func() { list = append(list, name) }()
	}
	return []string{"first"}
}

func level(n int) (r int) {
	defer func() { r += n }()
	if n == 0 {
		return 0
	}
	return level(n - 1)
}

func recovered(n int) (what any) {
	defer func() {
		if r := recover(); r != nil {
			what = fmt.Sprint("recovered ", r)
		}
	}()
	return 100 / n
}

func replaced() (what any) {
	defer func() { what = recover() }()
	defer func() { panic(fmt.Sprint("second after ", recover())) }()
	panic("first")
}

func passed(n int) {
	defer fmt.Println("leaving", n)
	if n == 0 {
		panic(errStop)
	}
	passed(n - 1)
}

func again() (err error) {
	defer func() {
		if r, ok := recover().(error); ok {
			err = r
		}
	}()
	func() {
		defer func() {
			r := recover()
			fmt.Println("inner", r)
			panic(r)
		}()
		passed(2)
	}()
	return nil
}

func exits(done chan<- string) {
	defer close(done)
	defer func() { done <- fmt.Sprint("exits ", recover()) }()
	func() {
		defer func() { done <- "inner" }()
		runtime.Goexit()
	}()
	done <- "never"
}

func conditional(n int) (s string) {
	if n > 1 {
		defer func() { s += " deferred" }()
	}
	if n > 2 {
		defer func(n int) { s += fmt.Sprint(" ", n) }(n)
		n = 0
	}
	return fmt.Sprint(n)
}

func loop(n int) (total int) {
	for i := range n {
		func() {
			defer func() { total += i }()
			if i%2 == 0 {
				return
			}
			total *= 2
		}()
	}
	return total
}

func values(f func() int, n int) (r int) {
	defer func() { r = r*10 + f() }()
	return n
}

func nothing() {
	defer func() { fmt.Println(recover()) }()
	var f func()
	defer f()
}

func main() {
	a, b := &account{balance: 10}, &account{}
	fmt.Println(a.transfer(b, 4), a.transfer(b, 40), errors.Is(a.transfer(b, 7), errStop), a.balance, b.balance)
	fmt.Println(order("a", "b", "c"), level(5), recovered(0), recovered(5), replaced(), again())
	done := make(chan string, 4)
	go exits(done)
	for s := range done {
		fmt.Println(s)
	}
	for n := range 4 {
		fmt.Println(conditional(n))
	}
	fmt.Println(loop(6))
	k := 3
	fmt.Println(values(func() int { k++; return k }, 2), k)
	nothing()
	var wg sync.WaitGroup
	for range 8 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 100 {
				if _, err := a.add(1); err != nil {
					panic(err)
				}
			}
		}()
	}
	wg.Wait()
	fmt.Println(a.balance)
	defer fmt.Println("deferred by main")
	defer func() {
		defer func() { fmt.Println("last", recover()) }()
		panic(recover())
	}()
	passed(1)
}
