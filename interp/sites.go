package interp

import (
	"slices"
	"sync"
	"sync/atomic"

	"github.com/mrepl/mrepl/interp/lower"
)

// sites gives the calls of all units numbers, which are spelt on the stack while they are under
// way, see spelt. The zero value is ready to use.
type sites struct {
	mu   sync.RWMutex
	list []numberedUnit // in the order of their numbers
}

// numberedUnit is a unit whose site n has the number first+n.
type numberedUnit struct {
	first uint64
	unit  *lower.Unit
}

// sitesUsed counts the numbers that are in use, in the whole process: so no session takes a call
// of another one for its own.
var sitesUsed atomic.Uint64

// add numbers the sites of a unit.
func (s *sites) add(u *lower.Unit) (first uint64) {
	n := uint64(u.Sites()) + 1
	s.mu.Lock()
	defer s.mu.Unlock()
	first = sitesUsed.Add(n) - n
	s.list = append(s.list, numberedUnit{first, u})
	return first
}

// drop forgets a unit.
func (s *sites) drop(u *lower.Unit) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.list = slices.DeleteFunc(s.list, func(n numberedUnit) bool { return n.unit == u })
}

// caller returns the function of the source with the call of that number.
func (s *sites) caller(number uint64) (c lower.Caller, first uint64, ok bool) {
	s.mu.RLock()
	i, _ := slices.BinarySearchFunc(s.list, number, func(n numberedUnit, number uint64) int {
		if n.first < number {
			return -1
		}
		return 1
	})
	if i == 0 {
		s.mu.RUnlock()
		return lower.Caller{}, 0, false
	}
	n := s.list[i-1]
	s.mu.RUnlock()
	c, ok = n.unit.Caller(int(number - n.first))
	return c, n.first, ok
}

// spelt returns a step that carries out another, while the number is spelt on the stack: by
// the functions in marks of its digits to the base 256, the last one innermost.
func spelt(run step, number uint64) step {
	for ; number > 0; number >>= 8 {
		run = marks[number&255](run)
	}
	return run
}
