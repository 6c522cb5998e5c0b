package load

import (
	"io/fs"
	"os"
	"reflect"
	"time"
)

// disk reads files and directories, and remembers what it has read: looking at a
// large module again costs little more than asking for the times of its files.
type disk struct {
	files map[string]reading[string]
	dirs  map[string]reading[entries]
}

// entries are the names in a directory, in order.
type entries struct {
	sources []string // Go files, tests aside
	others  []string
	below   []string // directories
}

// reading is what was read of a file or a directory, and when.
type reading[T any] struct {
	what    T
	info    fs.FileInfo
	changed any // see changeTime
	at      time.Time
}

// settled is how long something must have been left alone when it was read, so that a
// change since then shows in its time, on file systems with coarse times too.
const settled = 2 * time.Second

// holds reports whether what was read is what there is, of which info is known.
func (r reading[T]) holds(info fs.FileInfo) bool {
	return r.info != nil && os.SameFile(r.info, info) && r.info.Size() == info.Size() && r.info.ModTime().Equal(info.ModTime()) &&
		r.at.Sub(info.ModTime()) > settled && r.changed == changeTime(info)
}

// changeTime is when anything about a file was changed, which cannot be set, on
// systems that have it.
func changeTime(info fs.FileInfo) any {
	sys := reflect.Indirect(reflect.ValueOf(info.Sys()))
	if sys.Kind() != reflect.Struct {
		return nil
	}
	for _, name := range []string{"Ctim", "Ctimespec"} {
		if f := sys.FieldByName(name); f.IsValid() {
			return f.Interface()
		}
	}
	return nil
}

// text returns the contents of a file.
func (d *disk) text(path string) (string, error) {
	return read(&d.files, path, func() (string, error) {
		src, err := os.ReadFile(path)
		return string(src), err
	})
}

// list returns what is in a directory.
func (d *disk) list(dir string) (entries, error) {
	return read(&d.dirs, dir, func() (e entries, err error) {
		all, err := os.ReadDir(dir)
		for _, entry := range all {
			switch {
			case entry.IsDir():
				e.below = append(e.below, entry.Name())
			case isSource(entry.Name()):
				e.sources = append(e.sources, entry.Name())
			default:
				e.others = append(e.others, entry.Name())
			}
		}
		return e, err
	})
}

// read returns what is known of a path, if that still holds, or reads it.
func read[T any](known *map[string]reading[T], path string, from func() (T, error)) (T, error) {
	info, err := os.Stat(path)
	if err != nil {
		delete(*known, path)
		var none T
		return none, err
	}
	if r := (*known)[path]; r.holds(info) {
		return r.what, nil
	}
	r := reading[T]{info: info, changed: changeTime(info), at: time.Now()}
	if r.what, err = from(); err != nil {
		return r.what, err
	}
	if *known == nil {
		*known = map[string]reading[T]{}
	}
	(*known)[path] = r
	return r.what, nil
}
