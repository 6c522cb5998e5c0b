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
//
// # The way of a load
//
//  1. golist.go asks the go command, and list.go makes a program of the answer.
//  2. classify.go sorts the packages into interpreted and native ones, and reason.go
//     says why a package of the main module is native.
//  3. parse.go reads the interpreted ones, with what embed.go finds of //go:embed,
//     through disk.go, which reads again only what has been touched, and overlay.go.
//  4. native.go finds the export data of native packages, which exports.go keeps between
//     processes. source.go reads those of which the source is asked for.
//  5. check.go checks the types. What is wrong becomes an [Error] with a position
//     (errors.go, input.go), in each of these steps.
//
// # The way of an edit
//
//  1. tree.go tells whether the go command has to be asked again, and watched.go
//     where to look for changes.
//  2. edit.go compares. Where only bodies of functions have changed, revision.go finds
//     them, body.go checks them, imports.go looks for imports that nothing uses any more.
//     Otherwise the packages that have changed, and what depends on them, are checked anew.
//  3. commit.go puts the new bodies in place, or takes that back; info.go moves what
//     the type checker knows from the old syntax to the new.
package load
