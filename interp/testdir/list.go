package main

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
)

const listHead = `# Programs of Go's test directory that do not pass, each with its reason. Written by
# go run ./interp/testdir -update, which keeps the reasons of those that are here.
`

// readList returns the programs that are known to fail, with their reasons. There
// are none when the file does not exist.
func readList(name string) (map[string]string, error) {
	list := map[string]string{}
	f, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return list, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		line := strings.TrimSpace(lines.Text())
		if line == "" || line[0] == '#' {
			continue
		}
		file, why, _ := strings.Cut(line, " ")
		list[file] = strings.TrimSpace(why)
	}
	return list, lines.Err()
}

// writeList writes the list anew: the programs of files that failed, and those
// listed that were not run. A program that is listed keeps its reason.
func writeList(name string, known map[string]string, files []string, failed map[string]string) error {
	list := maps.Clone(known)
	for _, file := range files {
		why := failed[file]
		switch {
		case why == "":
			delete(list, file)
		case list[file] == "" || why == timeOut && !strings.HasPrefix(list[file], timeOut):
			list[file] = why
		}
	}
	text := listHead
	for _, file := range slices.Sorted(maps.Keys(list)) {
		text += fmt.Sprintf("%s %s\n", file, list[file])
	}
	return os.WriteFile(name, []byte(text), 0o666)
}
