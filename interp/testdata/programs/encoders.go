package main

import (
	"bytes"
	"database/sql"
	"database/sql/driver"
	"encoding"
	"encoding/binary"
	"encoding/csv"
	"encoding/gob"
	"errors"
	"flag"
	"fmt"
	"html/template"
	"os"
	"reflect"
)

type Money struct{ Cents int64 }

func (m Money) Value() (driver.Value, error) { return m.Cents, nil }
func (m *Money) Scan(src any) error {
	n, ok := src.(int64)
	if !ok {
		return fmt.Errorf("cannot scan %T", src)
	}
	m.Cents = n
	return nil
}

type Mode int

func (m Mode) MarshalText() ([]byte, error) { return []byte(fmt.Sprint("mode", int(m))), nil }
func (m *Mode) UnmarshalText(b []byte) error {
	_, err := fmt.Sscanf(string(b), "mode%d", (*int)(m))
	return err
}

type Size int

func (s *Size) String() string     { return fmt.Sprint(int(*s)) }
func (s *Size) Set(v string) error { _, err := fmt.Sscan(v, (*int)(s)); return err }

type header struct {
	Magic uint32
	N     uint16
}

type name string

func (n name) Hello() string { return "hello " + string(n) }

func main() {
	var _ sql.Scanner = (*Money)(nil)
	var v driver.Valuer = Money{5}
	fmt.Println(v.Value())
	var sc sql.Scanner = &Money{}
	fmt.Println(sc.Scan(int64(7)), sc.(*Money).Cents)

	set := flag.NewFlagSet("f", flag.ContinueOnError)
	set.SetOutput(os.Stdout)
	var m Mode
	set.TextVar(&m, "mode", Mode(1), "the mode")
	var s Size
	set.Var(&s, "size", "the size")
	fmt.Println(set.Parse([]string{"-mode", "mode3", "-size", "9"}), int(m), int(s))
	var tm encoding.TextMarshaler = m
	b, err := tm.MarshalText()
	fmt.Println(string(b), err)

	var buf bytes.Buffer
	fmt.Println(binary.Write(&buf, binary.BigEndian, header{0xcafe, 3}), buf.Bytes())
	var h header
	fmt.Println(binary.Read(&buf, binary.BigEndian, &h), h)
	w := csv.NewWriter(os.Stdout)
	w.Write([]string{"a", "b c", `d"e`})
	w.Flush()
	fmt.Println(errors.Is(w.Error(), nil))
	gob.NewEncoder(&buf).Encode(header{1, 2})
	fmt.Println(gob.NewDecoder(&buf).Decode(&h), h)
	fmt.Println(reflect.DeepEqual(h, header{1, 2}), reflect.DeepEqual([]Mode{1}, []Mode{1}), reflect.DeepEqual(map[string]any{"a": Mode(1)}, map[string]any{"a": Mode(1)}), reflect.DeepEqual(Mode(1), Size(1)))
	template.Must(template.New("x").Parse("<a href=\"/{{.P}}\">{{.T}}</a>{{.N}}\n")).Execute(os.Stdout, map[string]any{"P": "a b", "T": "<x>", "N": name("n")})
}
