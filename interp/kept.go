package interp

import (
	"errors"
	"go/ast"
	"go/token"
	"go/types"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"github.com/mrepl/mrepl/interp/load"
)

// The prompt keeps three values under names of its own: _ is the last one, __ the
// one before, and err the last error. The variables of the first two take turns, so
// that what was last is the one before without being copied.
const (
	olderName = "__"
	errName   = "err"
)

// keptVars are what the variables of _ and __ are called while a snippet is checked.
var keptVars = [2]string{"last__0", "last__1"}

// keptNames turns the words of the checker into those of the prompt. Which of the
// variables is _ is seen where a name is not defined: then it is the one that is asked for.
func (s *scope) keptNames(msg string) string {
	msg = strings.NewReplacer(s.lastName(), "_", s.olderName(), olderName).Replace(msg)
	if slices.ContainsFunc(s.gen.prog.Packages, func(p *load.Package) bool { return p.Name == promptPath }) {
		return msg
	}
	return promptType.ReplaceAllString(msg, "$1")
}

// promptType finds the package before a name that was declared at the prompt, where nobody writes it.
var promptType = regexp.MustCompile(`\b` + promptPath + `\.([\pL_])`)

// lastName is what _ is called while a snippet is checked, olderName what __ is.
func (s *scope) lastName() string {
	if s.last != nil {
		return s.last.Name()
	}
	return keptVars[0]
}

func (s *scope) olderName() string {
	if s.lastName() == keptVars[0] {
		return keptVars[1]
	}
	return keptVars[0]
}

// kept returns the variable that is called that while a snippet is checked.
func (s *scope) kept(name string) types.Object {
	switch {
	case s.last != nil && name == s.last.Name():
		return s.last
	case s.older != nil && name == s.older.Name():
		return s.older
	}
	return nil
}

// declaresOlder reports whether one of the names that a snippet declares is __.
func declaresOlder(declared map[*ast.Ident]bool) bool {
	for id := range declared {
		if id != nil && id.Name == olderName {
			return true
		}
	}
	return false
}

// keepLast makes _ stand for a value, and __ for what _ stood for.
func (s *scope) keepLast(t types.Type, ptr any) {
	v, to, err := s.variableOf(s.olderName(), t)
	if err != nil {
		return
	}
	to.Elem().Set(reflect.ValueOf(ptr).Elem())
	s.last, s.older = v, s.last
}

// variableOf declares a variable and returns a pointer to what it holds.
func (s *scope) variableOf(name string, t types.Type) (*types.Var, reflect.Value, error) {
	unit, v, err := s.gen.lower.Variable(name, t)
	if err != nil {
		return nil, reflect.Value{}, err
	}
	if _, err := s.gen.evaluate(unit); err != nil {
		return nil, reflect.Value{}, err
	}
	to, err := s.pointer(v)
	return v, to, err
}

// Remember makes err the value of the name err at the prompt, which is nil at first.
// It reports false for an error that says what is wrong with source text: nothing
// has run then, and the name keeps its value.
func (s *Session) Remember(err error) bool {
	var problems load.Errors
	var fault *InternalError
	if err == nil || errors.As(err, &problems) || errors.As(err, &fault) {
		return false
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.gen.scope.failed, s.gen.scope.isNews = err, true
	return true
}

// ready puts the last error where err finds it.
func (s *scope) ready() {
	if s.err != nil && !s.isNews {
		return
	}
	if s.err == nil {
		v, to, err := s.variableOf(errName, errorType)
		if err != nil {
			return
		}
		s.err, s.errPtr = v, to
	}
	if s.failed != nil {
		s.errPtr.Elem().Set(reflect.ValueOf(s.failed))
	}
	s.isNews = false
}

var errorType = types.Universe.Lookup("error").Type()

// lastError returns the variable that err means. What is only checked needs none
// that holds anything.
func (s *scope) lastError() types.Object {
	if s.err != nil {
		return s.err
	}
	return types.NewVar(token.NoPos, nil, errName, errorType)
}
