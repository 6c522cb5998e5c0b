package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"image"
	"net/url"
	"sort"
	"strings"
	"sync"
	"time"
)

type Hex int

func (h *Hex) Scan(st fmt.ScanState, verb rune) error {
	tok, err := st.Token(true, nil)
	if err != nil {
		return err
	}
	_, err = fmt.Sscanf(string(tok), "%x", (*int)(h))
	return err
}

type T struct {
	image.Point
	N int
}
type Stamp struct{ time.Time }
type U struct {
	url.URL
	X int
}
type W struct {
	At    Stamp
	P     *image.Point
	mu    sync.Mutex
	Level Level
	Cfg   Cfg
}
type Level int

func (l Level) String() string { return [...]string{"low", "high"}[l] }
func (l *Level) Set(s string) error {
	switch s {
	case "low":
		*l = 0
	case "high":
		*l = 1
	default:
		return errors.New("no level")
	}
	return nil
}

type Counter int

func (c *Counter) String() string   { return fmt.Sprint(int(*c)) }
func (c *Counter) Set(string) error { *c++; return nil }
func (c *Counter) IsBoolFlag() bool { return true }

type Cfg struct {
	Levels List
	L      Level
}
type List []Level

func (l *List) String() string     { return fmt.Sprint(*l) }
func (l *List) Set(s string) error { var v Level; err := v.Set(s); *l = append(*l, v); return err }

type byName []Cfg

func (b byName) Len() int           { return len(b) }
func (b byName) Less(i, j int) bool { return b[i].L < b[j].L }
func (b byName) Swap(i, j int)      { b[i], b[j] = b[j], b[i] }

type E2 int

func (e E2) Error() string { return fmt.Sprint("e2 ", int(e)) }

func main() {
	var h Hex
	fmt.Println(fmt.Sscan("ff", &h))
	fmt.Println(int(h))
	b, err := json.Marshal(T{image.Pt(1, 2), 3})
	fmt.Println(string(b), err)
	var t T
	fmt.Println(json.Unmarshal([]byte(`{"X":5,"N":6}`), &t), t)
	b, err = json.Marshal(Stamp{time.Unix(0, 0).UTC()})
	fmt.Println(string(b), err)
	b, err = json.Marshal(&W{At: Stamp{time.Unix(0, 0).UTC()}, Level: 1})
	fmt.Println(string(b), err)
	var w W
	fmt.Println(json.Unmarshal(b, &w), w.At.UTC(), w.Level)
	b, err = json.Marshal(map[string]any{"s": &Stamp{time.Unix(0, 0).UTC()}, "t": T{}, "d": time.Second})
	fmt.Println(string(b), err)
	u, _ := url.Parse("http://x/y")
	b, err = json.Marshal(U{*u, 1})
	fmt.Println(string(b), err)
	var cfg Cfg
	fs := flag.NewFlagSet("x", flag.ContinueOnError)
	fs.Var(&cfg.Levels, "levels", "the `levels`")
	fs.Var(&cfg.L, "l", "level")
	var out strings.Builder
	fs.SetOutput(&out)
	fmt.Println(fs.Parse([]string{"-levels", "high", "-levels", "low", "-l", "high"}), cfg)
	fs.PrintDefaults()
	fmt.Print(out.String())
	fmt.Println(fs.Parse([]string{"-l", "x"}))
	var n Counter
	var fs2 flag.FlagSet
	fs2.Var(&n, "v", "verbosity")
	fmt.Println(fs2.Parse([]string{"-v", "-v", "arg"}), int(n), fs2.Args())
	preset := Level(1)
	fs3 := flag.NewFlagSet("y", flag.ContinueOnError)
	out.Reset()
	fs3.SetOutput(&out)
	fs3.Var(&preset, "p", "preset")
	fs3.Var(&n, "n", "count")
	fs3.PrintDefaults()
	fmt.Print(out.String())
	fmt.Println(fs3.Lookup("p").Value.(*Level) == &preset, fs3.Lookup("p").Value)
	list := []Cfg{{L: 1}, {L: 0}}
	sort.Sort(byName(list))
	fmt.Println(list)
	sort.Slice(list, func(i, j int) bool { return list[i].L > list[j].L })
	fmt.Println(list)
	err = fmt.Errorf("w: %w", E2(4))
	f := errors.As
	var e5 E2
	fmt.Println(f(err, &e5), e5)
	as := func(target any) bool { return errors.As(err, target) }
	fmt.Println(as(&e5), e5)
	fmt.Printf("%v %+v %s\n", map[Level]string{0: "a"}, map[string][]Level{"x": {0, 1}}, []any{Level(1), E2(3)})
}
