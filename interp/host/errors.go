package host

import (
	"fmt"
	"strings"
)

// A BuildError says why a host could not be built: what the go command or the compiler said, and what to do next.
type BuildError struct {
	Dir      string   // the root of the module
	Packages []string // what was to be linked
	Err      error
}

// Error returns several lines, the last of which is the advice.
func (e *BuildError) Error() string {
	return fmt.Sprintf("the host cannot be built:\n%v\n%s", e.Err, e.advice())
}

func (e *BuildError) Unwrap() error { return e.Err }

// advice returns the next step that the go command's text suggests.
func (e *BuildError) advice() string {
	text := e.Err.Error()
	has := func(parts ...string) bool {
		for _, p := range parts {
			if strings.Contains(text, p) {
				return true
			}
		}
		return false
	}
	module := e.Dir
	switch {
	case has("no required module provides", "missing go.sum entry", "updates to go.mod needed", "is not in std", "go mod tidy"):
		return "next: go mod tidy in " + module + ", then start again"
	case has("dial tcp", "no such host", "module lookup disabled", "TLS handshake", "i/o timeout", "proxyconnect"):
		return "next: modules have to be downloaded once; go online, or set GOPROXY to a proxy that can be reached"
	case has("inconsistent vendoring"):
		return "next: go mod vendor in " + module + ", then start again"
	case has("use of internal package"):
		return "next: move one of the packages: only internal packages that a single folder of " + module + " may import can be linked together"
	case has("C compiler"):
		return "next: install a C compiler, or try CGO_ENABLED=0"
	case has("no space left on device"):
		return "next: make room; go clean -cache empties the compiler's cache"
	}
	packages := e.Packages
	if len(packages) > 5 {
		packages = []string{"./..."}
	}
	return "next: go build " + strings.Join(packages, " ") + " in " + module + " shows whether these packages compile by themselves"
}
