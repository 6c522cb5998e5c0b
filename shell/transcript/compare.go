package transcript

import (
	"regexp"
	"strings"

	"github.com/rogpeppe/go-internal/diff"
)

// Against compares the transcript with what came when its input was replayed. It returns the transcript as it should be: the
// same, but for what differs.
func (f *File) Against(came *File) (now *File, same bool) {
	now, same = &File{Head: f.Head}, len(f.Steps) == len(came.Steps)
	for i, want := range f.Steps {
		if i == len(came.Steps) {
			break
		}
		got := came.Steps[i]
		if want.Prompt != "" && Normal(want.Prompt) != Normal(got.Prompt) {
			want.Prompt, same = got.Prompt, false
		}
		if !Matches(got.Output, want.Output) {
			want.Output, same = merge(got.Output, want.Output), false
		}
		now.Steps = append(now.Steps, want)
	}
	return now, same
}

// merge returns the lines that came, as they were written where they count as equal.
func merge(got, want []string) []string {
	now := make([]string, len(got))
	for i, line := range got {
		now[i] = line
		if i < len(want) && matchesLine(Normal(line), Normal(want[i])) {
			now[i] = want[i]
		}
	}
	return now
}

// Diff returns what turns one transcript into another, in unified form; nothing if they are the same.
func Diff(oldName string, old *File, newName string, now *File) string {
	return string(diff.Diff(oldName, []byte(old.String()), newName, []byte(now.String())))
}

// Matches reports whether lines of output are the wanted ones, in which "..." stands for any lines.
func Matches(got, want []string) bool {
	switch {
	case len(want) == 0:
		return len(got) == 0
	case strings.TrimSpace(want[0]) == "...":
		for skip := range len(got) + 1 {
			if Matches(got[skip:], want[1:]) {
				return true
			}
		}
		return false
	}
	return len(got) > 0 && matchesLine(Normal(got[0]), Normal(want[0])) && Matches(got[1:], want[1:])
}

// matchesLine reports whether a line is the wanted one, in which "..." stands for any text.
func matchesLine(got, want string) bool {
	if got == want {
		return true
	}
	parts := strings.Split(want, "...")
	if len(parts) == 1 || !strings.HasPrefix(got, parts[0]) {
		return false
	}
	got = got[len(parts[0]):]
	last := parts[len(parts)-1]
	for _, part := range parts[1 : len(parts)-1] {
		_, rest, ok := strings.Cut(got, part)
		if !ok {
			return false
		}
		got = rest
	}
	return strings.HasSuffix(got, last)
}

var (
	duration = regexp.MustCompile(`<?\b\d+(\.\d+)?(ns|µs|ms|s|m|h|d)(\d+(\.\d+)?(m|s))*\b`)
	port     = regexp.MustCompile(`(localhost|\d+\.\d+\.\d+\.\d+|\[[0-9a-f:]*\]):\d{2,5}\b`)
	address  = regexp.MustCompile(`\b0xc[0-9a-f]{6,}\b`)
	bar      = regexp.MustCompile(`[█▏▎▍▌▋▊▉━]+`)
	space    = regexp.MustCompile(`\s+`)
)

// Normal returns what two lines have in common that count as equal: durations, ports behind a host, addresses in memory, bars
// and the width of gaps are the same in both.
func Normal(line string) string {
	line = duration.ReplaceAllString(line, "1s")
	line = port.ReplaceAllString(line, "$1:80")
	line = address.ReplaceAllString(line, "0xc0")
	line = bar.ReplaceAllString(line, "█")
	return strings.TrimSpace(space.ReplaceAllString(line, " "))
}
