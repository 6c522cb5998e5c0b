package main

import (
	"bufio"
	"bytes"
	"fmt"
	"math"
	"regexp"
	"sort"
	"strconv"
	"strings"
	"text/tabwriter"
	"text/template"
	"time"
	"unicode"
)

type employee struct {
	Name   string
	Salary float64
	Dept   string
	Skills []string
}

type stats struct {
	count    int
	min, max float64
	sum      float64
}

func (s *stats) add(v float64) {
	if s.count == 0 {
		s.min, s.max = v, v
	}
	s.count++
	s.sum += v
	s.min = math.Min(s.min, v)
	s.max = math.Max(s.max, v)
}

func (s stats) mean() float64 { return s.sum / float64(s.count) }

const (
	_  = iota
	kb = 1 << (10 * iota)
	mb
)

type weekday uint8

const (
	mon weekday = iota + 1
	tue
	wed
)

var names = map[weekday]string{mon: "Mon", tue: "Tue"}

func (d weekday) String() string {
	if n, ok := names[d]; ok {
		return n
	}
	return "day" + strconv.Itoa(int(d))
}

func tests() {
	for _, tt := range []struct {
		name    string
		in      string
		want    int
		wantErr bool
	}{
		{"plain", "12", 12, false},
		{name: "neg", in: "-3", want: -3},
		{name: "bad", in: "x", wantErr: true},
		{name: "empty", wantErr: true},
	} {
		got, err := strconv.Atoi(tt.in)
		if (err != nil) != tt.wantErr {
			fmt.Println(tt.name, "unexpected", err)
			continue
		}
		if got != tt.want {
			fmt.Println(tt.name, got)
			continue
		}
		fmt.Println(tt.name, "ok")
	}
}

func wordCount(text string) map[string]int {
	counts := make(map[string]int)
	sc := bufio.NewScanner(strings.NewReader(text))
	sc.Split(bufio.ScanWords)
	for sc.Scan() {
		w := strings.ToLower(strings.TrimFunc(sc.Text(), func(r rune) bool { return !unicode.IsLetter(r) }))
		if w != "" {
			counts[w]++
		}
	}
	return counts
}

func primes(n int) (out []int) {
	sieve := make([]bool, n+1)
outer:
	for i := 2; i <= n; i++ {
		if sieve[i] {
			continue outer
		}
		out = append(out, i)
		for j := i * i; j <= n; j += i {
			sieve[j] = true
		}
	}
	return
}

func grid() {
	var g [3][4]rune
	for y := range g {
		for x := range g[y] {
			g[y][x] = '.'
		}
	}
	g[1][2] = '#'
	for _, row := range g {
		fmt.Println(string(row[:]))
	}
	h := g
	h[0][0] = '@'
	fmt.Println(g[0][0] == h[0][0], g == h, len(g), cap(g[0][:2]))
}

func classify(v any) string {
	switch x := v.(type) {
	case nil:
		return "nil"
	case int, int64:
		return fmt.Sprintf("integer %v", x)
	case float64:
		return "float " + strconv.FormatFloat(x, 'g', 3, 64)
	case string:
		return "string of " + strconv.Itoa(len(x))
	case []int:
		return fmt.Sprint("ints ", len(x))
	case error:
		return "error " + x.Error()
	case fmt.Stringer:
		return "stringer " + x.String()
	case func() int:
		return fmt.Sprint("func ", x())
	case *employee:
		return "employee " + x.Name
	case map[string]int:
		return "map"
	}
	return "other"
}

