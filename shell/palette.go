package shell

import "github.com/fatih/color"

// Nobody tells a program whether the background of its terminal is dark or light, so every colour has to be read on both. Of the
// sixteen that all terminals have, red, green, magenta and bright blue can be: their contrast to black and to white is 2.2 or more
// in the palettes of xterm, VGA, GNOME, Windows, macOS, VS Code and Alacritty. Yellow and white vanish on white, cyan nearly does,
// and blue on black. What has to stand out is bold, what may be passed over is faint.

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
		warn:   paint(color.FgMagenta),
		dim:    paint(color.Faint),
		strong: paint(color.Bold),
	}
}

// An ink is what a part of the line that is typed is painted in.
type ink uint8

const (
	inkNone ink = iota
	inkCommand
	inkFlag
	inkUp   // a state that runs
	inkDown // one that does not
	inkBad
	inkKeyword
	inkString
	inkNumber
	inkComment
	inkBracket
)

// inkCodes are the inks as parameters of an SGR sequence.
var inkCodes = [...]string{
	inkCommand: "1",
	inkFlag:    "35",
	inkUp:      "32",
	inkDown:    "94",
	inkBad:     "31",
	inkKeyword: "35",
	inkString:  "32",
	inkNumber:  "94",
	inkComment: "2",
	inkBracket: "1;4",
}
