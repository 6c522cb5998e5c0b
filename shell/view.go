package shell

import (
	"strings"

	"github.com/mrepl/mrepl/states"
)

// A view shows what happens and what comes out: as text for people, or as JSON.
type view interface {
	event(occurrence)
	// result shows what a command was asked for: kind names it and data holds it for programs, text for people.
	result(kind string, data any, text string)
	values([]Value)
	// whole shows values without bounds.
	whole([]Value)
	// report shows the summary of an operation.
	report(*states.Report)
	// changes shows what a reload did, or would do.
	changes(reloaded)
	// notice shows a line that is neither a result nor an error.
	notice(text string)
	// warn is a notice of something that may not be wanted.
	warn(text string)
	failure(at place, err error)
}

// A textView is the view for people: results to out, everything else to err.
type textView struct {
	o       *output
	palette palette // of err
	results palette // of out
	limits  func() Limits
}

func (v *textView) event(o occurrence) {
	if line := eventText(o, v.palette); line != "" {
		v.o.tell(line)
	}
}

func (v *textView) result(_ string, _ any, text string) {
	if text != "" {
		v.o.show(strings.TrimSuffix(text, "\n"))
	}
}

func (v *textView) values(values []Value) {
	limits := v.limits()
	for _, value := range values {
		v.o.show(value.Format(limits))
	}
}

func (v *textView) whole(values []Value) {
	for _, value := range values {
		v.o.show(value.Format(Limits{Width: v.limits().Width}))
	}
}

func (v *textView) notice(text string) { v.o.tell(text) }

func (v *textView) warn(text string) { v.notice(v.palette.warn.Sprint("! ") + text) }

// failure prints the error under its place. An error that the lifecycle lines have told already is not told again at the
// prompt, where they are in sight.
func (v *textView) failure(at place, err error) {
	if at.file == "" && told(err) {
		return
	}
	v.o.tell(v.palette.bad.Sprint(Excerpt(at.locate(explain(err)))))
}
