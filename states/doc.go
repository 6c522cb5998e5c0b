// Package states starts, stops, swaps and reloads the stateful pieces of a program.
package states
