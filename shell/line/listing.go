package line

import (
	"fmt"
	"strings"
)

const (
	// maxListed is how many candidates are listed at first. A second Tab lists maxListedAll.
	maxListed    = 100
	maxListedAll = 5000
	// maxDescribed is how many are listed one a row, with their descriptions. More than that come in columns.
	maxDescribed = 24
)

// listing sets candidates in rows of at most cols columns, at most limit of them, and says how many it left out. The one that is
// chosen, counted from 1, is set off.
func listing(candidates []Candidate, cols, limit, chosen int) string {
	cols = max(1, cols)
	shown := candidates[:min(limit, len(candidates))]
	var rows []string
	if len(shown) <= maxDescribed && described(shown) && cols >= 20 {
		rows = withDescriptions(shown, cols, chosen)
	} else {
		rows = columns(shown, cols, chosen)
	}
	if n := len(candidates) - len(shown); n > 0 {
		more := fmt.Sprintf("... and %d more", n)
		if limit < maxListedAll {
			more += " (Tab again shows them)"
		}
		rows = append(rows, fit(more, cols))
	}
	return strings.Join(rows, "\n")
}

func described(candidates []Candidate) bool {
	for _, c := range candidates {
		if c.Description != "" {
			return true
		}
	}
	return false
}

// withDescriptions sets one candidate a row, the descriptions under each other.
func withDescriptions(candidates []Candidate, cols, chosen int) []string {
	widest := 0
	for _, c := range candidates {
		widest = max(widest, displayWidth(c.Text))
	}
	widest = min(widest, cols/2)
	rows := make([]string, len(candidates))
	for i, c := range candidates {
		name := fit(c.Text, widest)
		gap := ""
		if c.Description != "" {
			gap = strings.Repeat(" ", widest-displayWidth(name)+2)
		}
		desc, _, _ := strings.Cut(c.Description, "\n")
		rows[i] = setOff(name, i+1 == chosen) + gap + fit(desc, cols-displayWidth(name+gap))
	}
	return rows
}

// columns sets candidates as ls does, down the columns.
func columns(candidates []Candidate, cols, chosen int) []string {
	const gap = 2
	widest := 1
	for _, c := range candidates {
		widest = max(widest, displayWidth(c.Text))
	}
	widest = min(widest, cols)
	perRow := max(1, (cols+gap)/(widest+gap))
	height := (len(candidates) + perRow - 1) / perRow
	rows := make([]string, height)
	for i := range rows {
		var row strings.Builder
		pad := 0
		for j := i; j < len(candidates); j += height {
			name := fit(candidates[j].Text, widest)
			row.WriteString(strings.Repeat(" ", pad) + setOff(name, j+1 == chosen))
			pad = widest - displayWidth(name) + gap
		}
		rows[i] = row.String()
	}
	return rows
}

// setOff shows a name in reverse.
func setOff(name string, really bool) string {
	if !really {
		return name
	}
	return "\x1b[7m" + name + "\x1b[27m"
}
