package load

import (
	"maps"
	"path/filepath"
	"slices"
	"strings"
)

// moduleFiles are the files beside the sources that the go command reads.
var moduleFiles = []string{"go.mod", "go.sum", "go.work", "go.work.sum"}

// Watched returns where a program comes from: the directories of its packages, the
// roots of the patterns that end in "...", the directories of what packages embed, and
// the other files that count.
func (l *Loader) Watched(prog *Program) (dirs, trees, embeds, files []string) {
	others, embedded := map[string]bool{}, map[string]bool{}
	for _, pkg := range prog.Packages {
		dirs = append(dirs, pkg.Dir)
		for _, name := range pkg.listed.EmbedFiles {
			embedded[filepath.Dir(filepath.Join(pkg.Dir, name))] = true
		}
		if m := pkg.listed.Module; m != nil && m.GoMod != "" {
			others[m.GoMod] = true
		}
	}
	if prog.ModDir != "" {
		for _, name := range moduleFiles {
			others[filepath.Join(prog.ModDir, name)] = true // there or not
		}
	}
	for file := range l.tree.modules {
		others[file] = true
	}
	for _, root := range l.roots() {
		if abs, err := filepath.Abs(root); err == nil {
			root = abs
		}
		trees = append(trees, root)
	}
	return dirs, trees, slices.Sorted(maps.Keys(embedded)), slices.Sorted(maps.Keys(others))
}

// roots returns the directories of the patterns that end in "...".
func (l *Loader) roots() []string {
	var roots []string
	for _, pattern := range l.cfg.Patterns {
		dir, ok := strings.CutSuffix(filepath.ToSlash(pattern), "...")
		if !ok || dir != "" && !strings.HasPrefix(dir, ".") && !filepath.IsAbs(dir) {
			continue
		}
		if dir = filepath.FromSlash(dir); !filepath.IsAbs(dir) {
			dir = filepath.Join(l.cfg.Dir, dir)
		}
		roots = append(roots, filepath.Clean(dir))
	}
	return roots
}

// addModules notes the files of the modules that a program is made of.
func (t tree) addModules(prog *Program) {
	add := func(path string) {
		if text, err := t.disk.text(path); err == nil {
			t.modules[path] = text
		}
	}
	for dir := prog.ModDir; dir != ""; dir = parent(dir) {
		for _, name := range moduleFiles {
			add(filepath.Join(dir, name))
		}
	}
	for _, pkg := range prog.Packages {
		if m := pkg.listed.Module; m != nil && m.GoMod != "" {
			add(m.GoMod)
		}
	}
}
