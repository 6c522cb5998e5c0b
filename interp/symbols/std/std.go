// Package std has the names of the standard library that yaegi's tables lack, which stop at Go 1.22. The tables are
// generated: go test ./interp/symbols -update writes them for the Go in use.
package std

import "reflect"

// Symbols are the tables, in yaegi's form. Those of packages that yaegi knows have only what it lacks.
var Symbols = map[string]map[string]reflect.Value{}
