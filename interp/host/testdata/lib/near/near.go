// Package near mentions an interface of another package.
package near

import "example.com/lib"

func Speak(s lib.Speaker) string { return s.Speak(1) }
