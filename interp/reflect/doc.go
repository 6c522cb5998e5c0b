// Package reflect is the package reflect of interpreted code.
//
// To the interpreter all types of a program are made of unnamed ones: a Level that is an
// int is an int, and two structs with the same fields are of one type. Package reflect of
// the standard library, which sees what the interpreter has, therefore cannot tell such
// types apart, and finds none of their methods. This package has the same names, and
// answers as it would in the compiled program: a [Value] carries its type, and the
// reflect.Type of a type of the program knows it as the checker does. For values and types
// of compiled code both are what the standard library has.
//
// A reflect.Type stays the interface of the standard library, which has no methods that
// could be added. The questions that a compiled type cannot answer about one of the
// program are functions here: see [Implements].
package reflect
