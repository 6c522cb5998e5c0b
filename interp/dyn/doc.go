// Package dyn gives interpreted values an identity inside interfaces.
//
// The interpreter represents an interpreted type by its layout alone: two
// struct types of the same fields are one type to reflect, a named integer is an
// int, and methods are invisible. That is right for values of a statically known type,
// and wrong as soon as a value goes into an interface. So lowered code never
// lets the interpreter convert a value of an interpreted type to an interface:
// it calls [Box], which pairs the value with its [Type]. A box is a comparable
// struct, so that ==, map keys and context keys mean what they mean in Go, and
// it has the methods that native code looks for (Error, Unwrap, String, Format,
// MarshalJSON ...), which call the interpreted ones. Values of types that are
// wholly native are never boxed.
//
// The other direction, type assertions, type switches and calls through
// interpreted interfaces, is [Is], [Into], [Implements] and [Find].
//
// Everything here is safe for concurrent use once the methods of a type are
// registered, which lowered code does before anything else runs.
package dyn
