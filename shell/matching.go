package shell

import (
	"slices"
	"strings"
)

// fitting leaves those that fit the text from the offset word on.
func fitting(list []Completion, head string, word int) []Completion {
	out := matching(list, head[word:], func(c Completion) string { return c.Text })
	for i := range out {
		out[i].From = word
	}
	return out
}

// matching leaves those whose text begins with what is typed, or has a part behind a / that does; if there are none, those that
// hold it, and if there are none of these, those that hold its letters in their order.
func matching[T any](list []T, typed string, text func(T) string) []T {
	if typed == "" {
		return slices.Clone(list)
	}
	lower := strings.ToLower(typed)
	ways := []func(text string) bool{
		func(text string) bool { return strings.HasPrefix(text, typed) || strings.Contains(text, "/"+typed) },
		func(text string) bool { return strings.Contains(strings.ToLower(text), lower) },
		func(text string) bool {
			text = strings.ToLower(text)
			return inOrder(text, lower) || inOrder(text[strings.LastIndexByte(text, '/')+1:], lower)
		},
	}
	for _, fits := range ways {
		var out []T
		for _, one := range list {
			if fits(text(one)) {
				out = append(out, one)
			}
		}
		if len(out) > 0 || len(typed) < 2 {
			return out
		}
	}
	return nil
}

// inOrder reports whether text holds the letters of typed in their order, beginning with the same one.
func inOrder(text, typed string) bool {
	if text == "" || text[0] != typed[0] {
		return false
	}
	for i := range len(typed) {
		at := strings.IndexByte(text, typed[i])
		if at < 0 {
			return false
		}
		text = text[at+1:]
	}
	return true
}
