//go:build !race

package interp

// settle is for the race detector alone.
func settle() {}
