package interp

import (
	"maps"
	"slices"
)

// Declared returns the names that were declared at the prompt, sorted.
func (s *Session) Declared() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Sorted(maps.Keys(s.gen.scope.names))
}
