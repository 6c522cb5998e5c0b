package main

import (
	"regexp"
	"strings"
	"testing"
)

// judge compares what came with what is written and returns what shall be.
func judge(t *testing.T, line int, what string, got, want []string) []string {
	t.Helper()
	if matches(got, want) {
		return want
	}
	if !*update {
		t.Errorf("README.md:%d: %s\n--- written\n%s\n--- came\n%s", line, what, strings.Join(want, "\n"), strings.Join(got, "\n"))
		return want
	}
	return got
}

// matches reports whether lines are the wanted ones, of which "..." is any number.
func matches(got, want []string) bool {
	switch {
	case len(want) == 0:
		return len(got) == 0
	case want[0] == "...":
		return matches(got, want[1:]) || len(got) > 0 && matches(got[1:], want)
	}
	return len(got) > 0 && same(got[0]) == same(want[0]) && matches(got[1:], want[1:])
}

var (
	duration = regexp.MustCompile(`<?\b\d+(\.\d+)?(ns|µs|ms|s|m|h)\b`)
	space    = regexp.MustCompile(`\s+`)
)

// same is what two lines that count as equal have in common.
func same(line string) string {
	return strings.TrimSpace(space.ReplaceAllString(duration.ReplaceAllString(line, "1s"), " "))
}

func TestMatches(t *testing.T) {
	t.Parallel()
	tests := []struct {
		got, want string
		ok        bool
	}{
		{"a", "a", true}, {"a", "b", false}, {"a", "", false}, {"", "", true}, {"", "a", false},
		{"a\nb\nc", "a\n...\nc", true}, {"a\nc", "a\n...\nc", true}, {"a\nb", "a\n...\nc", false}, {"a\nb\nc", "a\n...", true},
		{"▶ conn 3.4ms", "▶ conn <1µs", true}, {"▶ conn 3.4ms", "▶ config 3.4ms", false},
		{"a   running  3s", "a  running  10s", true}, {"port 80", "port 81", false},
	}
	for _, test := range tests {
		want := strings.Split(test.want, "\n")
		if ok := matches(strings.Split(test.got, "\n"), want); ok != test.ok {
			t.Errorf("%q is %q: %v", test.got, test.want, ok)
		}
	}
}
