package main

import (
	"bytes"
	"encoding/gob"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
)

type Level int

func (l Level) String() string { return [...]string{"low", "high"}[l] }

type Config struct {
	Name  string            `json:"name" xml:"name,attr"`
	Level Level             `json:"level" xml:"level"`
	Tags  []string          `json:"tags" xml:"tag"`
	Extra map[string]Nested `json:"extra,omitempty" xml:"-"`
}

type Nested struct{ N int }

type Feed struct {
	XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
	Entries []Entry  `xml:"entry"`
}

type Entry struct {
	ID string `xml:"id"`
}

type decoder interface{ Decode(v any) error }

type encoder interface{ Encode(v any) error }

type codec struct {
	marshal   func(any) ([]byte, error)
	unmarshal func([]byte, any) error
}

var codecs = map[string]codec{
	"json": {json.Marshal, json.Unmarshal},
	"xml":  {xml.Marshal, xml.Unmarshal},
}

func into(decode func(any) error) (any, error) {
	var c Config
	if err := decode(&c); err != nil {
		return nil, err
	}
	return c, nil
}

func read(d decoder) (c Config, err error) {
	err = d.Decode(&c)
	return c, err
}

func write(e encoder, v any) error { return e.Encode(v) }

type logger struct{ printf func(string, ...any) }

type rows struct{ list []any }

func (r *rows) Scan(dst ...any) error {
	for i, d := range dst {
		switch d := d.(type) {
		case *string:
			*d = r.list[i].(string)
		case *Level:
			*d = r.list[i].(Level)
		default:
			return fmt.Errorf("%T", d)
		}
	}
	return nil
}

func scan(row interface{ Scan(...any) error }) (s string, l Level, err error) {
	err = row.Scan(&s, &l)
	return
}

func main() {
	c := Config{"a", 1, []string{"x", "y"}, map[string]Nested{"k": {3}}}
	for _, name := range []string{"json", "xml"} {
		text, err := codecs[name].marshal(c)
		fmt.Println(string(text), err)
		var back Config
		fmt.Println(codecs[name].unmarshal(text, &back), back)
		unmarshal := codecs[name].unmarshal
		got, err := into(func(v any) error { return unmarshal(text, v) })
		fmt.Println(got, err)
		if c, ok := got.(Config); ok {
			fmt.Println(c.Name, c.Level)
		}
	}
	fmt.Println(into(json.NewDecoder(strings.NewReader(`{"name":"b"}`)).Decode))
	fmt.Println(read(json.NewDecoder(strings.NewReader(`{"name":"c","level":1}`))))
	fmt.Println(write(json.NewEncoder(os.Stdout), c))
	fmt.Println(write(xml.NewEncoder(os.Stdout), &c))

	feed := Feed{Entries: []Entry{{"1"}, {"2"}}}
	text, err := xml.MarshalIndent(feed, "", " ")
	fmt.Println(string(text), err)
	var back Feed
	fmt.Println(xml.Unmarshal(text, &back), back)
	text, err = xml.Marshal([]Entry{{"3"}, {"4"}})
	fmt.Println(string(text), err)
	text, err = xml.Marshal(&Entry{"5"})
	fmt.Println(string(text), err)

	var b bytes.Buffer
	fmt.Println(write(gob.NewEncoder(&b), c))
	fmt.Println(read(gob.NewDecoder(&b)))

	l := logger{func(f string, args ...any) { fmt.Printf(f+"\n", args...) }}
	l.printf("%v %v %s", c.Level, c, errors.New("bad"))
	fprintf := fmt.Fprintf
	fprintf(os.Stdout, "%v %+v %d\n", c.Level, c, c.Level)
	sprint := fmt.Sprint
	fmt.Println(sprint(c.Level, &c))
	fmt.Println(scan(&rows{[]any{"s", Level(1)}}))

	var m sync.Map
	m.Store(Nested{1}, c)
	m.Range(func(k, v any) bool {
		n, ok := k.(Nested)
		fmt.Println(n, ok, v.(Config).Name)
		return true
	})
	v, ok := m.Load(Nested{1})
	fmt.Println(v.(Config).Level, ok)
	pool := sync.Pool{New: func() any { return &Nested{7} }}
	fmt.Println(pool.Get().(*Nested).N)
	if err := read2(strings.NewReader("x")); err != nil {
		fmt.Println(err)
	}
}

func read2(r io.Reader) error {
	var c Config
	if err := json.NewDecoder(r).Decode(&c); err != nil {
		return fmt.Errorf("config: %w", err)
	}
	return nil
}
