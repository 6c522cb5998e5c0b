package interp

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/mrepl/mrepl/interp/load"
)

// Some packages of the standard library look for methods that interpreted types have for
// interpreted code alone. Where a program needs that, they are interpreted too.

// prepared loads, lowers and compiles the sources, with what has to be interpreted for them.
func (s *Session) prepared(ctx context.Context) (*generation, error) {
	prog, err := s.loader.Load(ctx)
	if err != nil {
		return nil, err
	}
	g, err := s.generate(prog)
	instead := toInterpret(err)
	if err == nil {
		instead = strings.Fields(g.lower.Wanted())
	}
	if len(instead) == 0 {
		return g, err
	}
	s.loader.Interpret(instead...)
	if prog, err = s.loader.Load(ctx); err != nil {
		return nil, err
	}
	return s.generate(prog)
}

// toInterpret returns the packages of the standard library which have to be interpreted for
// code that cannot be otherwise, nil if there are none.
func toInterpret(err error) []string {
	var errs load.Errors
	errors.As(err, &errs)
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
