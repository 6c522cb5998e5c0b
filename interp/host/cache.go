package host

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"
)

const (
	cacheFormat  = 1
	keptHosts    = 8           // how many hosts the cache keeps, by the time of their last use
	keptAnyway   = time.Minute // a host used less than this ago is kept: someone may be about to run it
	keptBuilds   = time.Hour   // a build folder older than this was left by a build that was killed
	manifestName = "manifest.json"
	buildPrefix  = "build-"
)

// A manifest lies beside each host in the cache and says what went into it.
type manifest struct {
	Packages []string
	Blank    []string
	Files    map[string]stamp    // the files outside the module cache and GOROOT that matter, by absolute path
	Dirs     map[string][]string // the source files that each of their folders has, so that a new one is seen
}

// A stamp is the state of a file: its size and time, which are compared first, and its content. The stamp of a
// file that does not exist is the zero one.
type stamp struct {
	Size    int64  `json:",omitempty"`
	ModTime int64  `json:",omitempty"` // in nanoseconds since 1970
	Sum     string `json:",omitempty"`
}

// add takes a file into the manifest as it is now.
func (m *manifest) add(file string) error {
	if _, ok := m.Files[file]; ok {
		return nil
	}
	info, err := os.Stat(file)
	if errors.Is(err, fs.ErrNotExist) {
		m.Files[file] = stamp{}
		return nil
	}
	if err != nil {
		return err
	}
	sum, err := fileSum(file)
	if err != nil {
		return err
	}
	m.Files[file] = stamp{Size: info.Size(), ModTime: info.ModTime().UnixNano(), Sum: sum}
	return nil
}

// addDir takes in the source files of a package's folder.
func (m *manifest) addDir(dir string) error {
	if _, ok := m.Dirs[dir]; ok {
		return nil
	}
	names, err := sourceFiles(dir)
	if err != nil {
		return err
	}
	m.Dirs[dir] = names
	for _, name := range names {
		if err := m.add(filepath.Join(dir, name)); err != nil {
			return err
		}
	}
	return nil
}

// fresh reports whether all that went into the host is still as it was.
func (m *manifest) fresh() bool {
	for dir, names := range m.Dirs {
		if now, err := sourceFiles(dir); err != nil || !slices.Equal(now, names) {
			return false
		}
	}
	for file, s := range m.Files {
		if !s.fresh(file) {
			return false
		}
	}
	return true
}

// fresh reports whether file has the content that it had when the stamp was made.
func (s stamp) fresh(file string) bool {
	info, err := os.Stat(file)
	if err != nil {
		return s == stamp{} && errors.Is(err, fs.ErrNotExist)
	}
	if info.Size() != s.Size || s.Sum == "" {
		return false
	}
	if info.ModTime().UnixNano() == s.ModTime {
		return true
	}
	sum, err := fileSum(file)
	return err == nil && sum == s.Sum
}

// digest identifies a host among those of the same key: by what is linked and the content of its files.
func (m *manifest) digest() string {
	same := manifest{Packages: m.Packages, Blank: m.Blank, Dirs: m.Dirs, Files: map[string]stamp{}}
	for file, s := range m.Files {
		same.Files[file] = stamp{Sum: s.Sum}
	}
	text, err := json.Marshal(same)
	if err != nil {
		panic(err) // strings and numbers
	}
	return shortHash(text)
}

// sourceFiles lists the files of a folder that the compiler may read. A folder may exist in an overlay only.
func sourceFiles(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	names := []string{}
	for _, e := range entries {
		name := e.Name()
		if e.IsDir() || strings.HasSuffix(name, "_test.go") || strings.HasPrefix(name, ".") {
			continue
		}
		switch filepath.Ext(name) {
		case ".go", ".s", ".S", ".sx", ".c", ".h", ".cc", ".cpp", ".cxx", ".hh", ".hpp", ".hxx", ".m", ".swig", ".swigcxx", ".syso":
			names = append(names, name)
		}
	}
	return names, nil
}

func fileSum(file string) (string, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:]), nil
}

// cached returns the most recently used host of the target's key that is up to date and that match accepts.
func (t *target) cached(match func(*manifest) bool) (bin string, ok bool) {
	for _, e := range hosts(t.cacheDir) {
		if !strings.HasPrefix(filepath.Base(e.dir), t.key+"-") {
			continue
		}
		m, err := readManifest(e.dir)
		if err != nil || !match(m) || !m.fresh() {
			continue
		}
		bin := filepath.Join(e.dir, binName())
		if _, err := os.Stat(bin); err != nil {
			continue
		}
		now := time.Now()
		_ = os.Chtimes(filepath.Join(e.dir, manifestName), now, now) // a cache that cannot be written still serves
		return bin, true
	}
	return "", false
}

// binName is the name of a host's program file, which process listings show.
func binName() string {
	if runtime.GOOS == "windows" {
		return "mrepl.exe"
	}
	return "mrepl"
}

func readManifest(dir string) (*manifest, error) {
	text, err := os.ReadFile(filepath.Join(dir, manifestName))
	if err != nil {
		return nil, err
	}
	m := new(manifest)
	return m, json.NewDecoder(bytes.NewReader(text)).Decode(m)
}

// store moves the folder of a finished build, which holds the program, to its place in the cache and returns the
// program's path there. When another process has put the same host there meanwhile, that one is used.
func (t *target) store(build string, m *manifest) (bin string, err error) {
	text, err := json.Marshal(m)
	if err != nil {
		return "", err
	}
	if err := os.WriteFile(filepath.Join(build, manifestName), text, 0o644); err != nil {
		return "", err
	}
	dir := filepath.Join(t.cacheDir, t.key+"-"+m.digest())
	bin = filepath.Join(dir, binName())
	if err := os.Rename(build, dir); err != nil {
		if _, statErr := os.Stat(bin); statErr != nil {
			return "", err
		}
		// Its files have the same content, but perhaps other times: take over the newer ones.
		return bin, os.Rename(filepath.Join(build, manifestName), filepath.Join(dir, manifestName))
	}
	return bin, nil
}

// An entry is a host in the cache.
type entry struct {
	dir  string
	used time.Time
}

// hosts lists the hosts in the cache, the one that was used last first.
func hosts(cacheDir string) []entry {
	dirs, _ := os.ReadDir(cacheDir) // none when it cannot be read
	var list []entry
	for _, d := range dirs {
		dir := filepath.Join(cacheDir, d.Name())
		if info, err := os.Stat(filepath.Join(dir, manifestName)); err == nil && !strings.HasPrefix(d.Name(), buildPrefix) {
			list = append(list, entry{dir, info.ModTime()})
		}
	}
	slices.SortStableFunc(list, func(a, b entry) int { return cmp.Compare(b.used.UnixNano(), a.used.UnixNano()) })
	return list
}

// prune removes the hosts that have not been used for longest, and what killed builds have left. A host is first
// renamed, so that none is found that is half there. What cannot be removed, because it runs, stays for the next time.
func prune(cacheDir string) {
	for i, e := range hosts(cacheDir) {
		if i < keptHosts || time.Since(e.used) < keptAnyway {
			continue
		}
		gone := filepath.Join(cacheDir, buildPrefix+"old-"+filepath.Base(e.dir))
		if os.Rename(e.dir, gone) == nil {
			_ = os.RemoveAll(gone)
		}
	}
	builds, _ := filepath.Glob(filepath.Join(cacheDir, buildPrefix+"*"))
	for _, dir := range builds {
		if info, err := os.Stat(dir); err == nil && time.Since(info.ModTime()) > keptBuilds {
			_ = os.RemoveAll(dir)
		}
	}
}
