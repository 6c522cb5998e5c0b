package shell

import "github.com/fatih/color"

// A palette colours the text for one writer, or leaves it as it is. Every palette has colours of its own: nothing is shared
// between writers.
type palette struct {
	up, down, bad, warn, dim, strong *color.Color
}

func newPalette(enabled bool) palette {
	paint := func(attrs ...color.Attribute) *color.Color {
		c := color.New(attrs...)
		if enabled {
			c.EnableColor()
		} else {
			c.DisableColor()
		}
		return c
	}
	return palette{
		up:     paint(color.FgGreen),
		down:   paint(color.FgHiBlue),
		bad:    paint(color.FgRed),
		warn:   paint(color.FgYellow),
		dim:    paint(color.Faint),
		strong: paint(color.Bold),
	}
}
