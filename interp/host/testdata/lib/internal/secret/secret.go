// Package secret is for lib only.
package secret

import "errors"

var Err = errors.New("rude")

type Thing struct{ N int }
