package line_test

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/mrepl/mrepl/shell/line"
)

// typed is a terminal at which somebody types keys.
func typed(keys string, cfg line.Config) *line.Editor {
	cfg.In, cfg.Out = strings.NewReader(keys), io.Discard
	cfg.IsTerminal = func() bool { return true }
	ed, err := line.Open(cfg)
	if err != nil {
		panic(err)
	}
	return ed
}

func Example() {
	ed := typed("stop co\x03start conn\rstates\r\x04", line.Config{})
	defer ed.Close()
	for {
		text, err := ed.ReadLine("exchange> ")
		switch {
		case errors.Is(err, line.ErrInterrupted):
			fmt.Println("interrupted")
		case err != nil:
			fmt.Println(err)
			return
		default:
			fmt.Println(text)
		}
	}
	// Output:
	// interrupted
	// start conn
	// states
	// EOF
}

func ExampleOpen() {
	ed, err := line.Open(line.Config{
		In:  strings.NewReader("start\nstop\n"), // no terminal: lines are read as they are
		Out: os.Stdout,
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer ed.Close()
	for text, err := ed.ReadLine("> "); err == nil; text, err = ed.ReadLine("> ") {
		fmt.Println(text)
	}
	// Output:
	// start
	// stop
}

func ExampleConfig_complete() {
	ed := typed("stop n\t\r", line.Config{
		Complete: func(text string, pos int) []line.Candidate {
			word := strings.LastIndex(text[:pos], " ") + 1
			return []line.Candidate{{Text: "nyse-app", Start: word, End: pos, Description: "the web server"}}
		},
	})
	defer ed.Close()
	fmt.Println(ed.ReadLine("> "))
	// Output: stop nyse-app <nil>
}

func ExampleConfig_incomplete() {
	ed := typed("if up {\r\tstop()\r}\r", line.Config{
		Incomplete: func(text string) bool { return strings.Count(text, "{") > strings.Count(text, "}") },
	})
	defer ed.Close()
	text, _ := ed.ReadLine("> ")
	fmt.Println(text)
	// Output:
	// if up {
	// 	stop()
	// }
}

func ExampleEditor_Notify() {
	ed, _ := line.Open(line.Config{In: strings.NewReader(""), Out: os.Stdout})
	defer ed.Close()
	ed.Notify("db/conn: connection lost")
	// Output: db/conn: connection lost
}

func ExampleEditor_SetBuffer() {
	ed := typed(" conn\r", line.Config{})
	defer ed.Close()
	ed.SetBuffer("start")
	fmt.Println(ed.ReadLine("> "))
	// Output: start conn <nil>
}

func ExampleEditor_History() {
	ed := typed("start\rstart\r secret\rstop\r", line.Config{})
	defer ed.Close()
	for range 4 {
		_, _ = ed.ReadLine("> ")
	}
	for _, e := range ed.History() {
		fmt.Println(e.Text)
	}
	// Output:
	// start
	// stop
}

func ExampleHistoryPath() {
	getenv := func(name string) string {
		if name == "HOME" {
			return filepath.FromSlash("/home/ann")
		}
		return ""
	}
	fmt.Println(filepath.ToSlash(line.HistoryPath("mrepl", getenv)))
	// Output: /home/ann/.local/state/mrepl/history
}

func ExampleIsTerminal() {
	fmt.Println(line.IsTerminal(strings.NewReader("start\n"), os.Stdout, os.Getenv))
	// Output: false
}

func ExampleIsDumb() {
	dumb := func(string) string { return "dumb" }
	fmt.Println(line.IsDumb(strings.NewReader("start\n"), os.Stdout, dumb)) // nobody types there
	// Output: false
}
