package interp

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strings"
)

// Doc returns the documentation of a name as it is written at the prompt (pkg, pkg.Name, pkg.Type.Method), or of a state:
// its declaration without its body, and its comment. For packages that are not interpreted it asks go doc.
func (s *Session) Doc(ctx context.Context, name string) (string, error) {
	s.mu.Lock()
	found, native, err := s.gen.scope.find(name)
	s.mu.Unlock()
	switch {
	case err != nil:
		return "", err
	case native != "":
		return s.goDoc(ctx, native)
	case found == nil:
		return s.packageDoc(name)
	}
	text, err := s.print(found, false)
	if err == nil && found.doc != nil {
		text += "\n" + indented(found.doc.Text())
	}
	return text, err
}

// packageDoc is the documentation of a package of the program, with the names that it exports.
func (s *Session) packageDoc(name string) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	p, err := s.gen.scope.pkg(name)
	if err != nil {
		return "", err
	}
	pkg := s.gen.prog.Package(p.Path())
	var b strings.Builder
	fmt.Fprintf(&b, "package %s // import %q\n", pkg.Name, pkg.Path)
	for _, file := range pkg.Files {
		if file.Doc != nil {
			b.WriteString("\n" + indented(file.Doc.Text()))
		}
	}
	scope, first := pkg.Types.Scope(), true
	for _, name := range scope.Names() {
		if obj := scope.Lookup(name); obj.Exported() {
			if first {
				b.WriteString("\n")
				first = false
			}
			fmt.Fprintf(&b, "%s %s\n", name, hint(obj))
		}
	}
	return b.String(), nil
}

// goDoc asks the go command.
func (s *Session) goDoc(ctx context.Context, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, "go", append([]string{"doc"}, args...)...)
	cmd.Dir, cmd.Env = s.cfg.Dir, s.cfg.Env
	out, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit) && ctx.Err() == nil:
		text := strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(string(out)), "exit status 1"))
		return "", errors.New(strings.TrimPrefix(text, "doc: "))
	case err != nil:
		return "", errors.Join(err, ctx.Err())
	}
	return strings.TrimRight(string(out), "\n"), nil
}

// indented puts four spaces before every line, as go doc does.
func indented(text string) string {
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	for i, line := range lines {
		if line != "" {
			lines[i] = "    " + line
		}
	}
	return strings.Join(lines, "\n") + "\n"
}
