package states

import (
	"math"
	"slices"
	"strings"
)

// Nearest returns those of names that word may be a slip of, in their order: the ones with
// the fewest letters to change, add, drop or exchange with their neighbour, if a third of
// the word's is enough. At most three letters are, and case makes no difference. What
// word is compared with is the whole name, or what follows its last slash.
func Nearest(word string, names []string) []string {
	word = strings.ToLower(word)
	limit := min(3, len(word)/3)
	best := math.MaxInt
	var found []string
	for _, name := range names {
		lower := strings.ToLower(name)
		d := min(distance(word, lower, limit), distance(word, shortName(lower), limit))
		switch {
		case d > limit || d > best:
		case d < best:
			best, found = d, append(found[:0], name)
		default:
			found = append(found, name)
		}
	}
	return found
}

// distance returns how many letters must be changed, added, dropped or exchanged
// with their neighbour to make b of a; anything above limit when it exceeds limit.
func distance(a, b string, limit int) int {
	if len(a)-len(b) > limit || len(b)-len(a) > limit {
		return limit + 1
	}
	rows := make([]int, 3*(len(b)+1))
	before, prev, cur := rows[:len(b)+1], rows[len(b)+1:2*(len(b)+1)], rows[2*(len(b)+1):]
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(a); i++ {
		cur[0] = i
		for j := 1; j <= len(b); j++ {
			change := prev[j-1]
			if a[i-1] != b[j-1] {
				change++
			}
			cur[j] = min(prev[j]+1, cur[j-1]+1, change)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				cur[j] = min(cur[j], before[j-2]+1)
			}
		}
		before, prev, cur = prev, cur, before
	}
	return prev[len(b)]
}

// near returns at most five names that a person may have meant by name: slips, or else
// those that are a part of it, or it of them, or else those whose package has that name.
func (r *Registry) near(name string) []string {
	names, short := r.names(), shortName(name)
	found := Nearest(name, names)
	if len(found) == 0 {
		found = Nearest(short, names)
	}
	if len(found) == 0 {
		part := func(a, b string) bool { return len(a) > 1 && strings.Contains(b, a) }
		found = slices.DeleteFunc(names, func(other string) bool {
			other = shortName(other)
			return !part(short, other) && !part(other, short)
		})
	}
	if len(found) == 0 {
		found = slices.DeleteFunc(r.names(), func(other string) bool {
			return !strings.Contains("/"+strings.ToLower(other), "/"+strings.ToLower(name)+"/")
		})
	}
	return found[:min(len(found), 5)]
}
