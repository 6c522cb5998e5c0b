package load

import (
	"slices"
	"sort"
	"strings"
)

// classify returns the packages to interpret, in dependency order, and puts into
// the program why others are native.
func (l *Loader) classify(all []*listed, prog *Program) []*listed {
	native, byPath := map[string]bool{}, map[string]*listed{}
	for _, p := range all {
		byPath[p.ImportPath] = p
	}
	var mark func(path string, why Reason)
	mark = func(path string, why Reason) {
		p := byPath[path]
		if p == nil || native[path] || !l.ours(p) {
			return
		}
		native[path] = true
		prog.Reasons[path] = why
		for _, imp := range p.Imports {
			mark(imp, Reason{importOf(p, slices.Concat(p.GoFiles, p.CgoFiles), imp), "imported by " + path + ", which is native"})
		}
	}
	for _, p := range all {
		if why, native := l.whyNative(p); native {
			mark(p.ImportPath, why)
		}
	}
	var out []*listed
	for _, p := range all {
		if l.ours(p) && !native[p.ImportPath] {
			out = append(out, p)
		}
	}
	if l.shared(all, out) {
		l.asked = nil
		return l.classify(all, prog)
	}
	return out
}

// shared reports whether a native package outside the standard library imports one of those
// of it that are to be interpreted.
func (l *Loader) shared(all, interpreted []*listed) bool {
	return slices.ContainsFunc(all, func(p *listed) bool {
		return !p.Standard && !slices.Contains(interpreted, p) && slices.ContainsFunc(p.Imports, l.isAsked)
	})
}

// isAsked reports whether a package of the standard library is to be interpreted.
func (l *Loader) isAsked(path string) bool { return slices.Contains(l.asked, path) }

// ours reports whether p belongs to the main module or workspace, or was named
// as files.
func (l *Loader) ours(p *listed) bool {
	if p.Standard {
		return l.isAsked(p.ImportPath)
	}
	if p.Name == "" && p.Error == nil {
		return false
	}
	if h := l.cfg.Host; h != "" && (p.ImportPath == h || strings.HasPrefix(p.ImportPath, h+"/")) {
		return strings.HasPrefix(p.ImportPath, h+"/examples/")
	}
	if p.Module == nil {
		return !p.DepOnly
	}
	return p.Module.Main
}

// nativeImports returns the native packages that pkgs import.
func nativeImports(pkgs []*listed) (native []string) {
	interpreted := map[string]bool{}
	for _, p := range pkgs {
		interpreted[p.ImportPath] = true
	}
	seen := map[string]bool{}
	for _, p := range pkgs {
		for _, imp := range p.Imports {
			if !interpreted[imp] && !seen[imp] && imp != "unsafe" && imp != "C" {
				seen[imp] = true
				native = append(native, imp)
			}
		}
	}
	sort.Strings(native)
	return native
}

// blankOnly returns the native packages that are only imported as _.
func blankOnly(prog *Program) []string {
	named := map[string]bool{}
	for _, pkg := range prog.Packages {
		for _, file := range pkg.Files {
			for _, spec := range file.Imports {
				if spec.Name == nil || spec.Name.Name != "_" {
					named[strings.Trim(spec.Path.Value, "`\"")] = true
				}
			}
		}
	}
	var blank []string
	for _, path := range prog.Native {
		if !named[path] {
			blank = append(blank, path)
		}
	}
	return blank
}
