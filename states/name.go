package states

import (
	"path"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"sync"
)

// A Ref names a state: a *[State] or a [Name].
type Ref interface{ StateName() string }

// A Name is a Ref in words: the full name of a state ("db/conn"), or as much of
// its end, between slashes, as is unique ("conn").
type Name string

// StateName returns n as a string.
func (n Name) StateName() string { return string(n) }

// program tells the paths of the running program's main package and main module.
var program = sync.OnceValues(func() (mainPkg, module string) {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "", ""
	}
	return info.Path, info.Main.Path
})

// definedAt returns the prefix of names and the position for a state whose
// definition called this package skip frames above definedAt's caller.
func definedAt(skip int) (prefix, pos string) {
	var pcs [1]uintptr
	if runtime.Callers(skip+2, pcs[:]) == 0 {
		return "main", ""
	}
	frame, _ := runtime.CallersFrames(pcs[:]).Next()
	mainPkg, module := program()
	return prefixFor(packageOf(frame.Function), mainPkg, module), position(frame)
}

// position returns the file and line of a frame, without the machine's own directories.
func position(frame runtime.Frame) string {
	mainPkg, module := program()
	pkg := packageOf(frame.Function)
	if pkg == "main" {
		pkg = mainPkg
	}
	if strings.HasSuffix(frame.File, "_test.go") {
		pkg = strings.TrimSuffix(pkg, "_test") // the package has a name, and no directory, of its own
	}
	return path.Join(relative(pkg, module), path.Base(frame.File)) + ":" + strconv.Itoa(frame.Line)
}

// packageOf returns the package path in the name of a function as the runtime
// writes it.
func packageOf(function string) string {
	slash := strings.LastIndexByte(function, '/')
	if bracket := strings.IndexByte(function, '['); bracket >= 0 && bracket < slash {
		slash = strings.LastIndexByte(function[:bracket], '/')
	}
	dot := strings.IndexByte(function[slash+1:], '.')
	if dot < 0 {
		return function
	}
	return strings.ReplaceAll(function[:slash+1+dot], "%2e", ".")
}

// prefixFor returns what stands before the slash in the full names of the states
// of package pkg.
func prefixFor(pkg, mainPkg, module string) string {
	if rest, ok := strings.CutPrefix(pkg, mainPkg+"/"); ok && mainPkg != "" {
		return rest
	}
	return relative(pkg, module)
}

// relative returns pkg relative to module; for the module's root, its last element.
func relative(pkg, module string) string {
	if module == "" {
		return pkg
	}
	if pkg == module {
		return path.Base(pkg)
	}
	return strings.TrimPrefix(pkg, module+"/")
}

// validName reports what is wrong with the name of a state, "" for nothing.
func validName(name string) string {
	if name == "" {
		return "the name is empty"
	}
	for _, r := range name {
		if r <= ' ' || strings.ContainsRune(`/|="'`+"`", r) {
			return "a name cannot contain " + strconv.QuoteRune(r)
		}
	}
	return ""
}

// validFullName reports what is wrong with the full name of a state, "" for nothing.
func validFullName(full string) string {
	for name := range strings.SplitSeq(full, "/") {
		switch problem := validName(name); {
		case problem == "":
		case name == "" && full != "":
			return "the name has an empty part"
		default:
			return problem
		}
	}
	return ""
}

// shortName returns what follows the last slash.
func shortName(full string) string { return full[strings.LastIndexByte(full, '/')+1:] }
