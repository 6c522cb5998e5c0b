package shell

import (
	"context"
	"regexp"
	"strings"
)

var loneWord = regexp.MustCompile(`^[\pL_][\pL\pN_-]*$`)

// eval runs Go and prints its values.
func (s *Shell) eval(ctx context.Context, src string) error {
	values, err := s.evaluate(ctx, src)
	s.view.values(values)
	return err
}

// evaluate runs Go. A lone word that is no Go name is taken for a command with a slip in it.
func (s *Shell) evaluate(ctx context.Context, src string) ([]Value, error) {
	word := strings.TrimSpace(src)
	_, _, known := s.commands.lookup(word)
	lone := loneWord.MatchString(word) && !known
	if s.engine == nil {
		if lone {
			return nil, s.commands.unknown(word)
		}
		return nil, errNoEngine
	}
	values, err := s.engine.Eval(ctx, src)
	if name, _, _ := strings.Cut(word, "-"); err != nil && lone && strings.Contains(err.Error(), "undefined: "+name) {
		return nil, s.commands.unknown(word)
	}
	return values, err
}

// Incomplete reports whether text is Go that goes on: a line editor begins another line of it then.
func (s *Shell) Incomplete(text string) bool {
	kind, src := s.commands.classify(text)
	return kind == goLine && !complete(hashComments(src))
}
