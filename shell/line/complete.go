package line

import (
	"strings"
	"unicode/utf8"
)

// A Candidate is one way to complete a text: the bytes from Start to End, around the cursor, become Text.
type Candidate struct {
	Text        string
	Start, End  int
	Description string // shown beside Text in a list
}

// A completion is what pressing Tab does to a text.
type completion struct {
	draft  draft
	moved  bool // draft is not the one that was there
	listed []Candidate
}

// complete applies the candidates to d. A single one is put in; of several, what they agree on beyond what is there
// already; when that is nothing, they are to be listed.
func complete(d draft, candidates []Candidate) completion {
	text := string(d.text)
	cursor := d.bytePos()
	valid := validCandidates(candidates, text, cursor)
	if len(valid) == 0 {
		return completion{draft: d}
	}
	start, end := cursor, cursor
	for _, c := range valid {
		start, end = min(start, c.Start), max(end, c.End)
	}
	common := ""
	for i, c := range valid {
		full := text[start:c.Start] + c.Text + text[c.End:end]
		if i == 0 {
			common = full
		} else {
			common = commonPrefix(common, full)
		}
	}
	there := text[start:end]
	if len(valid) > 1 && (common == there || !strings.HasPrefix(common, text[start:cursor]) || len(common) <= cursor-start) {
		return completion{draft: d, listed: valid}
	}
	if len(valid) > 1 { // leave what stands behind the cursor for the candidate that will be chosen
		end, there = cursor, text[start:cursor]
	}
	i, j := utf8.RuneCountInString(text[:start]), utf8.RuneCountInString(text[:end])
	return completion{draft: d.replace(i, j, []rune(common)), moved: common != there}
}

// validCandidates leaves out those whose span is not one around the cursor, and repeated ones.
func validCandidates(candidates []Candidate, text string, cursor int) []Candidate {
	seen := make(map[Candidate]bool, len(candidates))
	var valid []Candidate
	for _, c := range candidates {
		id := Candidate{Text: c.Text, Start: c.Start, End: c.End}
		ok := 0 <= c.Start && c.Start <= cursor && cursor <= c.End && c.End <= len(text) &&
			boundary(text, c.Start) && boundary(text, c.End) && !seen[id]
		if ok {
			seen[id] = true
			valid = append(valid, c)
		}
	}
	return valid
}

func boundary(s string, i int) bool { return i == len(s) || utf8.RuneStart(s[i]) }

// commonPrefix is the longest text of whole runes that a and b both begin with.
func commonPrefix(a, b string) string {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	for n > 0 && (!boundary(a, n) || !boundary(b, n)) {
		n--
	}
	return a[:n]
}
