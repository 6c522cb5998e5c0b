package dyn

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"golang.org/x/tools/go/types/typeutil"
)

// TestFunctionsThatLookInside holds that functions which use reflection are told
// from others by where they come from, also as function values.
func TestFunctionsThatLookInside(t *testing.T) {
	t.Parallel()
	decoder := json.NewDecoder(strings.NewReader(""))
	var none func()
	made := reflect.MakeFunc(reflect.TypeFor[func()](), func([]reflect.Value) []reflect.Value { return nil })
	for _, test := range []struct {
		name string
		f    any
		want bool
	}{
		{"json.Unmarshal", json.Unmarshal, true},
		{"a method value", decoder.Decode, true},
		{"xml.Unmarshal", xml.Unmarshal, true},
		{"xml.Marshal, which needs the name of the type", xml.Marshal, false},
		{"fmt.Println", fmt.Println, false},
		{"a function of another module", typeutil.Callee, true},
		{"an interpreted function", made.Interface(), false},
		{"nil", none, false},
		{"no function", 1, false},
	} {
		if got := Inside(test.f); got != test.want {
			t.Errorf("%s: %v", test.name, got)
		}
	}
	if got := packageOf("gopkg.in/yaml%2ev3.(*Decoder).Decode-fm"); got != "gopkg.in/yaml.v3" {
		t.Errorf("package %s", got)
	}
}
