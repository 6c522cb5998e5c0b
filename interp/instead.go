package interp

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/mrepl/mrepl/interp/load"
	"github.com/mrepl/mrepl/interp/lower"
)

// Some packages of the standard library look for methods that interpreted types have for
// interpreted code alone. Where a program needs that, they are interpreted too.

// load loads the sources and has them lowered, and once more if that takes packages which
// have to be interpreted too.
func (s *Session) load(ctx context.Context, lowered func(*load.Program) (*lower.Lowerer, error)) error {
	for again := false; ; again = true {
		prog, err := s.loader.Load(ctx)
		if err != nil {
			return err
		}
		l, err := lowered(prog)
		instead := toInterpret(l, err)
		if again || len(instead) == 0 {
			return err
		}
		s.loader.Interpret(instead...)
	}
}

// toInterpret returns the packages of the standard library which have to be interpreted for
// a program that was lowered, or could not be.
func toInterpret(l *lower.Lowerer, err error) []string {
	var errs load.Errors
	if !errors.As(err, &errs) {
		return strings.Fields(l.Wanted())
	}
	var out []string
	for _, e := range errs {
		out = append(out, strings.Fields(e.Interpret)...)
	}
	return out
}

// instead returns err, the errors of code that is to become part of a program which runs, and
// says how it can be if packages are interpreted for it.
func (g *generation) instead(err error) error {
	var errs load.Errors
	if !errors.As(err, &errs) {
		return err
	}
	errs = slices.Clone(errs)
	for i, e := range errs {
		paths := strings.Fields(e.Interpret)
		if len(paths) == 0 || g.imports.pkg(paths[0]) == nil {
			continue
		}
		g.session.loader.Interpret(paths...)
		what, _, _ := strings.Cut(e.Msg, ";")
		errs[i].Msg = what + "; reset --all interprets " + paths[0] + " too, which sees it then"
	}
	return errs
}
