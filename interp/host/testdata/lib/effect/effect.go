// Package effect is imported for what it does when it is initialised.
package effect

import "example.com/lib"

func init() { lib.Default.Greeting = "good evening" }
