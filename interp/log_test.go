package interp

import (
	"strings"
	"testing"
)

// TestLogWriterHidesTheMachinery holds that a panic that a server logs is told
// in the words of the Go runtime, without the interpreter's stack.
func TestLogWriterHidesTheMachinery(t *testing.T) {
	t.Parallel()
	const stack = "\ngoroutine 7 [running]:\ngithub.com/traefik/yaegi/interp.runCfg(0x1)\n\t/run.go:1\n"
	tests := []struct{ record, want string }{
		{"listening\n", "listening\n"},
		{"http: panic serving 127.0.0.1:1: boom" + stack, "http: panic serving 127.0.0.1:1: boom\n"},
		{"http: panic serving 127.0.0.1:1: reflect: call of reflect.Value.Field on zero Value" + stack,
			"http: panic serving 127.0.0.1:1: runtime error: invalid memory address or nil pointer dereference\n"},
		{"http: panic serving 127.0.0.1:1: boom\ngoroutine 7 [running]:\nmain.f()\n", "http: panic serving 127.0.0.1:1: boom\ngoroutine 7 [running]:\nmain.f()\n"},
	}
	for _, test := range tests {
		var out strings.Builder
		n, err := new(Session).LogWriter(&out).Write([]byte(test.record))
		if n != len(test.record) && out.String() != test.record || err != nil || out.String() != test.want {
			t.Errorf("Write(%q) = %d, %v and wrote %q, want %q", test.record, n, err, out.String(), test.want)
		}
	}
}
