package shell

import (
	"context"
	"errors"

	"github.com/mrepl/mrepl/states"
)

// An Engine evaluates Go against the live system. A shell without one runs commands only.
//
// An error about source text is one whose Error is one or more lines "file:line:col: message"; for the source that a method
// was handed, the file is "prompt". Every method returns soon after its context is done; what it was running may be left to
// end by itself.
type Engine interface {
	// Eval runs Go statements or declarations and returns the values of a trailing expression, none if there is none.
	Eval(ctx context.Context, src string) ([]Value, error)
	// Substitute evaluates a Go expression that can stand for the value of the state with that full name.
	Substitute(ctx context.Context, state, expr string) (any, error)
	// SubstituteStates evaluates a start and a stop function that can stand for those of the state; stop may be "".
	SubstituteStates(ctx context.Context, state, start, stop string) (states.Sub, error)
	// Plan checks what changed on disk, and says what Reload would do, or why it could not. It touches nothing.
	Plan(ctx context.Context) (Changes, error)
	// Reload changes the program to what its sources say now, while it runs. After an error with empty Changes nothing has
	// been touched; else the new code is in place, and the error is that of states which had to be restarted.
	Reload(ctx context.Context) (Changes, error)
	// Reset is Reload, or loads every package anew. When that is known to succeed, and before it is done, stop is called,
	// whose error ends it.
	Reset(ctx context.Context, all bool, stop func() error) (Changes, error)
	// Complete lists how the Go source in line may go on at the byte offset pos. It never evaluates anything.
	Complete(line string, pos int) []Completion
}

// A Value is the result of an evaluation.
type Value interface {
	Type() string         // the Go type, as the source names it
	Format(Limits) string // Go syntax with real type names, bounded
	Interface() any       // the value itself
}

// Limits bound what a value prints as. A zero field sets no bound.
type Limits struct {
	Depth  int // levels of nesting
	Items  int // elements of one slice, array or map
	Fields int // of one struct: where there are more, those that are zero are left out
	Bytes  int // length of the whole
	Width  int // columns to fit, where a value is printed on several lines
}

// Changes says what a reload did.
type Changes struct {
	Packages []string       // import paths of what has changed on disk, or was loaded anew
	Names    []string       // of these packages, as their package clauses say
	Patched  []string       // functions and methods that run new code
	Added    []string       // what the program declares now, and did not
	Removed  []string       // what it no longer declares
	Renewed  []string       // package variables that were initialised anew
	States   *states.Report // what became of the states, or nil
	Plan     *states.Plan   // of a plan: what would become of them
	Notes    []string       // what else is worth a line
}

// Empty reports whether nothing has changed.
func (c Changes) Empty() bool { return len(c.Packages) == 0 && c.States == nil && c.Plan == nil }

// A Completion is one way to go on at the cursor.
type Completion struct {
	Text string // what the text from From up to the cursor becomes
	From int    // byte offset in the line
	Hint string // a word or two to show beside it: a status, a signature
	Ends bool   // Text is a whole word, behind which a space comes next
}

// A LineReader asks a person for input. Notify may be called from any goroutine at any time, the others by one at a time,
// except that Close makes a pending ReadLine return.
type LineReader interface {
	// ReadLine shows the prompt and returns one statement, which may hold newlines. It returns io.EOF for ^D on an empty
	// line and ErrInterrupted for ^C.
	ReadLine(prompt string) (string, error)
	// Notify shows text, one or more whole lines, without disturbing the line that is being typed.
	Notify(text string)
	Close() error
}

// ErrInterrupted is what ReadLine returns for ^C, and the error of a statement that was interrupted.
var ErrInterrupted = errors.New("interrupted")
