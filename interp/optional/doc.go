// Package optional gives compiled code values of interpreted types with the methods it may
// look for.
//
// Compiled code that takes an interface often asks the value for others: io.Copy for
// io.WriterTo, package io/fs a directory for ReadDir, http.ResponseController a writer for
// Unwrap or Flush. A value of an interpreted type has none of its methods for compiled code,
// so that it is wrapped in a compiled one; and that must have those methods which the type
// has, and no other.
//
// There is a universe of methods for each use: a compiled type with all of them, each of
// which calls the method of the interpreted type. For a set of them reflect makes a struct
// that embeds the universe, of whose methods those that are not in the set are then taken
// out of the table: no package does that, so it is verified, and without it nothing is
// wrapped here.
package optional
