package shell

import (
	"context"
	"fmt"
	"go/ast"
	"go/parser"
	"regexp"
	"strings"
)

// notAlone is what Go says about www/nyse-app, which it takes for a quotient.
var notAlone = regexp.MustCompile(`not in selector|without selector`)

// eval runs Go and prints its values.
func (s *Shell) eval(ctx context.Context, src string) error {
	values, err := s.evaluate(ctx, src)
	if !prints(src) {
		s.view.values(values)
	}
	return err
}

// printCall is a statement that is there for what it prints, and whose number of bytes nobody wants to see.
var printCall = regexp.MustCompile(`^\s*fmt\.(?:Print|Println|Printf)\(`)

// prints reports whether src is one call of fmt.Print or its kin.
func prints(src string) bool {
	if !printCall.MatchString(src) {
		return false
	}
	e, err := parser.ParseExpr(src)
	_, call := e.(*ast.CallExpr)
	return err == nil && call
}

// evaluate runs Go. A lone word that is no Go name is taken for a state, or for a command with a slip in it.
func (s *Shell) evaluate(ctx context.Context, src string) ([]Value, error) {
	word := strings.TrimSpace(src)
	_, _, known := s.commands.lookup(word)
	lone := loneWord.MatchString(word) && !known
	if s.engine == nil {
		if lone {
			return nil, s.lone(word)
		}
		return nil, errNoEngine
	}
	values, err := s.engine.Eval(ctx, src)
	switch {
	case err != nil && strings.HasPrefix(err.Error(), "prompt:") && s.commands.elsewhere(word) != "",
		err != nil && lone && programs[word] != "":
		return nil, s.commands.unknown(word)
	case err != nil && lone && strings.HasSuffix(err.Error(), "use of package "+word+" not in selector"):
		return nil, fmt.Errorf("%s is a package: doc %s tells what is in it, %s. completes", word, word, word)
	case err != nil && lone && isNoGo(word, err):
		return nil, s.lone(word)
	}
	return values, s.suggest(err)
}

// isNoGo reports whether err says that a part of word is no name that Go knows.
func isNoGo(word string, err error) bool {
	text := err.Error()
	if !strings.HasPrefix(text, "prompt:") {
		return false
	}
	if m := undefinedName.FindStringSubmatch(text); m != nil {
		return strings.Contains(word, m[1])
	}
	return notAlone.MatchString(text)
}

// Incomplete reports whether text is Go that goes on: a line editor begins another line of it then.
func (s *Shell) Incomplete(text string) bool {
	kind, src := s.commands.classify(text)
	return kind == goLine && !complete(hashComments(src))
}
