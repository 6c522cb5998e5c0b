package transcript_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/mrepl/mrepl/shell/transcript"
)

const session = `# The shop.
$ go run ./cmd/mrepl ./shop -- port=0

shop 0/2> start
▶ conf/config 3.4ms
...

# and Go
shop 2/2> 1 +
      ... 2
3
> exit
`

func TestParse(t *testing.T) {
	t.Parallel()
	f := transcript.Parse(session)
	if got := f.String(); got != session {
		t.Errorf("it is written as:\n%s", got)
	}
	if words, ok := f.Command(); !ok || strings.Join(words, " ") != "./shop -- port=0" {
		t.Errorf("Command is %q, %v", words, ok)
	}
	if len(f.Steps) != 3 {
		t.Fatalf("%d steps", len(f.Steps))
	}
	start, sum := f.Steps[0], f.Steps[1]
	if start.Line != 4 || start.Prompt != "shop 0/2" || len(start.Output) != 2 || len(start.Tail) != 2 {
		t.Errorf("start is %+v", start)
	}
	if sum.Text() != "1 +\n2" || len(sum.Output) != 1 {
		t.Errorf("1 + 2 is %+v", sum)
	}
}

func TestMatches(t *testing.T) {
	t.Parallel()
	tests := []struct {
		got, want string
		ok        bool
	}{
		{"a", "a", true}, {"a", "b", false}, {"", "", true}, {"a\nb\nc", "a\n...\nc", true}, {"a\nc", "a\n...\nc", true},
		{"a\nb", "a\n...\nc", false}, {"a\nb\nc", "a\n...", true}, {"", "...", true}, {"a\nb\na\nc", "...\na\nc", true},
		{"▶ conn 3.4ms", "▶ conn <1µs", true}, {"▶ conn 2m5s", "▶ conn 3s", true}, {"▶ conn 3.4ms", "▶ config 3.4ms", false},
		{"a   running  3s", "a  running  10s", true}, {"port 80", "port 81", false},
		{"http://127.0.0.1:43211/x", "http://127.0.0.1:8080/x", true}, {"http://127.0.0.1:43211/x", "http://localhost:43211/x", false},
		{"&{0xc000123456}", "&{0xc0ffee1234}", true}, {"one two three", "one ... three", true}, {"one two", "one ... three", false},
		{"one two", "...two", true}, {"one", "one...", true}, {"aba", "a...a...a", false},
	}
	for _, test := range tests {
		if ok := transcript.Matches(split(test.got), split(test.want)); ok != test.ok {
			t.Errorf("%q is %q: %v", test.got, test.want, ok)
		}
	}
}

func split(text string) []string {
	if text == "" {
		return nil
	}
	return strings.Split(text, "\n")
}

func FuzzParse(f *testing.F) {
	f.Add(session)
	f.Add("> \n... \n...\n#\n\n> x")
	f.Fuzz(func(t *testing.T, text string) {
		once := transcript.Parse(text).String()
		if twice := transcript.Parse(once).String(); twice != once {
			t.Errorf("%q is written as %q, and that as %q", text, once, twice)
		}
	})
}

func ExampleFile_Against() {
	want := transcript.Parse("> 1 + 1\n3\n> time.Now()\n...\n")
	came := transcript.Parse("> 1 + 1\n2\n> time.Now()\n2026-01-02\n")
	now, same := want.Against(came)
	fmt.Println(same)
	fmt.Print(transcript.Diff("want", want, "came", now))
	// Output:
	// false
	// diff want came
	// --- want
	// +++ came
	// @@ -1,4 +1,4 @@
	//  > 1 + 1
	// -3
	// +2
	//  > time.Now()
	//  ...
}
