package shell

import (
	"errors"
	"testing"
	"time"
)

// TestMarshal holds that a value is written as JSON where that says what it is: not an error, nor a function.
func TestMarshal(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		v    any
		want string // "" for none
	}{
		{map[string]int{"a": 1}, `{"a":1}`},
		{time.Second, "1000000000"},
		{nil, "null"},
		{errors.New("x"), ""},
		{func() {}, ""},
	} {
		data, ok := marshal(test.v)
		if ok != (test.want != "") || string(data) != test.want {
			t.Errorf("%v: %s, %v", test.v, data, ok)
		}
	}
}
