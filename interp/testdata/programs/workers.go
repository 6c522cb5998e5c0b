package main

import (
	"context"
	"errors"
	"fmt"
	"sort"
	"sync"
	"sync/atomic"
	"time"
)

type job struct {
	id   int
	cost int
}

type result struct {
	job
	sum int
	err error
}

var errOdd = errors.New("odd cost")

func process(ctx context.Context, j job) (sum int, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("job %d panicked: %v", j.id, r)
		}
	}()
	if j.cost == 13 {
		panic("unlucky")
	}
	if j.cost%2 == 1 {
		return 0, fmt.Errorf("job %d: %w", j.id, errOdd)
	}
	for i := 0; i <= j.cost; i++ {
		select {
		case <-ctx.Done():
			return 0, ctx.Err()
		default:
			sum += i
		}
	}
	return sum, nil
}

func pool(ctx context.Context, n int, jobs []job) []result {
	in := make(chan job)
	out := make(chan result, len(jobs))
	var wg sync.WaitGroup
	for w := 0; w < n; w++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for j := range in {
				sum, err := process(ctx, j)
				out <- result{j, sum, err}
			}
		}()
	}
	go func() {
		defer close(in)
		for _, j := range jobs {
			in <- j
		}
	}()
	wg.Wait()
	close(out)
	var all []result
	for r := range out {
		all = append(all, r)
	}
	sort.Slice(all, func(i, j int) bool { return all[i].id < all[j].id })
	return all
}

type counter struct {
	mu sync.RWMutex
	m  map[string]int
}

func (c *counter) inc(key string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.m[key]++
}

func (c *counter) get(key string) int {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.m[key]
}

func pipeline() {
	gen := func(n int) <-chan int {
		c := make(chan int)
		go func() {
			defer close(c)
			for i := 1; i <= n; i++ {
				c <- i
			}
		}()
		return c
	}
	square := func(in <-chan int) <-chan int {
		c := make(chan int)
		go func() {
			defer close(c)
			for v := range in {
				c <- v * v
			}
		}()
		return c
	}
	total := 0
	for v := range square(square(gen(5))) {
		total += v
	}
	fmt.Println("pipeline", total)
}

type key struct{}
type other struct{}

func values() {
	ctx := context.WithValue(context.Background(), key{}, "mine")
	ctx = context.WithValue(ctx, other{}, 3)
	v, ok := ctx.Value(key{}).(string)
	n, _ := ctx.Value(other{}).(int)
	fmt.Println(v, ok, n, ctx.Value("key") == nil)
}

func main() {
	jobs := []job{{1, 10}, {2, 3}, {3, 13}, {4, 100}, {5, 0}}
	for _, r := range pool(context.Background(), 3, jobs) {
		fmt.Println(r.id, r.cost, r.sum, r.err, errors.Is(r.err, errOdd))
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for _, r := range pool(ctx, 2, jobs[:1]) {
		fmt.Println(r.err == context.Canceled)
	}
	c := counter{m: map[string]int{}}
	var wg sync.WaitGroup
	var hits atomic.Int64
	for i := range 20 {
		wg.Go(func() {
			c.inc([]string{"even", "odd"}[i%2])
			hits.Add(int64(i))
		})
	}
	wg.Wait()
	fmt.Println(c.get("even"), c.get("odd"), hits.Load())
	pipeline()
	values()
	var once sync.Once
	for range 3 {
		once.Do(func() { fmt.Println("once") })
	}
	done := make(chan struct{})
	ticker := time.NewTicker(time.Millisecond)
	defer ticker.Stop()
	go func() {
		n := 0
		for range ticker.C {
			if n++; n == 3 {
				close(done)
				return
			}
		}
	}()
	<-done
	cond := sync.NewCond(&sync.Mutex{})
	ready := false
	go func() { cond.L.Lock(); ready = true; cond.L.Unlock(); cond.Broadcast() }()
	cond.L.Lock()
	for !ready {
		cond.Wait()
	}
	cond.L.Unlock()
	fmt.Println("ready")
	deadline()
}

func deadline() {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Millisecond)
	defer cancel()
	select {
	case <-make(chan int):
	case <-ctx.Done():
		fmt.Println(ctx.Err(), errors.Is(ctx.Err(), context.DeadlineExceeded))
	}
}
