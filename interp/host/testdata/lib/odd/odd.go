// Package odd mentions a package whose functions cannot all be linked.
package odd

import "example.com/lib/bodiless"

func Thing() bodiless.Thing { return bodiless.Thing{Name: "thing"} }
