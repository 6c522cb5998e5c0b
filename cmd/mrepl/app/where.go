package app

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// where returns the directory in which the go command is to look at the patterns, and what they are there. That is the current
// one, "", unless the only pattern is a directory of another module, or they are files of one: then it is that.
func where(patterns []string) (dir string, there []string) {
	if folder, files := filesOf(patterns); folder != "" && !within(folder) {
		return folder, files
	}
	if len(patterns) != 1 {
		return "", patterns
	}
	path, below := strings.CutSuffix(filepath.ToSlash(patterns[0]), "/...")
	info, err := os.Stat(path)
	if err != nil || !info.IsDir() {
		return "", patterns
	}
	if within(path) {
		return "", patterns
	}
	if below {
		return path, []string{"./..."}
	}
	return path, []string{"."}
}

// filesOf returns the folder of .go files that are all in one, and their names in it; "" where the patterns are something else.
func filesOf(patterns []string) (folder string, names []string) {
	for i, pattern := range patterns {
		dir, name := filepath.Split(pattern)
		if filepath.Ext(name) != ".go" || i > 0 && dir != folder {
			return "", nil
		}
		folder, names = dir, append(names, name)
	}
	return folder, names
}

// within reports whether a directory is in the module of the current one, or in none.
func within(dir string) bool {
	module := moduleOf(dir)
	return module == "" || module == moduleOf(".")
}

// absent returns an error for the first pattern that names a file or a folder that is not there, or no Go source.
func absent(patterns []string) error {
	for _, pattern := range patterns {
		path := strings.TrimSuffix(filepath.ToSlash(pattern), "/...")
		info, err := os.Stat(path)
		there := err == nil
		switch {
		case there && !info.IsDir() && filepath.Ext(path) != ".go":
			return fmt.Errorf("%s is a file without Go: a folder, a pattern such as ./... or .go files are wanted", pattern)
		case !there && filepath.Ext(path) == ".go":
			return fmt.Errorf("there is no file %s", pattern)
		case !there && (filepath.IsAbs(path) || strings.HasPrefix(path, "./") || strings.HasPrefix(path, "../")):
			return fmt.Errorf("there is no folder %s; name one with Go source, or a pattern, such as ./... is", path)
		}
	}
	return nil
}

// moduleOf returns the nearest directory at or above dir that holds a go.mod, "" if none does.
func moduleOf(dir string) string {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return ""
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		up := filepath.Dir(dir)
		if up == dir {
			return ""
		}
		dir = up
	}
}
