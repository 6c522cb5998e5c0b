package dyn

// RuneAt is a rune of a string and the byte where it begins.
type RuneAt struct {
	Index int
	Rune  rune
}

// Runes returns what ranging over a string gives.
func Runes(s string) []RuneAt {
	out := make([]RuneAt, 0, len(s))
	for i, r := range s {
		out = append(out, RuneAt{i, r})
	}
	return out
}
