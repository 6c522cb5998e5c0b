package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image"
	"net/url"
	"time"
)

type Date time.Time
type Point image.Point
type Buf bytes.Buffer
type URL url.URL

func (d Date) Year() int      { return time.Time(d).Year() }
func (p Point) Sum() int      { return p.X + p.Y }
func (p *Point) Move(n int)   { p.X += n }
func (b *Buf) Add(s string)   { (*bytes.Buffer)(b).WriteString(s) }
func (u *URL) String() string { return "url " + u.Host }

type Event struct {
	Name string
	Date
	*Point
	n int
}
type Marks struct {
	Point
	Buf
	time.Month
}

func main() {
	d := Date(time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC))
	e := Event{"a", d, &Point{1, 2}, 3}
	e.Move(4)
	fmt.Println(e.n, e.Year(), e.Sum(), e.X, e.Point.Y, time.Time(e.Date).Month())
	fmt.Println(Event{Name: "b", Date: d}.Year(), Event{Name: "b", Date: d}.Name)
	b, err := json.Marshal(e)
	fmt.Println(string(b), err)
	m := Marks{Point: Point{3, 4}}
	m.Add("abc")
	m.Move(1)
	fmt.Println((*bytes.Buffer)(&m.Buf).String(), m.Sum(), m.Point, m.X)
	b, err = json.Marshal(m)
	fmt.Println(string(b), err)
	fmt.Println(json.Unmarshal([]byte(`{"X":9,"Name":"n"}`), &e), e.X, e.Name)
	var s fmt.Stringer = &struct {
		*URL
		n int
	}{&URL{Host: "h"}, 1}
	fmt.Println(s)
	a := struct{ Date }{d}
	fmt.Println(a.Year(), a == struct{ Date }{d})
	fmt.Printf("%+v\n", struct{ Point }{Point{1, 2}})
	fmt.Printf("%T %v\n", d, Point{1, 2})
}
