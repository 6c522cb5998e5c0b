package load

import (
	"strconv"
	"strings"
)

// Prompt is what the file of every text that is typed at a prompt is called in
// positions that people see.
const Prompt = "prompt"

// InputName returns the name of the file that the text number n, from 1, of a prompt stands
// for. It is told apart from other texts by it; people see Prompt.
func InputName(n int) string { return Prompt + "#" + strconv.Itoa(n) }

// InputNumber returns the number in a name that InputName has made; ok is false for other
// files.
func InputNumber(file string) (n int, ok bool) {
	digits, found := strings.CutPrefix(file[strings.LastIndexByte(file, '/')+1:], Prompt+"#")
	if !found {
		return 0, false
	}
	n, err := strconv.Atoi(digits)
	return n, err == nil && n > 0
}
