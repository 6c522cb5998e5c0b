package interp_test

import (
	"context"
	"strings"
	"testing"
)

// TestUnseenMethodsInsideAny holds that an encoder that would go on without the methods of a value
// in an any, or in what that holds, does not go on.
func TestUnseenMethodsInsideAny(t *testing.T) {
	t.Parallel()
	m := open(t, `
-- main.go --
package main

import (
	"bytes"
	"encoding/gob"
	"encoding/xml"
)

type coded struct{ N int }

func (c coded) GobEncode() ([]byte, error) { return []byte{1}, nil }

func (c *coded) UnmarshalXML(d *xml.Decoder, start xml.StartElement) error { return d.Skip() }

type holder struct {
	Name  string
	Inner []coded
}

type plain struct{ Name string }

func encode(x any) error { return gob.NewEncoder(new(bytes.Buffer)).Encode(x) }

func encodeBy(x any) error {
	f := gob.NewEncoder(new(bytes.Buffer)).Encode
	return f(x)
}

func decode(x any) error { return xml.Unmarshal([]byte("<a><Name>b</Name></a>"), x) }

func main() {}
`)
	m.expect(`main.encode(main.plain{Name: "a"})`, `nil`, `main.decode(&main.plain{})`, `nil`)
	for src, want := range map[string]string{
		`main.encode(main.coded{N: 1})`:                             "main.go:22: panic: compiled code looks into this value with reflection, which does not see the method GobEncode of main.coded",
		`main.encode(&main.holder{})`:                               "the method GobEncode of main.coded",
		`main.encode(map[string]any{"a": []any{main.coded{N: 1}}})`: "the method GobEncode of main.coded",
		`main.encodeBy(main.holder{})`:                              "the method GobEncode of main.coded",
		`main.decode(&main.holder{})`:                               "the method UnmarshalXML of main.coded",
	} {
		_, err := m.session.Eval(context.Background(), src)
		if text := m.text(err); !strings.Contains(text, want) {
			t.Errorf("%s: %s", src, text)
		}
	}
}
