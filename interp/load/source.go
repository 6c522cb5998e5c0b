package load

import (
	"context"
	"fmt"
	"go/types"
)

// Source parses and checks a native package, bodies included: the generic
// functions of compiled packages exist only as source. It is read once.
func (l *Loader) Source(path string) (*Package, error) {
	if pkg, ok := l.sources[path]; ok {
		return pkg, nil
	}
	list, err := goList(context.Background(), l.cfg.Dir, l.cfg.Env, "--", path)
	if err != nil {
		return nil, err
	}
	if len(list) != 1 || list[0].Error != nil {
		return nil, fmt.Errorf("the source of %s was not found", path)
	}
	pkg, errs := l.parse(&Program{}, list[0], nil)
	if len(errs) > 0 {
		return nil, errs.sorted()
	}
	if err := l.native.need(context.Background(), withoutUnsafe(list[0].Imports)); err != nil {
		return nil, err
	}
	imp := importer{native: l.native, source: map[string]*types.Package{}, imports: list[0].ImportMap}
	if errs := checkPackage(pkg, l.fset, imp, goVersion(list[0])); len(errs) > 0 {
		return nil, errs.sorted()
	}
	if l.sources == nil {
		l.sources = map[string]*Package{}
	}
	l.sources[path] = pkg
	return pkg, nil
}

// withoutUnsafe leaves out the imports that have no export data.
func withoutUnsafe(paths []string) []string {
	var out []string
	for _, p := range paths {
		if p != "unsafe" && p != "C" {
			out = append(out, p)
		}
	}
	return out
}
