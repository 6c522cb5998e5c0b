// Package complete is part of a module that requires all that a host needs.
package complete
