package app

import (
	"os"
	"path/filepath"
	"strings"
)

// where returns the directory in which the go command is to look at the patterns, and what they are there. That is the current
// one, "", unless the only pattern is a directory of another module: then it is that.
func where(patterns []string) (dir string, there []string) {
	if len(patterns) != 1 {
		return "", patterns
	}
	path, below := strings.CutSuffix(filepath.ToSlash(patterns[0]), "/...")
	info, err := os.Stat(path)
	if err != nil || !info.IsDir() {
		return "", patterns
	}
	module := moduleOf(path)
	if module == "" || module == moduleOf(".") {
		return "", patterns
	}
	if below {
		return path, []string{"./..."}
	}
	return path, []string{"."}
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
