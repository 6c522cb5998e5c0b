package host

import (
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"runtime/debug"
	"strings"
)

// A provider is where the shell's own code comes from, for a user's module that does not require it: a folder, or
// a published version.
type provider struct {
	module  string // module path
	version string // "" when unknown
	dir     string // the root of a working copy, or ""
}

// self returns the provider of the running program's own code: the working copy that it was compiled from, if that
// is still there, else the version that it was built as.
func self() provider {
	p := provider{module: modulePath}
	if _, file, _, ok := runtime.Caller(0); ok {
		p.dir = workingCopy(file)
	}
	if info, ok := debug.ReadBuildInfo(); ok && p.dir == "" {
		p.version = releasedVersion(info)
	}
	return p
}

// workingCopy returns the root of the module that file, a source file of this package, belongs to, or "" when it
// does not exist, or lies in the module cache, where a version names it better.
func workingCopy(file string) string {
	if !filepath.IsAbs(file) || strings.Contains(filepath.ToSlash(file), modulePath+"@") {
		return ""
	}
	root := filepath.Dir(filepath.Dir(filepath.Dir(file)))
	text, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil || !moduleLine.Match(text) {
		return ""
	}
	return root
}

var moduleLine = regexp.MustCompile(`(?m)^module\s+` + regexp.QuoteMeta(modulePath) + `\s*$`)

// releasedVersion returns the version of this module that a program was built with, or "" for a version that
// nobody can download.
func releasedVersion(info *debug.BuildInfo) string {
	for _, m := range append([]*debug.Module{&info.Main}, info.Deps...) {
		if m.Path != modulePath {
			continue
		}
		if m.Replace != nil {
			m = m.Replace
		}
		if strings.HasPrefix(m.Version, "v") && !strings.Contains(m.Version, "+dirty") {
			return m.Version
		}
	}
	return ""
}
