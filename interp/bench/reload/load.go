package main

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// traffic is what came of requests while the exchange was reloaded.
type traffic struct {
	requests, failed, orders atomic.Int64
	first                    atomic.Value // the first failure, as text
	took                     time.Duration
}

// perSecond is how many requests there are in a second.
const perSecond = 200

// underLoad reloads the exchange while it is asked for its greeting, and orders are
// added, which are counted at the end: they are in memory, and gone if the connection was
// ever restarted.
func (o options) underLoad(mrepl, dir string) (*traffic, error) {
	h, err := handlersOf(dir)
	if err != nil {
		return nil, err
	}
	defer h.restore()
	s, err := open(mrepl, dir)
	if err != nil {
		return nil, err
	}
	if err := s.types("with-args port=0 | start"); err != nil {
		return nil, err
	}
	url, err := s.ask("www.NyseApp.Get().URL()")
	if err != nil {
		return nil, err
	}
	if _, err := edits(1, url, h.body, func() error { return s.types("reload") }); err != nil {
		return nil, err
	}
	var installed atomic.Int64
	installed.Store(int64(edition))
	t := &traffic{}
	stop := make(chan struct{})
	var clients sync.WaitGroup
	clients.Go(func() { t.send(url, &installed, stop) })
	began := time.Now()
	for i := range o.under {
		edit := h.body
		if i%3 == 2 {
			edit = h.declaration
		}
		if _, err = edits(1, url, edit, func() error { return s.types("reload") }); err != nil {
			break
		}
		installed.Store(int64(edition))
	}
	t.took = time.Since(began)
	close(stop)
	clients.Wait()
	if err != nil {
		return nil, err
	}
	if err := t.count(url); err != nil {
		return nil, err
	}
	told, err := s.close()
	if err == nil && strings.Contains(told, "DATA RACE") {
		err = fmt.Errorf("there is a data race:\n%s", told)
	}
	if n := strings.Count(told, "▶ db/conn"); err == nil && n != 1 {
		err = fmt.Errorf("conn was started %d times", n)
	}
	return t, err
}

// send sends requests at a steady pace until it is stopped.
func (t *traffic) send(url string, installed *atomic.Int64, stop chan struct{}) {
	pace := time.NewTicker(time.Second / perSecond)
	defer pace.Stop()
	var clients sync.WaitGroup
	defer clients.Wait()
	for i := 0; ; i++ {
		select {
		case <-stop:
			return
		case <-pace.C:
		}
		clients.Go(func() {
			t.requests.Add(1)
			if err := t.request(url, i%4 == 0, installed.Load()); err != nil {
				t.failed.Add(1)
				t.first.CompareAndSwap(nil, err.Error())
			}
		})
	}
}

// request sends one request and checks the answer, which is not of an edition older
// than the one that was installed.
func (t *traffic) request(url string, order bool, installed int64) error {
	if order {
		text, err := body(http.Post(url+"nyse/orders", "application/x-www-form-urlencoded", strings.NewReader("ticker=GOOG&qty=1&bid=1&offer=2")))
		if err == nil && !strings.Contains(text, `"ticker":"GOOG"`) {
			err = fmt.Errorf("an order is answered %s", text)
		}
		if err == nil {
			t.orders.Add(1)
		}
		return err
	}
	text, err := get(url)
	if err != nil {
		return err
	}
	number, ok := strings.CutPrefix(strings.TrimSuffix(text, "."), "edition ")
	if n, err := strconv.ParseInt(number, 10, 64); !ok || err != nil || n < installed {
		return fmt.Errorf("the answer is %q, when edition %d was installed", text, installed)
	}
	return nil
}

// count compares the orders that are stored with those that were added.
func (t *traffic) count(url string) error {
	text, err := get(url + "nyse/orders/GOOG")
	if n := int64(strings.Count(text, `"ticker"`)); err == nil && n != t.orders.Load() {
		err = fmt.Errorf("%d orders are stored, of %d that were added", n, t.orders.Load())
	}
	return err
}
