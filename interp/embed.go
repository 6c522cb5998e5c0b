package interp

import (
	"cmp"
	"embed"
	"path"
	"reflect"
	"slices"

	"github.com/mrepl/mrepl/interp/load"
)

// embed stores in a package variable, which dst points to, the files that a
// //go:embed directive gives it.
func (g *generation) embed(pkgPath, name string, dst any) {
	pkg := g.prog.Package(pkgPath)
	for _, e := range pkg.Embeds {
		if e.Spec.Names[0].Name != name {
			continue
		}
		to := reflect.ValueOf(dst).Elem()
		switch {
		case to.Type() == reflect.TypeFor[embed.FS]():
			to.Set(reflect.ValueOf(embedFS(e.Files)))
		case to.Kind() == reflect.String:
			to.SetString(string(e.Files[0].Data))
		default:
			to.SetBytes(slices.Clone(e.Files[0].Data))
		}
	}
}

// embedFS returns a file system of files. What the compiler makes of one is no
// secret, but has no constructor.
func embedFS(files []load.EmbedFile) (fs embed.FS) {
	list := append(slices.Clone(files), folders(files)...)
	slices.SortFunc(list, func(a, b load.EmbedFile) int {
		return cmp.Or(cmp.Compare(path.Dir(path.Clean(a.Name)), path.Dir(path.Clean(b.Name))), cmp.Compare(path.Base(a.Name), path.Base(b.Name)))
	})
	to := writable(reflect.ValueOf(&fs).Elem().FieldByName("files"))
	to.Set(reflect.New(to.Type().Elem()))
	to.Elem().Set(reflect.MakeSlice(to.Type().Elem(), len(list), len(list)))
	for i, f := range list {
		file := to.Elem().Index(i)
		writable(file.FieldByName("name")).SetString(f.Name)
		writable(file.FieldByName("data")).SetString(string(f.Data))
	}
	return fs
}

// folders returns the folders that files are in, their names with a slash at the
// end.
func folders(files []load.EmbedFile) (list []load.EmbedFile) {
	seen := map[string]bool{".": true}
	for _, f := range files {
		for dir := path.Dir(f.Name); !seen[dir]; dir = path.Dir(dir) {
			seen[dir] = true
			list = append(list, load.EmbedFile{Name: dir + "/"})
		}
	}
	return list
}
