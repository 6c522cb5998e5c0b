package interp_test

import (
	"runtime"
	"strings"
	"testing"
)

// TestStandardStreams holds that whatever interpreted code writes to its
// standard streams comes to the session's, in order, and is there when the code
// returns.
func TestStandardStreams(t *testing.T) {
	t.Parallel()
	m := open(t, `
-- p/p.go --
package p

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"os"
	"os/exec"
	"strings"
	"text/tabwriter"
)

type sink struct{ out *os.File }

func Writers() {
	fmt.Println("one")
	json.NewEncoder(os.Stdout).Encode([]int{2})
	os.Stdout.WriteString("three\n")
	w := tabwriter.NewWriter(os.Stdout, 0, 8, 1, ' ', 0)
	fmt.Fprintln(w, "four\t4")
	w.Flush()
	fmt.Fprint(os.Stderr, "five\n")
	log.New(os.Stdout, "", 0).Print("six")
	io.Copy(os.Stdout, strings.NewReader("seven\n"))
	defer fmt.Println("nine")
	defer os.Stdout.Write([]byte("eight\n"))
	println("between")
}

func Files() {
	s := sink{os.Stdout}
	fmt.Fprintln(s.out, "one")
	fmt.Println("two")
	s.out.WriteString("three\n")
	var w io.Writer = s.out
	fmt.Fprintln(w, strings.Repeat("x", 100_000))
	fmt.Println("four")
	cmd := exec.Command("go", "env", "GOOS")
	cmd.Stdout = s.out
	fmt.Println(cmd.Run())
}

func Capture() string {
	old := os.Stdout
	r, w, err := os.Pipe()
	if err != nil {
		return err.Error()
	}
	os.Stdout = w
	fmt.Println("captured")
	os.Stdout.WriteString("and this\n")
	w.Close()
	os.Stdout = old
	fmt.Println("back")
	var b bytes.Buffer
	io.Copy(&b, r)
	return b.String()
}

func Logger() {
	log.SetFlags(0)
	log.Print("one")
	log.Default().Print("two")
	log.SetPrefix("p: ")
	log.Println("three", log.Prefix(), log.Flags())
}
`)
	long := strings.Repeat("x", 100_000)
	for _, test := range []struct{ call, want string }{
		{"p.Writers()", "one\n[2]\nthree\nfour 4\nfive\nsix\nseven\nbetween\neight\nnine\n"},
		{"p.Files()", "one\ntwo\nthree\n" + long + "\nfour\n" + runtime.GOOS + "\n<nil>\n"},
		{"p.Writers()", "one\n[2]\nthree\nfour 4\nfive\nsix\nseven\nbetween\neight\nnine\n"},
		{"p.Logger()", "one\ntwo\np: three p:  0\n"},
	} {
		m.eval(test.call)
		if got := m.out.take(); got != test.want {
			t.Errorf("%s wrote %q, want %q", test.call, got, test.want)
		}
	}
	m.expect("p.Capture()", `"captured\nand this\n"`)
	if got := m.out.take(); got != "back\n" {
		t.Errorf("while standard output was another: %q", got)
	}
}

// TestStreamsOfStates holds that what a start function prints is out when the
// state has started.
func TestStreamsOfStates(t *testing.T) {
	t.Parallel()
	m := open(t, `
-- p/p.go --
package p

import (
	"context"
	"os"

	"github.com/mrepl/mrepl/states"
)

var out = os.Stdout

var A = states.New("a", func(context.Context) (int, error) {
	out.WriteString("starting\n")
	return 1, nil
})
`)
	m.start()
	if got := m.out.take(); got != "starting\n" {
		t.Errorf("%q", got)
	}
}