func main() {
	staff := []employee{
		{"Ann", 5200.5, "dev", []string{"go", "sql"}},
		{"Bob", 4100, "ops", nil},
		{"Cid", 6100, "dev", []string{"c"}},
	}
	byDept := map[string][]employee{}
	perDept := map[string]*stats{}
	for _, e := range staff {
		byDept[e.Dept] = append(byDept[e.Dept], e)
		if perDept[e.Dept] == nil {
			perDept[e.Dept] = &stats{}
		}
		perDept[e.Dept].add(e.Salary)
	}
	depts := make([]string, 0)
	for d := range byDept {
		depts = append(depts, d)
	}
	sort.Strings(depts)
	for _, d := range depts {
		s := *perDept[d]
		fmt.Printf("%-4s %d %.2f %.1f %.1f\n", d, s.count, s.mean(), s.min, s.max)
	}
	sort.SliceStable(staff, func(i, j int) bool { return staff[i].Salary > staff[j].Salary })
	for i := range staff {
		staff[i].Salary *= 1.1
		e := staff[i]
		e.Name = "changed"
	}
	fmt.Printf("%v\n%+v\n", staff[0], staff[1])
	tests()
	counts := wordCount("The quick brown fox. The lazy dog; the end!")
	type kv struct {
		k string
		v int
	}
	var kvs []kv
	for k, v := range counts {
		kvs = append(kvs, kv{k, v})
	}
	sort.Slice(kvs, func(i, j int) bool {
		if kvs[i].v != kvs[j].v {
			return kvs[i].v > kvs[j].v
		}
		return kvs[i].k < kvs[j].k
	})
	fmt.Println(kvs[:3], len(kvs))
	fmt.Println(primes(30), kb, mb, tue, wed, []weekday{mon, 9})
	grid()
	e := &staff[2]
	for _, v := range []any{nil, 1, int64(2), 2.5, "str", []int{1}, fmt.Errorf("bad"), tue, func() int { return 7 }, e, map[string]int{}, struct{}{}, int8(1)} {
		fmt.Println(classify(v))
	}
	s := []int{1, 2, 3, 4, 5}
	t := s[1:3:4]
	t = append(t, 10)
	t = append(t, 11)
	t[0] = 99
	fmt.Println(s, t, len(t), cap(s[2:]))
	copy(s, s[2:])
	fmt.Println(s, s[len(s)-1])
	s = append(s[:1], s[3:]...)
	fmt.Println(s)
	bs := []byte("héllo")
	fmt.Println(len(bs), len([]rune("héllo")), string(bs[:1]), strings.Map(func(r rune) rune {
		if r == 'l' {
			return -1
		}
		return unicode.ToUpper(r)
	}, "héllo"))
	for i, r := range "aé" {
		fmt.Print(i, ":", string(r), " ")
	}
	fmt.Println()
	re := regexp.MustCompile(`(\w+)@(\w+)\.com`)
	fmt.Println(re.FindStringSubmatch("to bob@example.com now"), re.ReplaceAllStringFunc("a@b.com", strings.ToUpper))
	d := 90*time.Minute + 30*time.Second
	day := time.Date(2024, time.February, 28, 23, 0, 0, 0, time.UTC)
	fmt.Println(d, d.Hours(), day.Add(d).Format(time.RFC3339), day.AddDate(0, 0, 2).Weekday(), day.Before(day.Add(1)))
	tw := tabwriter.NewWriter(stdout{}, 0, 4, 2, ' ', 0)
	for _, e := range staff {
		fmt.Fprintf(tw, "%s\t%s\t%.0f\n", e.Name, e.Dept, e.Salary)
	}
	tw.Flush()
	tmpl := template.Must(template.New("x").Funcs(template.FuncMap{"up": strings.ToUpper}).Parse("{{range .}}{{.Name | up}}:{{len .Skills}} {{end}}\n"))
	if err := tmpl.Execute(stdout{}, staff); err != nil {
		fmt.Println(err)
	}
	var b strings.Builder
	for i := 3; i > 0; i-- {
		fmt.Fprintf(&b, "%d...", i)
	}
	b.WriteString("go")
	fmt.Println(b.String(), bytes.Contains([]byte("abc"), []byte("bc")))
	var i8 int8 = 127
	i8++
	var u8 uint8
	u8--
	fmt.Println(i8, u8, 7/2, -7/2, -7%3, 7.0/2, 1<<3|1, 6&^2, 5^1, math.MaxUint32, uint32(1)<<31)
	x, y := 10, 3
	x, y = y, x%y
	fmt.Println(x, y, float64(x)/float64(y), int(float64(x)*1.99), string(rune(65)))
	fmt.Println(strings.NewReplacer("a", "1", "b", "2").Replace("abc"), strings.Split("a,b,,c", ","), strings.EqualFold("Go", "GO"))
	goto done
done:
	fmt.Println(strconv.Quote("tab\t"), fmt.Sprintf("%[2]d %[1]d", 1, 2), fmt.Sprintf("%*d|%-*d|", 5, 42, 5, 42))
	switch {
	case x > 100:
		fmt.Println("big")
	case x > 2:
		fmt.Println("fall")
		fallthrough
	case x > 50:
		fmt.Println("through")
	default:
		fmt.Println("default")
	}
loop:
	for i := 0; ; i++ {
		switch {
		case i == 2:
			continue
		case i > 4:
			break loop
		}
		fmt.Print(i, " ")
	}
	fmt.Println()
}

// stdout writes where fmt.Print does.
type stdout struct{}

func (stdout) Write(p []byte) (int, error) { return fmt.Print(string(p)) }
