// Package bodiless declares a function that no file defines: a program that calls it cannot be linked.
package bodiless

type Thing struct{ Name string }

func Missing()
