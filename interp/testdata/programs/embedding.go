package main

import (
	"bytes"
	"fmt"
	"io"
	"sort"
	"strings"
	"sync"
)

type animal interface {
	Name() string
	Sound() string
}

type base struct{ name string }

func (b base) Name() string     { return b.name }
func (b *base) Rename(n string) { b.name = n }
func (b base) Sound() string    { return "..." }
func (b base) Describe() string { return b.Name() + " says " + b.Sound() }

type dog struct {
	base
	tricks []string
}

func (d dog) Sound() string { return "woof" }

type puppy struct {
	*dog
	age int
}

func (p puppy) Sound() string { return strings.ToUpper(p.dog.Sound()) }

type loud struct{ animal }

func (l loud) Sound() string { return l.animal.Sound() + "!" }

type logged struct {
	sync.Mutex
	bytes.Buffer
	lines int
}

func (l *logged) Log(format string, args ...any) {
	l.Lock()
	defer l.Unlock()
	fmt.Fprintf(l, format+"\n", args...)
	l.lines++
}

type upper struct{ io.Writer }

func (u upper) Write(p []byte) (int, error) { return u.Writer.Write(bytes.ToUpper(p)) }

type rot13 struct{ r io.Reader }

func (r rot13) Read(p []byte) (int, error) {
	n, err := r.r.Read(p)
	for i, c := range p[:n] {
		switch {
		case c >= 'a' && c <= 'z':
			p[i] = 'a' + (c-'a'+13)%26
		case c >= 'A' && c <= 'Z':
			p[i] = 'A' + (c-'A'+13)%26
		}
	}
	return n, err
}

type byLen []string

func (b byLen) Len() int           { return len(b) }
func (b byLen) Less(i, j int) bool { return len(b[i]) < len(b[j]) }
func (b byLen) Swap(i, j int)      { b[i], b[j] = b[j], b[i] }

type level int

func (l level) String() string { return [...]string{"low", "mid", "high"}[l] }

type point struct{ x, y int }

func (p point) String() string { return fmt.Sprintf("(%d,%d)", p.x, p.y) }

type segment struct {
	from, to point
	level    level
	note     *point
}

type matrix [2][2]int

func (m matrix) Format(f fmt.State, verb rune) {
	fmt.Fprintf(f, "%c<", verb)
	for _, row := range m {
		fmt.Fprint(f, row)
	}
	io.WriteString(f, ">")
}

type gostring struct{ v int }

func (g gostring) GoString() string { return fmt.Sprintf("gostring(%d)", g.v) }

func main() {
	d := dog{base{"rex"}, nil}
	p := puppy{&dog{base: base{"bit"}}, 1}
	for _, a := range []animal{d, &d, p, loud{p}, loud{loud{d}}, base{"thing"}} {
		fmt.Println(a.Name(), a.Sound())
	}
	fmt.Println(d.Describe(), p.Describe())
	p.Rename("bob")
	d.Rename("max")
	d.tricks = append(d.tricks, "sit")
	p.tricks = append(p.tricks, "roll")
	fmt.Println(p.Name(), p.dog.base.name, d.Name(), d.tricks, p.dog.tricks)

	var l logged
	l.Log("hello %s", "you")
	l.Log("%d", 2)
	fmt.Print(l.String(), l.lines, l.Len(), "\n")

	var buf bytes.Buffer
	fmt.Fprintf(upper{&buf}, "shout %d %v", 1, point{1, 2})
	fmt.Println(buf.String())
	out, err := io.ReadAll(rot13{strings.NewReader("Uryyb, Jbeyq!")})
	fmt.Println(string(out), err)
	io.Copy(upper{&buf}, rot13{strings.NewReader("nop")})
	fmt.Println(buf.String())

	words := byLen{"ccc", "a", "bb", ""}
	sort.Sort(words)
	fmt.Printf("%q\n", words)
	sort.Sort(sort.Reverse(words))
	fmt.Println(words, len(words))

	s := segment{point{1, 2}, point{3, 4}, 1, &point{5, 6}}
	fmt.Println(s.from, s.to, s.level, *s.note)
	fmt.Printf("%v %+v\n", s.from, s.to)
	fmt.Printf("%v|%+v|%d|%s|%q|%x\n", level(2), level(0), level(1), level(1), level(1), level(1))
	fmt.Println([]point{{1, 2}}, map[level]point{1: {3, 4}}, []any{level(2), point{}}, [2]level{0, 1})
	fmt.Printf("%v %v\n", []*point{}, struct {
		P point
		L level
	}{point{7, 8}, 2})
	fmt.Printf("%v %s %d\n", matrix{{1, 2}, {3, 4}}, matrix{}, []matrix{{}})
	fmt.Printf("%#v %v\n", gostring{3}, gostring{4})
	fmt.Printf("%T %T %T %T %T\n", p, &d, words, level(1), []animal{})
	fmt.Printf("%8v|%-8v|%08d|%6.2f|%+d|%#x|%t|%c|%U\n", level(2), point{1, 2}, 42, 3.14159, 5, 255, true, 'é', 'é')
	fmt.Printf("%v %d %s\n", nil, []int(nil), []string{"a"})
	fmt.Printf("%!|%d|%z\n", 1)
	var a animal
	var b animal = dog{base: base{"z"}}
	fmt.Println(a == nil, b == nil, b != a)
	_, isDog := b.(dog)
	_, isPuppy := b.(puppy)
	n, hasName := b.(interface{ Name() string })
	_, hasFly := b.(interface{ Fly() })
	fmt.Println(isDog, isPuppy, hasName, n.Name(), hasFly)
	keys := map[any]string{point{1, 2}: "p", level(1): "l", 1: "int", "s": "str", [2]int{1, 2}: "arr"}
	fmt.Println(keys[point{1, 2}], keys[level(1)], keys[1], keys["s"], keys[[2]int{1, 2}], keys[level(2)] == "")
}
