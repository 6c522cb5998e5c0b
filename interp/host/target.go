package host

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

// A target is a host that is wanted: what to link, in which module, with which toolchain.
type target struct {
	app      string
	packages []string // sorted, no duplicates
	blank    []string // sorted, no duplicates, none of packages
	shell    provider
	cfg      Config
	cacheDir string
	goTool   *goTool // runs in the root of the module
	goEnv    goEnv
	key      string
}

// goEnv is what the go command says about the module and the toolchain, as far as it makes a difference to what is
// built. A toolchain line in go.mod has been followed.
type goEnv struct {
	GOVERSION, GOFLAGS, GOEXPERIMENT, GOFIPS140         string
	GOMOD, GOWORK, GOMODCACHE, GOROOT                   string
	GOAMD64, GOARM64, GOARM, GO386                      string
	GOMIPS, GOMIPS64, GOPPC64, GORISCV64, GOWASM        string
	CGO_ENABLED, CC, CXX                                string
	CGO_CFLAGS, CGO_CPPFLAGS, CGO_CXXFLAGS, CGO_LDFLAGS string
}

// newTarget asks the go command where the module is and computes the target's key.
func newTarget(ctx context.Context, cfg Config, shell provider) (*target, error) {
	t := &target{app: cfg.App, shell: shell, cfg: cfg}
	if t.app == "" {
		t.app = DefaultApp
	}
	t.packages = sorted(cfg.Packages)
	t.blank = slices.DeleteFunc(sorted(cfg.Blank), func(p string) bool { return slices.Contains(t.packages, p) })

	var err error
	if t.cacheDir, err = cacheDir(cfg.CacheDir); err != nil {
		return nil, err
	}
	if t.goTool, err = newGoTool(cfg.Dir, cfg.Env); err != nil {
		return nil, err
	}
	args := []string{"env", "-json"}
	if err := t.goTool.runJSON(ctx, &t.goEnv, append(args, goEnvNames...)...); ctx.Err() != nil {
		return nil, err
	} else if err != nil {
		return nil, &BuildError{Dir: t.goTool.dir, Err: err}
	}
	if t.goEnv.GOMOD == "" || t.goEnv.GOMOD == os.DevNull {
		return nil, ErrNoModule
	}
	t.goTool = t.goTool.at(filepath.Dir(t.goEnv.GOMOD))
	t.key = t.hash()
	return t, nil
}

// goEnvNames are the fields of goEnv.
var goEnvNames = strings.Fields(`GOVERSION GOFLAGS GOEXPERIMENT GOFIPS140 GOMOD GOWORK GOMODCACHE GOROOT
	GOAMD64 GOARM64 GOARM GO386 GOMIPS GOMIPS64 GOPPC64 GORISCV64 GOWASM
	CGO_ENABLED CC CXX CGO_CFLAGS CGO_CPPFLAGS CGO_CXXFLAGS CGO_LDFLAGS`)

// hash returns the key under which the cache holds hosts for this module, toolchain and shell. What changes more
// often, the packages and the files that go into a host, is in the manifest of each host instead.
func (t *target) hash() string {
	identity := struct {
		Format               int // of the cache, and of what is generated
		GOOS, GOARCH, App    string
		Module, Version, Dir string
		Go                   goEnv
	}{cacheFormat, runtime.GOOS, runtime.GOARCH, t.app, t.shell.module, t.shell.version, t.shell.dir, t.goEnv}
	text, err := json.Marshal(identity)
	if err != nil {
		panic(err) // strings and an int
	}
	return shortHash(text)
}

// shortHash returns 64 bits of the SHA-256 of data, enough to tell the entries of one folder apart.
func shortHash(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:8])
}

// sorted returns a sorted copy of list without duplicates. It is never nil.
func sorted(list []string) []string {
	s := slices.Sorted(slices.Values(list))
	return slices.Compact(append([]string{}, s...))
}
