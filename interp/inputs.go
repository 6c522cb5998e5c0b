package interp

import (
	"strings"
	"sync"

	"github.com/mrepl/mrepl/interp/load"
)

// inputs are the texts that were typed at the prompt. Positions in a text carry its
// name, so that a panic in a function can show the line of the input that declared it.
type inputs struct {
	mu    sync.Mutex
	texts []string
}

// add keeps a text, and returns the name of the file that it stands for.
func (in *inputs) add(text string) string {
	in.mu.Lock()
	defer in.mu.Unlock()
	in.texts = append(in.texts, text)
	return load.InputName(len(in.texts))
}

// line returns a line of the input of that name, without the blanks around it; "" where there
// is none.
func (in *inputs) line(name string, line int) string {
	n, ok := load.InputNumber(name)
	if !ok {
		return ""
	}
	in.mu.Lock()
	defer in.mu.Unlock()
	if n > len(in.texts) {
		return ""
	}
	lines := strings.Split(in.texts[n-1], "\n")
	if line < 1 || line > len(lines) {
		return ""
	}
	return strings.TrimSpace(lines[line-1])
}
