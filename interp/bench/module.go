package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// linesEach is how many lines a package of the generated module has, about.
const linesEach = 400

// generate writes a module of that many packages, of everyday code, each of which
// imports some of those before it, and a main package that calls them. It returns the
// number of lines.
func generate(dir string, packages int) (lines int, err error) {
	put := func(name, text string) {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err == nil {
			err = os.MkdirAll(filepath.Dir(path), 0o777)
		}
		if err == nil {
			err = os.WriteFile(path, []byte(text), 0o666)
		}
		lines += strings.Count(text, "\n")
	}
	put("go.mod", "module example.com/large\n\ngo 1.26.0\n")
	var imports, calls strings.Builder
	for i := range packages {
		put(fmt.Sprintf("p%d/p%d.go", i, i), packageSource(i))
		fmt.Fprintf(&imports, "\t\"example.com/large/p%d\"\n", i)
		fmt.Fprintf(&calls, "\ttotal += p%d.Run(%d)\n", i, i)
	}
	put("main.go", fmt.Sprintf("package main\n\nimport (\n\t\"fmt\"\n\n%s)\n\nfunc main() {\n\ttotal := 0\n%s\tfmt.Println(total)\n}\n", imports.String(), calls.String()))
	return lines, err
}

// packageSource returns the source of package i.
func packageSource(i int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "package p%d\n\nimport (\n\t\"errors\"\n\t\"fmt\"\n\t\"sort\"\n\t\"strings\"\n", i)
	for _, d := range []int{i - 1, i - 7} {
		if d >= 0 {
			fmt.Fprintf(&b, "\n\t\"example.com/large/p%d\"\n", d)
		}
	}
	b.WriteString(")\n\nvar ErrEmpty = errors.New(\"empty\")\n")
	calls := ""
	for n := 0; strings.Count(b.String(), "\n") < linesEach-20; n++ {
		fmt.Fprintf(&b, unitSource, n)
		calls += fmt.Sprintf("\ttotal += len(report%d(n))\n", n)
	}
	if i > 0 {
		calls += fmt.Sprintf("\tif n > 1000 {\n\t\ttotal += p%d.Run(n)\n\t}\n", i-1)
	}
	if i >= 7 {
		calls += fmt.Sprintf("\tif n > 1000 {\n\t\ttotal += p%d.Run(n)\n\t}\n", i-7)
	}
	fmt.Fprintf(&b, "\nfunc Run(n int) int {\n\ttotal := 0\n%s\treturn total\n}\n", calls)
	return b.String()
}

// unitSource is a type with what belongs to it, numbered %[1]d.
const unitSource = `
type Account%[1]d struct {
	ID      int               ` + "`json:\"id\"`" + `
	Owner   string            ` + "`json:\"owner\"`" + `
	Tags    map[string]string ` + "`json:\"tags\"`" + `
	Entries []Entry%[1]d
}

type Entry%[1]d struct {
	Amount float64
	Note   string
}

type Book%[1]d interface {
	Total() (float64, error)
	Add(e Entry%[1]d) Book%[1]d
}

func (a *Account%[1]d) Total() (float64, error) {
	if len(a.Entries) == 0 {
		return 0, fmt.Errorf("account %%d: %%w", a.ID, ErrEmpty)
	}
	total := 0.0
	for _, e := range a.Entries {
		if e.Amount < 0 && strings.HasPrefix(e.Note, "void") {
			continue
		}
		total += e.Amount
	}
	return total, nil
}

func (a *Account%[1]d) Add(e Entry%[1]d) Book%[1]d {
	a.Entries = append(a.Entries, e)
	return a
}

func (e Entry%[1]d) String() string { return fmt.Sprintf("%%s %%.2f", e.Note, e.Amount) }

func report%[1]d(n int) string {
	var book Book%[1]d = &Account%[1]d{ID: n, Tags: map[string]string{"kind": "test"}}
	for i := range 2 {
		book = book.Add(Entry%[1]d{Amount: float64(i), Note: "note"})
	}
	total, err := book.Total()
	switch {
	case errors.Is(err, ErrEmpty):
		return "empty"
	case err != nil:
		return err.Error()
	}
	account, ok := book.(*Account%[1]d)
	if !ok {
		return ""
	}
	sort.Slice(account.Entries, func(i, j int) bool { return account.Entries[i].Amount > account.Entries[j].Amount })
	var lines []string
	for _, e := range account.Entries {
		lines = append(lines, e.String())
	}
	return fmt.Sprint(strings.Join(lines, ","), total)
}
`
