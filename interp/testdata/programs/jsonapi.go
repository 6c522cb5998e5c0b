package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
)

type Status int

const (
	Open Status = iota + 1
	Closed
)

func (s Status) MarshalText() ([]byte, error) {
	switch s {
	case Open:
		return []byte("open"), nil
	case Closed:
		return []byte("closed"), nil
	}
	return nil, errors.New("unknown status")
}

func (s *Status) UnmarshalText(b []byte) error {
	switch string(b) {
	case "open":
		*s = Open
	case "closed":
		*s = Closed
	default:
		return fmt.Errorf("unknown status %q", b)
	}
	return nil
}

type Opt[T any] struct {
	V  T
	OK bool
}

func (o Opt[T]) MarshalJSON() ([]byte, error) {
	if !o.OK {
		return []byte("null"), nil
	}
	return json.Marshal(o.V)
}

func (o *Opt[T]) UnmarshalJSON(b []byte) error {
	if string(b) == "null" {
		*o = Opt[T]{}
		return nil
	}
	o.OK = true
	return json.Unmarshal(b, &o.V)
}

type Page[T any] struct {
	Items []T      `json:"items"`
	Next  Opt[int] `json:"next"`
}

type Ticket struct {
	ID     int                    `json:"id"`
	Status Status                 `json:"status"`
	Note   Opt[string]            `json:"note"`
	Sub    []Ticket               `json:"sub,omitempty"`
	ByS    map[Status]Opt[Ticket] `json:"by,omitempty"`
}

type Shape interface{ Kind() string }
type Sq struct{ S Status }

func (Sq) Kind() string { return "sq" }

type Drawing struct {
	Shapes []Shape
	First  Shape `json:",omitempty"`
	M      map[string]Shape
	E      error
	S      fmt.Stringer
	Fn     func() `json:"-"`
	Anon   struct {
		St Status
		In []struct{ X Opt[Status] }
	}
}

func decode[T any](r *http.Request) (T, error) {
	var v T
	err := json.NewDecoder(r.Body).Decode(&v)
	return v, err
}

func encode[T any](w http.ResponseWriter, status int, v T) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	if err := json.NewEncoder(w).Encode(v); err != nil {
		fmt.Println("encode:", err)
	}
}

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /t", func(w http.ResponseWriter, r *http.Request) {
		t, err := decode[Ticket](r)
		if err != nil {
			http.Error(w, err.Error(), 400)
			return
		}
		t.ID++
		encode(w, 201, Page[Ticket]{Items: []Ticket{t}, Next: Opt[int]{t.ID, true}})
	})
	for _, body := range []string{`{"id":1,"status":"open","note":"hi","sub":[{"status":"closed","note":null}],"by":{"open":null,"closed":{"id":9,"status":"open"}}}`, `{"status":"x"}`, `{"id":1}`, `{"note":5}`, `{"sub":[{"note":[]}]}`} {
		rec := httptest.NewRecorder()
		mux.ServeHTTP(rec, httptest.NewRequest("POST", "/t", strings.NewReader(body)))
		fmt.Print(rec.Code, " ", rec.Body.String(), "\n")
	}
	var page Page[*Ticket]
	fmt.Println(json.Unmarshal([]byte(`{"items":[{"id":3,"status":"closed"},null],"next":7}`), &page), page.Items[0].Status == Closed, page.Items[1], page.Next)
	d := Drawing{Shapes: []Shape{Sq{Open}, &Sq{Closed}, nil}, First: Sq{Open}, M: map[string]Shape{"a": Sq{Open}}}
	d.Anon.St = Open
	d.Anon.In = []struct{ X Opt[Status] }{{Opt[Status]{Closed, true}}}
	b, err := json.Marshal(d)
	fmt.Println(string(b), err)
	type local struct {
		Status
		*Ticket
		X Opt[float64]
	}
	b, err = json.Marshal(local{Open, nil, Opt[float64]{1.5, true}})
	fmt.Println(string(b), err)
	var anon struct {
		Ticket
		Extra Opt[[]Status] `json:"extra"`
	}
	fmt.Println(json.Unmarshal([]byte(`{"id":4,"status":"open","extra":["open","closed"]}`), &anon), anon.ID, anon.Ticket.Status == Open, len(anon.Extra.V))
}
