package host

import (
	"path/filepath"
	"slices"
)

// Outdated returns the source files that are linked into a host and have changed since it was built. It asks for
// files alone: another version of a module is told by the go command.
func Outdated(bin string) ([]string, error) {
	m, err := readManifest(filepath.Dir(bin))
	if err != nil {
		return nil, err
	}
	var changed []string
	for dir, names := range m.Dirs {
		if now, err := sourceFiles(dir); err != nil || !slices.Equal(now, names) {
			changed = append(changed, dir)
		}
	}
	for file, s := range m.Files {
		if _, linked := m.Dirs[filepath.Dir(file)]; linked && !moduleFile(file) && !s.fresh(file) {
			changed = append(changed, file)
		}
	}
	slices.Sort(changed)
	return changed, nil
}

// moduleFile reports whether a file tells about versions rather than being source.
func moduleFile(file string) bool {
	return slices.Contains([]string{"go.mod", "go.sum", "go.work", "go.work.sum"}, filepath.Base(file))
}

// Linked returns the packages of a host: those that are linked with their symbols, and those for their effect only.
func Linked(bin string) (packages, blank []string, err error) {
	m, err := readManifest(filepath.Dir(bin))
	if err != nil {
		return nil, nil, err
	}
	return m.Packages, m.Blank, nil
}
