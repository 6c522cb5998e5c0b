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
//     anew, each iteration of a loop included, or their values where nothing
//     changes them;
//   - interface values of interpreted types carry their type (package dyn), and
//     each conversion, assertion, type switch and call through an interface says
//     so;
//   - constants are literals of their final type.
//
// A construct that is not lowered yet and would be wrong is refused with its
// position.
//
// # Where to begin
//
// With testdata: a file there, such as for.txtar, has the smallest program that shows
// why a construct is lowered, what plain yaegi makes of it, and the text that it
// becomes. for.go is the code. The next to read are fn.go, which every construct is
// written with, then stmt.go and expr.go, which call the others.
//
// # The way of a program
//
// A Lowerer (lower.go) turns a program into a unit, and what is typed and edited
// later into further ones, in which names mean the same:
//
//  1. program.go collects the packages, queues each function, and has variables.go
//     write the initialisers. snippet.go does that for what is typed at a prompt,
//     change.go for an edit.
//  2. fn.go lowers a function, by params.go, results.go, escape.go and fixed.go, and then its
//     statements: stmt.go hands each to the file of its construct, expr.go each
//     expression. What they write is text with positions (code.go), of expressions without
//     the parentheses that are not needed (paren.go).
//  3. What that mentions is queued in turn: instances of generic functions
//     (generic.go, subst.go) and the types that these declare (localtypes.go), functions of
//     compiled packages (borrow.go, standin.go), types (types.go) and what is known of them at run time (identity.go).
//  4. unit.go takes from the queue until it is empty, and puts the file together.
//     Functions are in groups (group.go), so that a later unit can replace them.
//     Where something was refused (refuse.go) there is no unit, and undo.go takes
//     back what it has changed.
//
// Names are made in names.go. Where they stay the same over reloads, for function
// literals too (context.go), layout.go tells whether a type is still what it was, and
// moves.go which new one took the place of an old one. frames.go finds in a unit
// what a trace is about, origin.go where a function value was written, site.go which call of the source one
// of a unit is, symbol.go what the Go runtime calls a function, uses.go in a program which states need which, and stop.go has loops
// that are typed at a prompt look whether they are to stop.
//
// # Statements
//
// assign.go, parallel.go and tuple.go: assignments, of one value, of several, and of a call with several results.
// stored.go: functions that are assigned. local.go: declarations in functions. if.go, switch.go, typeswitch.go, select.go.
// for.go, range.go, rangeint.go, rangearray.go, rangestring.go, rangefunc.go: loops;
// loop.go has what they share, label.go what leads out of them. go.go, defer.go, leaving.go and
// recover.go, with bind.go and wrap.go for calls that are made later.
//
// # Expressions
//
// ident.go, compiledvar.go, selector.go, index.go, address.go, constant.go, composite.go, blank.go, funclit.go.
// Operators: binary.go, equal.go, comparand.go, shift.go, paren.go. Calls: call.go, variadic.go, fieldcall.go, spread.go for f(g()),
// method.go, methodvalue.go. builtin.go, append.go, make.go, minmax.go, clear.go,
// unsafe.go. unsafepointer.go, convert.go and assert.go go from one type to another.
//
// # Types and what interfaces hold
//
// types.go, struct.go and recursive.go write types; interpreted.go tells those of
// interpreted code. interface.go, identity.go, adapter.go and dispatch.go write what
// there is of them at run time.
//
// # Compiled code
//
// special.go: functions that have to know the types of interpreted values, atomic.go those of atomic.Value.
// reflect.go, values.go and json.go: what looks into values with reflection; reflected.go: interpreted code that does, exchange.go: what goes between the two. templated.go: templates that call methods. located.go: what
// asks which line calls it. states.go: the states library. stdio.go: the standard streams.
package lower
