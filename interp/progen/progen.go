// Package progen writes random well-typed Go programs for tests that compare two
// ways to run Go. A program ends, prints what it computes, and prints the same
// however often it runs: it leaves out what Go leaves open, such as the order of
// maps and of operands. It is made of the statement forms that an implementation
// can get wrong quietly: closures over loop variables, range with all control flow
// out of the body, defer and recover, labels, switch, select, named results, method
// values, shadowing, embedding, copies and comparisons of structs and arrays, overflow,
// shifts, complex numbers, conversions, constants, strings, generics, and failing operations.
package progen

import (
	"fmt"
	"go/format"
	"math/rand/v2"
	"strings"
)

// Program returns the program of a seed: one file of package main, formatted.
func Program(seed uint64) string {
	g := &gen{r: rand.New(rand.NewPCG(seed, 0))}
	g.ln("package main")
	g.ln("%s", prelude)
	g.declareTypes()
	for range 2 + g.n(4) {
		g.function()
	}
	g.main()
	src, err := format.Source([]byte(g.out.String()))
	if err != nil {
		panic(fmt.Sprintf("progen: program %d: %v\n%s", seed, err, g.out.String()))
	}
	return string(src)
}

// gen is a program under construction.
type gen struct {
	r   *rand.Rand
	out strings.Builder

	all     []*typ  // the types that variables have
	structs []*typ  // those of them that are structs with methods
	funcs   []*typ  // the functions declared so far, which may be called
	vars    []local // in scope, innermost last
	scopes  []int   // where in vars each scope begins
	bodies  []*body // of the functions that are being written, innermost last
	labels  int
	budget  int // how many more statements the function may have
}

// local is a variable in scope.
type local struct {
	name  string
	t     *typ
	fixed bool // it is not assigned to: the loop would not end
}

// body is a function body that is being written.
type body struct {
	results []*typ
	named   bool
	loops   []*loop // around the statement at hand
}

// loop is a statement that can be left or continued.
type loop struct {
	label  string
	used   bool // by a branch
	isLoop bool
}

func (g *gen) n(n int) int             { return g.r.IntN(n) }
func (g *gen) chance(percent int) bool { return g.n(100) < percent }

// ln writes a line.
func (g *gen) ln(text string, args ...any) {
	fmt.Fprintf(&g.out, text, args...)
	g.out.WriteByte('\n')
}

// aside returns what write writes, instead of adding it to the program.
func (g *gen) aside(write func()) string {
	out := g.out
	g.out = strings.Builder{}
	write()
	text := g.out.String()
	g.out = out
	return text
}

func pick[T any](g *gen, list []T) T { return list[g.n(len(list))] }

func (g *gen) open() { g.scopes = append(g.scopes, len(g.vars)) }
func (g *gen) close() {
	g.vars, g.scopes = g.vars[:g.scopes[len(g.scopes)-1]], g.scopes[:len(g.scopes)-1]
}

var names = strings.Fields("a b c d e f g h i j k m n p q s v w x y")

// name returns a name that the scope at hand does not have; scopes further out
// may, which it then shadows.
func (g *gen) name() string {
	for {
		name := pick(g, names)
		if g.chance(20) {
			name += fmt.Sprint(g.n(10))
		}
		if !g.inScope(name) {
			return name
		}
	}
}

func (g *gen) inScope(name string) bool {
	for _, v := range g.vars[g.scopes[len(g.scopes)-1]:] {
		if v.name == name {
			return true
		}
	}
	return false
}

// add brings a variable into scope, and uses it.
func (g *gen) add(name string, t *typ) {
	g.vars = append(g.vars, local{name: name, t: t})
	g.ln("_ = %s", name)
}

// visible returns the variables in scope that satisfy ok and are not shadowed.
func (g *gen) visible(ok func(local) bool) []local {
	var out []local
	seen := map[string]bool{}
	for i := len(g.vars) - 1; i >= 0; i-- {
		if v := g.vars[i]; !seen[v.name] {
			seen[v.name] = true
			if ok(v) {
				out = append(out, v)
			}
		}
	}
	return out
}

func (g *gen) variable(t *typ) (local, bool) {
	list := g.visible(func(v local) bool { return v.t == t })
	if len(list) == 0 {
		return local{}, false
	}
	return pick(g, list), true
}
