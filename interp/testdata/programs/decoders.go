// Methods that package xml and package gob look for, inside of values.
package main

import (
	"bytes"
	"encoding/gob"
	"encoding/xml"
	"fmt"
	"strings"
)

type Status uint8

func (s Status) MarshalText() ([]byte, error) { return []byte(strings.Repeat("s", int(s))), nil }
func (s *Status) UnmarshalText(b []byte) error {
	if string(b) == "bad" {
		return fmt.Errorf("bad status")
	}
	*s = Status(len(b))
	return nil
}

type Point struct{ X, Y int }

func (p *Point) UnmarshalXML(d *xml.Decoder, start xml.StartElement) error {
	var s string
	if err := d.DecodeElement(&s, &start); err != nil {
		return err
	}
	_, err := fmt.Sscanf(s, "%d,%d", &p.X, &p.Y)
	return err
}
func (p Point) MarshalXML(e *xml.Encoder, start xml.StartElement) error {
	return e.EncodeElement(fmt.Sprintf("%d,%d", p.X, p.Y), start)
}

type Doc struct {
	XMLName xml.Name `xml:"doc"`
	St      Status   `xml:"status,attr"`
	Ps      []Point  `xml:"points>p"`
	In      *Inner   `xml:"in"`
	Text    string   `xml:",chardata"`
	skip    int
}
type Inner struct {
	St Status `xml:"st"`
}

func main() {
	d := Doc{St: 3, Ps: []Point{{1, 2}, {3, 4}}, In: &Inner{2}}
	b, err := xml.Marshal(d)
	fmt.Println(string(b), err)
	var back Doc
	err = xml.Unmarshal(b, &back)
	fmt.Println(back.St, back.Ps, back.In.St, back.XMLName.Local, err)
	fmt.Println(xml.Unmarshal([]byte(`<doc status="bad"/>`), &back))
	fmt.Println(xml.Unmarshal([]byte(`<doc><p`), &back))
	fmt.Println(xml.NewDecoder(strings.NewReader("<other/>")).Decode(&back))
	var buf bytes.Buffer
	fmt.Println(gob.NewEncoder(&buf).Encode(In{4, G{5}, map[string]G{"a": {6}}}))
	var g In
	fmt.Println(gob.NewDecoder(&buf).Decode(&g), g)
}

type G struct{ n int }

func (g G) GobEncode() ([]byte, error) { return []byte{byte(g.n)}, nil }
func (g *G) GobDecode(b []byte) error  { g.n = int(b[0]) + 100; return nil }

type In struct {
	A int
	G G
	M map[string]G
}
