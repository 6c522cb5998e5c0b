package load

import (
	"go/ast"
	"slices"
)

// An overlay is what a file reads as instead of what is on disk, for as long as
// that does not change.
type overlay struct{ disk, text string }

// Text returns what a file reads as: what is on disk, or what overlays it.
func (l *Loader) Text(path string) (string, error) {
	src, err := l.disk.text(path)
	if err != nil {
		return "", err
	}
	if o, ok := l.overlays[path]; ok && o.disk == src {
		return o.text, nil
	}
	return src, nil
}

// Text returns what a file of the package read as when it was loaded, which is what
// the positions in it are about.
func (p *Package) Text(file *ast.File) string { return p.texts[slices.Index(p.Files, file)] }

// Overlay has a file read as text, until it changes on disk or the program is
// loaded as a whole. It returns what takes that back.
func (l *Loader) Overlay(path, text string) (restore func(), err error) {
	src, err := l.disk.text(path)
	if err != nil {
		return nil, err
	}
	was, had := l.overlays[path]
	if l.overlays == nil {
		l.overlays = map[string]overlay{}
	}
	l.overlays[path] = overlay{src, text}
	return func() {
		if delete(l.overlays, path); had {
			l.overlays[path] = was
		}
	}, nil
}

// Uncovered returns the files, in order, that were overlaid and have changed on disk
// since, or are gone: they read as on disk again.
func (l *Loader) Uncovered() []string {
	var paths []string
	for path, o := range l.overlays {
		if src, err := l.disk.text(path); err != nil || src != o.disk {
			paths = append(paths, path)
		}
	}
	slices.Sort(paths)
	return paths
}
