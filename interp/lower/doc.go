// Package lower rewrites type-checked Go into the Go that the interpreter runs
// correctly.
//
// The interpreter underneath knows the Go of some years ago and gets a number of
// everyday constructs wrong. Lowering takes them away before it sees them. What comes
// out is one file of plain Go for all packages of a program, in which
//
//   - every package-level name is mangled with its package (db__Conn), so that
//     package boundaries and initialisation order are decided here;
//   - methods are functions that take their receiver first, embedded fields are
//     spelled out, and generic functions and types are written out once for each
//     list of type arguments;
//   - a function literal is a function of the package that is handed pointers to the
//     variables it captures, which are allocated anew wherever Go allocates them
//     anew, each iteration of a loop included;
//   - interface values of interpreted types carry their type (package dyn), and
//     each conversion, assertion, type switch and call through an interface says
//     so;
//   - constants are literals of their final type.
//
// A construct that is not lowered yet and would be wrong is refused with its
// position. Each construct is a file of its own; program.go and snippet.go put
// them together.
package lower
