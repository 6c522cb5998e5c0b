package shell

import (
	"slices"
	"strings"
)

// near returns those of the candidates that word may be a slip of, best first, at most three.
func near(word string, candidates []string) []string {
	type match struct {
		name     string
		distance int
	}
	limit := min(3, len(word)/3)
	var found []match
	for _, name := range candidates {
		if d := distance(strings.ToLower(word), name); d <= limit && d < len(name) {
			found = append(found, match{name, d})
		}
	}
	slices.SortStableFunc(found, func(a, b match) int { return a.distance - b.distance })
	var names []string
	for _, m := range found {
		if m.distance > found[0].distance || len(names) == 3 {
			break
		}
		names = append(names, m.name)
	}
	return names
}

// distance counts the letters to insert, drop, change or swap with their neighbour that turn a into b.
func distance(a, b string) int {
	prev2, prev, cur := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(a); i++ {
		cur[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			cur[j] = min(prev[j]+1, cur[j-1]+1, prev[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				cur[j] = min(cur[j], prev2[j-2]+1)
			}
		}
		prev2, prev, cur = prev, cur, prev2
	}
	return prev[len(b)]
}

// orList writes "a", "a or b", "a, b or c".
func orList(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " or " + names[len(names)-1]
}
