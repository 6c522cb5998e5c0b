package shell

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// undefinedName finds the name that a compiler does not know.
var undefinedName = regexp.MustCompile(`undefined: ([\pL_][\pL\pN_]*)(?:\.([\pL_][\pL\pN_]*))?`)

// notExported finds the value of which a compiler says that its field is for its package alone.
var notExported = regexp.MustCompile(`^prompt:\d+:\d+: (\S+)\.[\pL_][\pL\pN_]* undefined \(cannot refer to unexported field`)

// suggest adds to the error of an undefined name the names that may have been meant.
func (s *Shell) suggest(err error) error {
	if err == nil || s.engine == nil {
		return err
	}
	text := err.Error()
	if m := notExported.FindStringSubmatch(text); m != nil && !strings.Contains(text, ";") {
		return fmt.Errorf("%w; inspect %s shows it", err, m[1])
	}
	if guess := s.members(text); len(guess) > 0 {
		return fmt.Errorf("%w; did you mean %s?", err, orList(guess))
	}
	if hidden := s.hidden(text); hidden != "" {
		return fmt.Errorf("%w; %s", err, hidden)
	}
	m := undefinedName.FindStringSubmatch(text)
	if m == nil || !strings.HasPrefix(text, "prompt:") || strings.Contains(text, "\n") {
		return err
	}
	if name, _, command := s.commands.lookup(m[1]); command {
		return fmt.Errorf("%w as a name of Go; %s is a command, and help %s tells how it is written", err, m[1], name)
	}
	guess := s.alike(m[1], m[2])
	if len(guess) == 0 {
		return err
	}
	return fmt.Errorf("%w; did you mean %s?", err, orList(guess))
}

// noMember finds what has no such field or method, and the name, in what the compiler says of it.
var (
	noMember = regexp.MustCompile(`^prompt:\d+:\d+: (.+)\.([\pL_][\pL\pN_]*) undefined \(type .* has no field or method [\pL\pN_]+\)$`)
	noField  = regexp.MustCompile(`^prompt:\d+:\d+: unknown field ([\pL_][\pL\pN_]*) in struct literal of type (\S+)$`)
)

// members returns the fields and methods that may have been meant where a value has none of a name.
func (s *Shell) members(text string) []string {
	if m := noMember.FindStringSubmatch(text); m != nil {
		return s.alike(m[1], m[2])
	}
	if m := noField.FindStringSubmatch(text); m != nil {
		prefix := m[2] + "{}."
		guess := s.alike(m[2]+"{}", m[1])
		for i := range guess {
			guess[i] = strings.TrimPrefix(guess[i], prefix)
		}
		return guess
	}
	return nil
}

// notMember finds the name of which a compiler says that it has no such member, or is no type.
var notMember = regexp.MustCompile(`^prompt:\d+:\d+: (?:([\pL_][\pL\pN_]*)\.[\pL_][\pL\pN_]* undefined|([\pL_][\pL\pN_]*) (?:\([^)]*\) )?is not a type)`)

// hidden tells of a name that was taken for a package or a type, and is that of a state, what it is.
func (s *Shell) hidden(text string) string {
	m := notMember.FindStringSubmatch(text)
	if m == nil {
		return ""
	}
	name := cmp.Or(m[1], m[2])
	for _, info := range s.registry.Status() {
		if info.Short != name {
			continue
		}
		if m[2] != "" {
			return fmt.Sprintf("%s is the value of the state %s here; the type is that of its package, as in pkg.%s", name, info.Name, name)
		}
		for _, c := range s.engine.Complete(name, len(name)) {
			if path, ok := strings.CutPrefix(c.Hint, "package "); ok && c.Text == name {
				return fmt.Sprintf("%s is the value of the state %s here; import other %q names the package", name, info.Name, path)
			}
		}
	}
	return ""
}

// unnamed adds to the error for a name that nothing has what may have been meant, or where to look.
func (s *Shell) unnamed(name string, err error) error {
	if err == nil || s.engine == nil || strings.Contains(err.Error(), "did you mean") {
		return err
	}
	first, rest, _ := strings.Cut(name, ".")
	if strings.Contains(err.Error(), " declares no ") {
		if guess := s.alike(first, rest); len(guess) > 0 {
			return fmt.Errorf("%w; did you mean %s?", err, orList(guess))
		}
		return fmt.Errorf("%w; doc %s lists what it does", err, first)
	}
	if !strings.HasPrefix(err.Error(), "nothing is named ") {
		return err
	}
	guess := append(near(name, s.registry.Names()), s.alike(first, rest)...)
	if len(guess) == 0 {
		return fmt.Errorf("%w; states lists the states, and Tab completes the names of Go", err)
	}
	return fmt.Errorf("%w; did you mean %s?", err, orList(guess))
}

// unfit adds to the error of an expression that cannot stand for a state what can.
func (s *Shell) unfit(typed, state string, err error) error {
	err = fmt.Errorf("%s: %w", typed, s.suggest(err))
	fitter, ok := s.engine.(Fitter)
	if !ok || !strings.Contains(err.Error(), "cannot use") {
		return err
	}
	var fits []string
	for _, c := range fitter.Fits(state) {
		if text := strings.TrimSuffix(c.Text, "("); len(fits) < 3 && !strings.HasSuffix(text, "{") {
			fits = append(fits, text)
		}
	}
	if len(fits) == 0 {
		return err
	}
	return fmt.Errorf("%w; what fits is %s", err, orList(fits))
}

// alike returns the names that the undefined name, or the undefined member of a known one, may be a slip of.
func (s *Shell) alike(name, member string) []string {
	if member != "" {
		prefix := name + "."
		var members []string
		for _, c := range s.engine.Complete(prefix, len(prefix)) {
			members = append(members, c.Text)
		}
		return prefixed(prefix, nearFold(member, members))
	}
	namer, ok := s.engine.(Namer)
	if !ok {
		return nil
	}
	var plain, elsewhere []string
	for _, known := range namer.Names() {
		_, last, dotted := strings.Cut(known, ".")
		if !dotted {
			plain = append(plain, known)
		} else if strings.EqualFold(last, name) {
			elsewhere = append(elsewhere, known)
		}
	}
	return append(elsewhere, nearFold(name, plain)...)
}

// nearFold is near, but sees names that differ in case alone as the nearest.
func nearFold(word string, names []string) []string {
	same := slices.DeleteFunc(slices.Clone(names), func(n string) bool { return !strings.EqualFold(n, word) })
	if len(same) > 0 {
		return same
	}
	lower := make(map[string]string, len(names))
	var folded []string
	for _, n := range names {
		lower[strings.ToLower(n)] = n
		folded = append(folded, strings.ToLower(n))
	}
	var out []string
	for _, n := range near(word, folded) {
		out = append(out, lower[n])
	}
	if len(out) == 0 && len(word) > 2 {
		return few(matching(names, word, func(name string) string { return name }))
	}
	return out
}

// few returns the names if they are so few that one of them may be meant.
func few(names []string) []string {
	if len(names) > 3 {
		return nil
	}
	return names
}

func prefixed(prefix string, names []string) []string {
	for i := range names {
		names[i] = prefix + names[i]
	}
	return names
}
