// Package native is a package of the user's own that is compiled.
package native

import "example.com/lib"

// Twice greets twice.
func Twice(name string) string { return lib.Default.Greet(lib.Join(", ", name, name)) }
