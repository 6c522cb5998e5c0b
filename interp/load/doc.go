// Package load finds and type-checks the packages of a program, the way the
// go command and the compiler do, without building them.
//
// Packages of the main module are parsed from source and checked with go/types;
// those are the ones an interpreter can run. Everything else (the standard
// library, other modules, and packages of the main module that cannot be
// interpreted) is native: its types come from the export data that the go
// command keeps in its build cache.
//
// A [Loader] remembers native packages between loads, so that loading again after
// an edit costs one run of go list and the checking of the sources.
package load
