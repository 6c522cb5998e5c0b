package optional

import "io/fs"

// FileSystem has the methods of the file systems of package io/fs.
type FileSystem struct{ held }

func (f FileSystem) Open(name string) (fs.File, error) {
	return method[func(any, string) (fs.File, error)](f.held, "Open")(f.x, name)
}

func (f FileSystem) ReadDir(name string) ([]fs.DirEntry, error) {
	return method[func(any, string) ([]fs.DirEntry, error)](f.held, "ReadDir")(f.x, name)
}

func (f FileSystem) ReadFile(name string) ([]byte, error) {
	return method[func(any, string) ([]byte, error)](f.held, "ReadFile")(f.x, name)
}

func (f FileSystem) Stat(name string) (fs.FileInfo, error) {
	return method[func(any, string) (fs.FileInfo, error)](f.held, "Stat")(f.x, name)
}

func (f FileSystem) Lstat(name string) (fs.FileInfo, error) {
	return method[func(any, string) (fs.FileInfo, error)](f.held, "Lstat")(f.x, name)
}

func (f FileSystem) ReadLink(name string) (string, error) {
	return method[func(any, string) (string, error)](f.held, "ReadLink")(f.x, name)
}

func (f FileSystem) Glob(pattern string) ([]string, error) {
	return method[func(any, string) ([]string, error)](f.held, "Glob")(f.x, pattern)
}

func (f FileSystem) Sub(dir string) (fs.FS, error) {
	return method[func(any, string) (fs.FS, error)](f.held, "Sub")(f.x, dir)
}
