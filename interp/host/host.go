// Package host builds the program that an interpreted module runs in: the shell, with the packages that the module
// imports and that are not interpreted linked in.
//
// An interpreter can call only code that is compiled into it. So for a set of packages, [Ensure] writes a symbol
// table of each (its functions, variables, constants and types as [reflect.Value]s, in the form that yaegi reads),
// compiles them together with the shell in the user's own module, so that every version is the one that the module
// asks for, and keeps the result in the user's cache folder. [Exec] then becomes that program.
//
// Nothing is ever written into the user's module: the generated files exist in an overlay of the go command only,
// and requirements that the module lacks are made in a workspace of its own that lies in the cache.
package host

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
)

// DefaultApp is the package whose function
//
//	func Main(linked map[string]map[string]reflect.Value) int
//
// a host calls, and whose result is its exit code.
const DefaultApp = modulePath + "/cmd/mrepl/app"

// modulePath is the module that holds this package.
const modulePath = "github.com/mrepl/mrepl"

// A Config says what to link, and where.
type Config struct {
	Dir      string    // a folder in the user's module; "" is the current one
	Packages []string  // import paths of the packages to link with their symbols
	Blank    []string  // import paths of packages to link for their effect only; each has an empty table
	Progress io.Writer // where a build tells how it goes; nil: nowhere
	Terminal bool      // Progress is a terminal, on which a line can be rewritten
	CacheDir string    // "" is the folder mrepl/host in os.UserCacheDir
	Env      []string  // the environment of the go command; nil is os.Environ
	App      string    // the package whose Main the host calls; "" is DefaultApp
}

// Ensure returns the path of a host that has exactly the packages of the configuration linked in, and builds it if
// the cache holds none that is up to date with the module's requirements, the toolchain and the local sources that
// went into it.
//
// Ensure may be called by several processes at once: the path it returns is always that of a complete program. A
// build that fails gives a *BuildError, a missing go command [ErrNoGo], a folder outside any module [ErrNoModule].
func Ensure(ctx context.Context, cfg Config) (bin string, err error) {
	t, err := newTarget(ctx, cfg, self())
	if err != nil {
		return "", err
	}
	return t.ensure(ctx)
}

// Recent returns the path of the host that was last used for the module and is still up to date, whatever is
// linked into it, or "" when there is none. A program that starts in it at once, and looks there whether it suffices, saves
// finding out what the module imports twice. The configuration's Packages and Blank are not looked at.
func Recent(ctx context.Context, cfg Config) (bin string, err error) {
	t, err := newTarget(ctx, cfg, self())
	if err != nil {
		return "", err
	}
	bin, _ = t.cached(func(*manifest) bool { return true })
	return bin, nil
}

// ErrNoModule is returned for a folder that lies in no module.
var ErrNoModule = errors.New("packages that are not part of the standard library can be imported only within a module: go mod init makes one")

// ensure finds the host in the cache, or builds it.
func (t *target) ensure(ctx context.Context) (string, error) {
	if bin, ok := t.cached(t.matches); ok {
		return bin, nil
	}
	if err := os.MkdirAll(t.cacheDir, 0o755); err != nil {
		return "", fmt.Errorf("the cache of hosts: %w", err)
	}
	bin, err := t.build(ctx)
	prune(t.cacheDir)
	return bin, err
}

// matches reports whether the packages that m lists are the ones wanted.
func (t *target) matches(m *manifest) bool {
	return slices.Equal(m.Packages, t.packages) && slices.Equal(m.Blank, t.blank)
}

// cacheDir returns the folder of the cache.
func cacheDir(configured string) (string, error) {
	if configured != "" {
		return filepath.Abs(configured)
	}
	dir, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	return filepath.Join(dir, "mrepl", "host"), nil
}
