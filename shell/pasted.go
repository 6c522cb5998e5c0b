package shell

import (
	"slices"
	"strings"

	"github.com/mrepl/mrepl/shell/transcript"
)

// Pasted returns what is to be typed for a text that was pasted: of a session, what stands behind its prompts; anything else
// as it is.
func (s *Shell) Pasted(text string) string {
	f := transcript.Parse(text)
	isPrompt := func(step transcript.Step) bool { return step.Prompt != "" }
	if !slices.ContainsFunc(f.Steps, isPrompt) {
		return text
	}
	var typed []string
	for _, step := range f.Steps {
		if isPrompt(step) {
			typed = append(typed, step.Text())
		}
	}
	return strings.Join(typed, "\n")
}
