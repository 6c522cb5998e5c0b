// Types defined by types of compiled packages.
package main

import (
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"sync"
	"time"
)

type Date time.Time

func (d Date) String() string { return time.Time(d).Format(time.DateOnly) }

func (d *Date) UnmarshalText(text []byte) error {
	t, err := time.Parse(time.DateOnly, string(text))
	if err != nil {
		return fmt.Errorf("a date is YYYY-MM-DD: %w", err)
	}
	*d = Date(t)
	return nil
}

func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

func (d Date) Before(e Date) bool { return time.Time(d).Before(time.Time(e)) }

type Event struct {
	Name string `json:"name"`
	On   Date   `json:"on"`
	Also []Date `json:"also,omitempty"`
}

type Address url.URL

func (a Address) Secure() bool { return a.Scheme == "https" }

func (a *Address) Upgrade() { a.Scheme = "https" }

type Lock sync.Mutex

func (l *Lock) Do(f func()) {
	(*sync.Mutex)(l).Lock()
	defer (*sync.Mutex)(l).Unlock()
	f()
}

type Twice Date

type Raw time.Time

func main() {
	var e Event
	err := json.Unmarshal([]byte(`{"name": "a", "on": "2024-02-29", "also": ["2025-01-01"]}`), &e)
	fmt.Println(e, err, len(e.Also), e.On.Before(e.Also[0]))
	json.NewEncoder(os.Stdout).Encode(e)
	fmt.Println(e.On.UnmarshalText([]byte("today")))
	fmt.Println(json.Unmarshal([]byte(`{"on": "1"}`), &e))

	u, err := url.Parse("http://example.org/x?y=1")
	a := Address(*u)
	fmt.Println(a.Secure(), err)
	a.Upgrade()
	fmt.Println(a.Secure(), a.Host, (*url.URL)(&a), Address{Host: "h"}.Secure())

	var l Lock
	l.Do(func() { fmt.Println("locked") })

	t := Twice(e.On)
	fmt.Println(Date(t), time.Time(t).Month())
	var x any = e.On
	_, date := x.(Date)
	_, twice := x.(Twice)
	_, plain := x.(time.Time)
	fmt.Println(date, twice, plain)
	dates := map[Date]string{e.On: "on"}
	fmt.Println(dates[e.On], e.On == e.Also[0], len(fmt.Sprint(Raw{})))
	fmt.Printf("%v %s %T %T\n", e.On, e.Also, e.On, a)
	fmt.Printf("%v %+v %v\n", Raw{}, []Raw{{}}, struct{ R *Raw }{})
	fmt.Printf("%v\n%+v\n", Address{Host: "h"}, struct{ A Address }{})
}
