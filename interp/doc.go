// Package interp loads Go packages from source, runs them, and evaluates more
// Go against what runs.
//
// Source goes through three stages, a package each: load finds the packages and
// type-checks them as the compiler does, lower rewrites them into the Go that the
// interpreter underneath runs correctly, and the engine here compiles and executes
// the result. Positions are kept all the way: an error or a panic names the
// user's file and line, never a generated one.
//
// A [Session] is one program under development. Its states are registered in
// the registry it is given, and stay the same states when the program is loaded
// again.
package interp
