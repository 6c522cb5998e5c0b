package host

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// A listedPackage is what go list tells of a package.
type listedPackage struct {
	ImportPath string
	Name       string
	Dir        string
	Standard   bool
	Export     string
	Deps       []string
	EmbedFiles []string
	Module     *listedModule
	Error      *struct {
		ImportStack []string
		Pos, Err    string
	}
}

type listedModule struct {
	Path    string
	Version string
	Dir     string
	GoMod   string
	Replace *listedModule
}

// decodeList reads what go list -json prints.
func decodeList(out []byte) ([]*listedPackage, error) {
	var pkgs []*listedPackage
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		p := new(listedPackage)
		if err := dec.Decode(p); err == io.EOF {
			return pkgs, nil
		} else if err != nil {
			return nil, fmt.Errorf("go list: %w", err)
		}
		pkgs = append(pkgs, p)
	}
}

// mainPath returns the import path of the host itself, which comes last after all that it imports.
func mainPath(listed []*listedPackage) string { return listed[len(listed)-1].ImportPath }

// tableKeys returns the names of the symbol tables by import path.
func tableKeys(listed []*listedPackage) map[string]string {
	keys := map[string]string{}
	for _, p := range listed {
		keys[p.ImportPath] = path.Join(p.ImportPath, p.Name)
	}
	return keys
}

// resolve lists all packages that go into the host. When the module's requirements suffice for what the user
// imports, but not for the shell, a workspace completes them.
func (b *build) resolve(ctx context.Context) ([]*listedPackage, error) {
	stub := importAll(slices.Concat([]string{b.app}, b.packages, b.blank))
	if err := b.put("main.go", stub); err != nil {
		return nil, err
	}
	listed, err := b.list(ctx)
	if err != nil {
		return nil, err
	}
	users, shells := b.problems(listed)
	if users == nil && shells != nil {
		return b.complete(ctx, listed)
	}
	return listed, errors.Join(users, shells)
}

// complete goes over to a workspace that has the shell's requirements too, and lists the packages there. What the
// module has alone decides on the versions.
func (b *build) complete(ctx context.Context, alone []*listedPackage) ([]*listedPackage, error) {
	work, sources, err := b.workspace(ctx, b.dir)
	if err != nil {
		return nil, err
	}
	b.extra = append(b.extra, sources...)
	b.flags = append(b.flags, "-mod=readonly") // a vendor folder serves the module by itself
	b.tool = b.tool.with("GOWORK=" + work)

	listed, err := b.list(ctx)
	if err != nil {
		return nil, err
	}
	if pins := b.pins(alone, listed); pins != "" {
		if err := appendFile(work, pins); err != nil {
			return nil, err
		}
		if listed, err = b.list(ctx); err != nil {
			return nil, err
		}
	}
	return listed, errors.Join(b.problems(listed))
}

func appendFile(file, text string) error {
	old, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	return os.WriteFile(file, append(old, text...), 0o644)
}

func (b *build) list(ctx context.Context) ([]*listedPackage, error) {
	args := append([]string{"list", "-e", "-deps", "-json=ImportPath,Name,Dir,Standard,Deps,EmbedFiles,Module,Error"}, b.flags...)
	out, err := b.tool.run(ctx, b.progress.note, append(args, "./"+b.folder)...)
	if err != nil {
		return nil, err
	}
	listed, err := decodeList(out)
	if err == nil && len(listed) == 0 {
		err = errors.New("go list: no packages")
	}
	return listed, err
}

// problems returns the errors of the packages that the user's module imports, and of those that only the shell does.
func (b *build) problems(listed []*listedPackage) (users, shells error) {
	for _, p := range listed {
		if p.Error == nil {
			continue
		}
		err := errors.New(p.Error.Err)
		if pos := p.Error.Pos; pos != "" && !strings.Contains(pos, hostFolder) {
			err = fmt.Errorf("%s: %s", pos, p.Error.Err)
		}
		if p.ImportPath == b.app || slices.Contains(p.Error.ImportStack, b.app) {
			shells = errors.Join(shells, err)
		} else {
			users = errors.Join(users, err)
		}
	}
	return users, shells
}

// manifest stamps all files that go into the host and can change without their module's version changing, and
// those that decide on the versions.
func (b *build) manifest(listed []*listedPackage) (*manifest, error) {
	m := &manifest{Packages: b.packages, Blank: b.blank, Files: map[string]stamp{}, Dirs: map[string][]string{}}
	files := append([]string{}, b.extra...)
	files = append(files, besideMod(b.goEnv.GOMOD)...)
	if work := b.goEnv.GOWORK; work != "" && work != "off" {
		files = append(files, work, work+".sum", filepath.Join(filepath.Dir(work), "vendor", "modules.txt"))
	}
	for _, p := range listed[:len(listed)-1] {
		if p.Standard || p.Dir == "" || within(b.goEnv.GOMODCACHE, p.Dir) {
			continue
		}
		if err := m.addDir(p.Dir); err != nil {
			return nil, err
		}
		for _, name := range p.EmbedFiles {
			files = append(files, filepath.Join(p.Dir, name))
		}
		if mod := p.Module; mod != nil {
			for mod.Replace != nil {
				mod = mod.Replace
			}
			if mod.GoMod != "" && !within(b.goEnv.GOMODCACHE, mod.GoMod) {
				files = append(files, besideMod(mod.GoMod)...)
			}
		}
	}
	for _, file := range b.overlay {
		if file != "" && !within(b.dir, file) {
			files = append(files, file)
		}
	}
	for _, file := range files {
		if err := m.add(file); err != nil {
			return nil, err
		}
	}
	return m, nil
}

// besideMod returns the files that decide on the versions of a module.
func besideMod(gomod string) []string {
	dir := filepath.Dir(gomod)
	return []string{gomod, filepath.Join(dir, "go.sum"), filepath.Join(dir, "vendor", "modules.txt")}
}

// within reports whether path lies in the folder dir.
func within(dir, path string) bool {
	rel, err := filepath.Rel(dir, path)
	return err == nil && filepath.IsLocal(rel)
}
