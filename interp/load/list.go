package load

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

// list asks the go command what there is, and sorts interpreted from native.
func (l *Loader) list(ctx context.Context) (*Program, []*listed, error) {
	all, err := goList(ctx, l.cfg.Dir, l.cfg.Env, append([]string{"-deps", "--"}, l.cfg.Patterns...)...)
	if err != nil {
		return nil, nil, err
	}
	all = slices.DeleteFunc(all, (*listed).empty)
	prog := l.describe(all)
	interpreted := l.classify(all, prog)
	if errs := l.unlisted(all, interpreted); len(errs) > 0 {
		return nil, nil, errs.sorted()
	}
	if len(prog.Roots) == 0 {
		return nil, nil, fmt.Errorf("no Go files match %s", strings.Join(l.cfg.Patterns, " "))
	}
	prog.Native = nativeImports(interpreted)
	for _, p := range all {
		why, native := prog.Reasons[p.ImportPath]
		switch {
		case p.DepOnly || !native:
		case p.Name == "main":
			return nil, nil, Errors{{Pos: why.Pos, Msg: fmt.Sprintf("%s cannot be interpreted: %s; move the code that needs it to a package of its own, which is compiled then", p.ImportPath, why.Why)}}
		default:
			prog.Native = append(prog.Native, p.ImportPath)
		}
	}
	l.sumNatives(prog, all)
	return prog, interpreted, nil
}

// describe returns a program of which only that is known that the go command says.
func (l *Loader) describe(all []*listed) *Program {
	prog := &Program{Fset: l.fset, Reasons: map[string]Reason{}, Versions: map[string]string{}}
	for _, p := range all {
		if p.Module != nil && p.Module.Main && prog.Module == "" {
			prog.Module, prog.ModDir = p.Module.Path, p.Module.Dir
		}
		if p.Module != nil && !p.Module.Main {
			prog.Versions[p.Module.Path] = p.Module.version()
		}
		if p.Standard && prog.Go == "" {
			prog.Go = toolchain(p)
		}
		if !p.DepOnly {
			prog.Roots = append(prog.Roots, p.ImportPath)
		}
	}
	return prog
}

// unlisted returns what the go command has found wrong with the packages to
// interpret, and with imports that lead nowhere.
func (l *Loader) unlisted(all, interpreted []*listed) (errs Errors) {
	for _, p := range interpreted {
		if p.Error != nil && !p.parseError() {
			errs = append(errs, fromList(p, l.cfg.Dir))
		}
	}
	for _, p := range all {
		if p.Error != nil && p.Name == "" && len(p.Error.ImportStack) > 0 {
			errs = append(errs, fromList(p, l.cfg.Dir))
		}
	}
	return errs
}

// empty reports whether a package has no files to build, tests aside.
func (p *listed) empty() bool {
	return p.Error == nil && p.Name != "" && len(p.GoFiles)+len(p.CgoFiles) == 0
}

// parseError reports whether the go command's complaint is about syntax, which
// the parser here reports better and completely.
func (p *listed) parseError() bool {
	return len(p.GoFiles) > 0 && p.Error.Pos != "" &&
		(strings.Contains(p.Error.Err, "expected ") || strings.Contains(p.Error.Err, "syntax error"))
}
