package main

import (
	"encoding/xml"
	"errors"
	"fmt"
	"os"
)

type Price int64

func (p Price) MarshalXML(e *xml.Encoder, start xml.StartElement) error {
	if p < 0 {
		return errors.New("below zero")
	}
	return e.EncodeElement(fmt.Sprintf("%d.%02d", p/100, p%100), start)
}

type Side int

func (s Side) MarshalText() ([]byte, error) {
	if s > 1 {
		return nil, errors.New("no side")
	}
	return []byte([]string{"buy", "sell"}[s]), nil
}

type Flag bool

func (f Flag) MarshalXMLAttr(name xml.Name) (xml.Attr, error) {
	return xml.Attr{Name: name, Value: map[Flag]string{true: "yes", false: "no"}[f]}, nil
}

type base struct {
	By Side `xml:"by,attr"`
}

type Order struct {
	XMLName xml.Name `xml:"order"`
	base
	ID    int     `xml:"id,attr"`
	Side  Side    `xml:"side,attr"`
	Flag  Flag    `xml:"flag,attr"`
	Price Price   `xml:"price"`
	Limit *Price  `xml:"limit"`
	Fills []Price `xml:"fills>fill"`
	Sides []Side  `xml:"side"`
	Next  *Order  `xml:"sub>order"`
	Kids  []Kid
	Text  Side `xml:",chardata"`
}

type Kid struct {
	Side Side
	P    Price `xml:",omitempty"`
}

func show(v any) {
	b, err := xml.Marshal(v)
	fmt.Println(string(b), err)
}

func main() {
	p := Price(5)
	o := Order{ID: 3, Side: 1, Flag: true, Price: 1250, Limit: &p, Fills: []Price{1, 2}, Sides: []Side{0, 1}, Next: &Order{ID: 4}, Kids: []Kid{{0, 1}, {1, 0}}}
	b, err := xml.MarshalIndent(o, "", " ")
	fmt.Println(string(b), err)
	show(&o)
	show(Kid{})
	show([]Kid{{1, 2}, {}})
	show([]*Kid{{1, 2}, {}})
	show(Price(3))
	show(Side(1))
	show(Kid{5, 1})
	show(Kid{1, -1})
	fmt.Println(xml.NewEncoder(os.Stdout).Encode(o))
	fmt.Println(xml.NewEncoder(os.Stdout).EncodeElement(o, xml.StartElement{Name: xml.Name{Local: "el"}}))
	fmt.Println(xml.NewEncoder(os.Stdout).EncodeElement(Kid{}, xml.StartElement{Name: xml.Name{Local: "kid"}}))
	show(Bytes{[]Level{65, 66}, 2})
}

// Level is a byte with a method: a list of them is text to the encoder.
type Level uint8

func (l Level) MarshalText() ([]byte, error) { return []byte(fmt.Sprint("level ", int(l))), nil }

type Bytes struct {
	Levels []Level `xml:"ls>l"`
	One    Level
}
