package app

import (
	"os"
	"path/filepath"
	"strings"
)

// inModule returns the directory to run the go command in, "" for the current one, and the patterns as seen from there. Directories
// of another module than the current directory's are looked at from that module's root: from outside, the go command knows nothing
// of them.
func inModule(patterns []string) (dir string, rel []string) {
	here, _ := os.Getwd()
	own := moduleRoot(here)
	for _, p := range patterns {
		base := strings.TrimSuffix(p, "...")
		abs, err := filepath.Abs(base)
		if err != nil || !isDir(abs) || !filepath.IsLocal(base) && !strings.HasPrefix(p, ".") && !filepath.IsAbs(p) {
			return "", patterns
		}
		root := moduleRoot(abs)
		if root == "" || root == own || dir != "" && dir != root {
			return "", patterns
		}
		below, err := filepath.Rel(root, abs)
		if err != nil {
			return "", patterns
		}
		name := "./" + filepath.ToSlash(below)
		if base != p {
			name = strings.TrimSuffix(name, "/.") + "/..."
		}
		dir, rel = root, append(rel, name)
	}
	return dir, rel
}

// moduleRoot returns the directory of the go.mod that rules dir, or "".
func moduleRoot(dir string) string {
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

func isDir(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}
