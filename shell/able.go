package shell

import "context"

// An Engine may be able to do more than it must. A command that needs one of the following says so where it is missing.
type (
	// A Locator knows how Go names the variable of a state with that full name: "www.NyseApp". It returns "" if it does not.
	Locator interface{ Variable(state string) string }

	// A Namer knows what can be named at the prompt: plain names, and those of packages as pkg.Name.
	Namer interface{ Names() []string }

	// A Typer tells about the type of an expression, without evaluating it.
	Typer interface {
		TypeOf(src string) (TypeInfo, error)
	}

	// A Documenter finds the documentation of a name: of a package, or of something declared in one.
	Documenter interface {
		Doc(ctx context.Context, name string) (string, error)
	}

	// A Sourcer finds the declaration of a name, or of a state with that full name.
	Sourcer interface {
		Source(ctx context.Context, name string) (Source, error)
	}

	// An Inspector takes a value apart.
	Inspector interface {
		Inspect(ctx context.Context, expr string) (Inspection, error)
	}

	// A Fitter lists expressions that are assignable to a state's type, without evaluating them. The offsets are 0.
	Fitter interface {
		Fits(state string) []Completion
	}

	// A Tracer knows where an error came from: the calls under way, innermost first, the user's alone, and the stack of the
	// goroutine as the runtime prints it.
	Tracer interface {
		Trace(err error) (calls []Frame, stack []byte)
	}

	// An ErrorNamer knows the package variable that holds an error, as io.EOF does: its name, "" where there is none.
	ErrorNamer interface{ ErrorName(err error) string }

	// A Watcher knows when sources are saved: Watch calls saved, from a goroutine of its own and soon after, until stop is
	// called. saved returns at once.
	Watcher interface {
		Watch(saved func()) (stop func(), err error)
	}

	// A Rememberer makes the last error known to its Go, as err. It returns false for one that says what is wrong with
	// source text, which has not run: such a one is not kept.
	Rememberer interface{ Remember(err error) bool }
)

// A Frame is a call that was under way.
type Frame struct {
	Pos    string // file:line:col, and the function
	Source string // the line that was typed at the prompt, where it is one
}

// TypeInfo is what there is to know about a type.
type TypeInfo struct {
	Type       string   `json:"type"`
	Underlying string   `json:"underlying,omitempty"` // where the type has a name
	Methods    []string `json:"methods,omitempty"`    // with their signatures
}

// Source is the text of a declaration.
type Source struct {
	Pos  string `json:"pos"` // file:line
	Text string `json:"text"`
}

// An Inspection is a value taken apart.
type Inspection struct {
	Type    string   `json:"goType"`
	Kind    string   `json:"kind"` // struct, slice, pointer to struct, ...
	Len     int      `json:"len"`  // -1 where there is none
	Cap     int      `json:"cap"`  // -1 where there is none
	Value   string   `json:"value"`
	Parts   []Part   `json:"parts,omitempty"` // fields or elements
	Methods []string `json:"methods,omitempty"`
}

// A Part is a field or an element of a value.
type Part struct {
	Name  string `json:"name"` // of the field, or the index or key
	Type  string `json:"goType"`
	Value string `json:"value"`
}
