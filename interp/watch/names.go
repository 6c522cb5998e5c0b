package watch

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/fsnotify/fsnotify"
)

// matters reports whether an event may be the save of a source. It goes on to watch directories that are new.
func (w *Watcher) matters(e fsnotify.Event) bool {
	if e.Op == fsnotify.Chmod {
		return false
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	name := filepath.Clean(e.Name)
	switch {
	case w.files[name]:
		return true
	case w.watched[name] && e.Op&(fsnotify.Remove|fsnotify.Rename) != 0: // a directory
		delete(w.watched, name)
		return w.counts[name]
	case e.Has(fsnotify.Create) && w.counts[name]:
		_ = w.add(name) // what cannot be watched is tried again by the next Update
		return true
	case e.Has(fsnotify.Create) && w.inTree(name):
		return w.addTree(name)
	}
	dir, base := filepath.Split(name)
	dir = filepath.Clean(dir)
	return w.counts[dir] && isSource(base) || w.embeds[dir] && !isAside(base)
}

// inTree reports whether a name is that of a directory below a tree that is watched.
func (w *Watcher) inTree(name string) bool {
	if !w.counts[filepath.Dir(name)] || passedOver(filepath.Base(name)) {
		return false
	}
	info, err := os.Lstat(name)
	return err == nil && info.IsDir() && slices.ContainsFunc(w.targets.Trees, func(root string) bool {
		rel, err := filepath.Rel(root, name)
		return err == nil && filepath.IsLocal(rel)
	})
}

// addTree watches a directory that has appeared, with all that is below it, and reports whether there is any source in it.
func (w *Watcher) addTree(root string) bool {
	found := false
	for _, dir := range below(root) {
		w.counts[dir] = true
		_ = w.add(dir)
		entries, _ := os.ReadDir(dir)
		found = found || slices.ContainsFunc(entries, func(e os.DirEntry) bool { return isSource(e.Name()) })
	}
	return found
}

// add watches a directory, if it is there.
func (w *Watcher) add(dir string) error {
	if w.watched[dir] {
		return nil
	}
	err := w.fs.Add(dir)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fsnotify.ErrClosed) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("watching %s: %w", dir, err)
	}
	w.watched[dir] = true
	return nil
}

// below returns a directory and those below it that a pattern with "..." means.
func below(root string) []string {
	var dirs []string
	_ = filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		switch {
		case err != nil || !e.IsDir():
			return nil
		case path != root && passedOver(e.Name()):
			return fs.SkipDir
		}
		dirs = append(dirs, path)
		return nil
	})
	return dirs
}

// passedOver reports whether patterns leave a directory of that name out.
func passedOver(name string) bool {
	return name[0] == '.' || name[0] == '_' || name == "testdata" || name == "vendor" || name == "node_modules"
}

// isAside reports whether a file of that name is one that editors have beside another.
func isAside(name string) bool {
	return name == "4913" || strings.HasPrefix(name, ".") || strings.HasPrefix(name, "#") || strings.HasSuffix(name, "~")
}

// isSource reports whether the go command looks at a file of that name, tests aside. The files that editors have beside
// the one that is saved (4913, .order.go.swp, order.go~, #order.go#, .#order.go) are none.
func isSource(name string) bool {
	return strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go") && name[0] != '.' && name[0] != '_' && name[0] != '#'
}
