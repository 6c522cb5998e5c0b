package interp

import (
	"go/version"
	"slices"
	"strings"

	"github.com/mrepl/mrepl/interp/load"
	"github.com/mrepl/mrepl/interp/lower"
	"github.com/mrepl/mrepl/interp/symbols/std"
)

// NotLinkedError says that the program imports packages that are not compiled
// into this process. A host that has them can be built with interp/host.
type NotLinkedError struct {
	Dir      string   // of the module
	Packages []string // to be linked with their symbols
	Blank    []string // imported only as _: to be linked for their effect
	Missing  []string // those of both that are not there
	Outdated []string // modules of which another version is wanted than was at first: their code is what it was
}

// Error names the packages.
func (e *NotLinkedError) Error() string {
	const again = "; exit and start it again, which links in what the program imports"
	if len(e.Missing) == 0 {
		return "compiled into this mrepl in another version: " + strings.Join(e.Outdated, ", ") + again
	}
	return "not compiled into this mrepl: " + strings.Join(e.Missing, ", ") + again
}

// linked reports the packages that the program needs and this process lacks.
func (s *Session) linked(prog *load.Program) error {
	need := &NotLinkedError{Dir: prog.ModDir}
	for _, path := range s.foreign(prog) {
		if slices.Contains(prog.Blank, path) {
			need.Blank = append(need.Blank, path)
		} else {
			need.Packages = append(need.Packages, path)
		}
		if !s.symbols.ByHost(path) {
			need.Missing = append(need.Missing, path)
		}
	}
	if need.Outdated = s.outdated(prog, need); len(need.Missing)+len(need.Outdated) == 0 {
		s.versions = prog.Versions
		return nil
	}
	return need
}

// outdated returns the modules that are linked in and of which the program wants another
// version than before. The version that a host has can be a later one than the program asks
// for, as the interpreter asks for some too: so it is compared with what was asked for when
// the host was made.
func (s *Session) outdated(prog *load.Program, need *NotLinkedError) []string {
	if len(need.Packages)+len(need.Blank) == 0 {
		return nil
	}
	var list []string
	for path, version := range prog.Versions {
		if was, known := s.versions[path]; known && was != version && path != Module {
			list = append(list, path+" "+strings.TrimSuffix(version, "@"))
		}
	}
	slices.Sort(list)
	return list
}

// foreign returns the packages that the program imports and that are not part
// of every mrepl. When the Go in use is newer than the one that the tables of the
// standard library are of, all of its packages are among them: a host's tables have
// what is new.
func (s *Session) foreign(prog *load.Program) []string {
	newer := version.Compare(version.Lang(prog.Go), std.Go) > 0
	return slices.DeleteFunc(slices.Clone(prog.Native), func(path string) bool {
		return path == lower.StatesPath || standard(path) && !newer && s.symbols.Linked(path) && !s.symbols.ByHost(path)
	})
}

// standard reports whether an import path is one of the standard library.
func standard(path string) bool {
	first, _, _ := strings.Cut(path, "/")
	return !strings.Contains(first, ".")
}
