package main

import (
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// grown measures edits of a package that few others use, in a module of that many
// packages: of the body of its function, and of the parameters.
func (o options) grown(mrepl, dir string) (body, signature time.Duration, err error) {
	s, err := open(mrepl, dir)
	if err != nil {
		return 0, 0, err
	}
	defer s.close()
	if err := s.types("start"); err != nil {
		return 0, 0, err
	}
	url, err := s.ask("www.App.Get().URL")
	if err != nil {
		return 0, 0, err
	}
	edit := func(parameters func(n int) string) func(n int) error {
		return func(n int) error {
			text := fmt.Sprintf("package leaf\n\nfunc Text(i int%s) string { return %q }\n", parameters(n), answer(n))
			return os.WriteFile(filepath.Join(dir, "leaf", "leaf.go"), []byte(text), 0o666)
		}
	}
	same := edit(func(int) string { return "" })
	other := edit(func(n int) string { return fmt.Sprintf(", more ...[%d]int", n) })
	reload := func() error { return s.types("reload") }
	time.Sleep(3 * time.Second) // files that have just been written are read again, see load
	if _, err := edits(2, url, same, reload); err != nil {
		return 0, 0, err
	}
	if body, err = edits(o.runs, url, same, reload); err != nil {
		return 0, 0, err
	}
	signature, err = edits(o.runs, url, other, reload)
	return body, signature, err
}
