package load

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// listed is what go list says of one package.
type listed struct {
	ImportPath string
	Name       string
	Dir        string
	Standard   bool
	Export     string
	GoFiles    []string
	CgoFiles   []string
	SFiles     []string
	EmbedFiles []string
	Imports    []string
	ImportMap  map[string]string
	Match      []string
	DepOnly    bool
	Incomplete bool
	Module     *module
	Error      *listError
}

// module is what go list says of the module of a package.
type module struct {
	Path      string
	Version   string
	Replace   *module
	Dir       string
	GoMod     string
	GoVersion string
	Main      bool
}

// version returns what tells versions of a module apart.
func (m *module) version() string {
	if m.Replace != nil {
		return m.Replace.Path + "@" + m.Replace.Version
	}
	return m.Version
}

// listError is a problem that the go command found with a package.
type listError struct {
	ImportStack []string
	Pos         string
	Err         string
}

const listFields = "ImportPath,Name,Dir,Standard,Export,GoFiles,CgoFiles,SFiles,EmbedFiles,Imports,ImportMap,Match,DepOnly,Incomplete,Module,Error"

// goList runs go list in dir and decodes what it prints. Problems of single
// packages come back inside them; a failure of the command is an error.
func goList(ctx context.Context, dir string, env []string, args ...string) ([]*listed, error) {
	cmd := exec.CommandContext(ctx, "go", append([]string{"list", "-e", "-json=" + listFields}, args...)...)
	cmd.Dir = dir
	cmd.Env = env
	if cmd.Env == nil {
		cmd.Env = os.Environ()
	}
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if errors.Is(err, exec.ErrNotFound) {
		return nil, errors.New("the go command was not found: mrepl needs it to find and check packages; install Go and put it on PATH")
	}
	if err != nil {
		return nil, fmt.Errorf("go list: %s", firstOf(strings.TrimPrefix(strings.TrimSpace(stderr.String()), "go: "), err.Error()))
	}
	return decodeList(out)
}

// decodeList reads what go list -json prints.
func decodeList(out []byte) ([]*listed, error) {
	var pkgs []*listed
	dec := json.NewDecoder(bytes.NewReader(out))
	for {
		p := new(listed)
		if err := dec.Decode(p); err == io.EOF {
			return pkgs, nil
		} else if err != nil {
			return nil, fmt.Errorf("go list: unreadable answer: %w", err)
		}
		pkgs = append(pkgs, p)
	}
}

// toolchain returns the version of Go that a package of its standard library
// belongs to, or "".
func toolchain(p *listed) string {
	src, ok := strings.CutSuffix(filepath.ToSlash(p.Dir), "/src/"+p.ImportPath)
	if !ok {
		return ""
	}
	text, err := os.ReadFile(filepath.Join(filepath.FromSlash(src), "VERSION"))
	if err != nil {
		return ""
	}
	line, _, _ := strings.Cut(string(text), "\n")
	return strings.TrimSpace(line)
}

// firstOf returns the first text that is not empty.
func firstOf(texts ...string) string {
	for _, s := range texts {
		if s != "" {
			return s
		}
	}
	return ""
}
