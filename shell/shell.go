package shell

import (
	"cmp"
	"context"
	"io"
	"maps"
	"os"
	"sync/atomic"
	"time"

	"github.com/mrepl/mrepl/states"
)

// A Config says what a shell works on and where it writes. The zero value is a silent shell over the default registry that runs
// commands only.
type Config struct {
	Name     string             // shown in the prompt; "" means "mrepl"
	Registry *states.Registry   // nil means states.Default
	Engine   Engine             // nil means no Go; see also Use
	Out      io.Writer          // results; nil discards them
	Err      io.Writer          // lifecycle lines, notices, errors; nil discards them
	Commands map[string]Command // commands of the program's own, beside or instead of the shell's

	ColorOut, ColorErr bool // colour what goes to Out, and what goes to Err and the prompt
	ErrAside           bool // Err is not the terminal that the prompt is on, but a file, say
	JSON               bool // print events and results as JSON lines on Out
	Quiet              bool // no banner
	KeepGoing          bool // scripts go on after an error

	Width     func() int       // columns of the terminal, 0 where output is not to be fitted; nil means 0
	Interrupt <-chan os.Signal // a receive interrupts the statement that runs; nil means never
	Now       func() time.Time // nil means time.Now

	// Edit lets a person edit a file, with the cursor at a line, and returns when that is done. Nil: there is no editor.
	Edit func(ctx context.Context, file string, line int) error
	// System runs a line of the system's shell, which writes to out and err where no person sits at a terminal. Nil: no program
	// is run.
	System func(ctx context.Context, line string, out, err io.Writer) error
}

// A Shell runs commands and Go against a registry of states. One statement runs at a time: the Run methods are for one
// goroutine, the others are safe at any time.
type Shell struct {
	cfg       Config
	registry  *states.Registry
	engine    Engine
	commands  table
	output    *output
	view      view
	unwatch   func()
	open      atomic.Bool // it has its engine, or has run something: new states are news
	typed     atomic.Bool // somebody types at a terminal, which echoes ^C
	journal   journal
	said      sayings // the statements that were run
	lastErr   error   // of the last statement that failed
	settings  settings
	unstarted []string    // what the last reset or reload was to start and could not
	asking    LineReader  // of the interactive loop, nil outside of it
	stale     atomic.Bool // the sources on disk did not compile when they were last looked at
	refusal   string      // why, as it was told
	turn      turn        // of a statement, or a reload after a save
	watching  *watching   // nil while watch is off
	replaying bool        // a transcript
	continued atomic.Bool // the prompt that is up is for a further line of a statement
}

// New returns a shell that shows what happens in its registry from now on, until Close.
func New(cfg Config) *Shell {
	if cfg.Name == "" {
		cfg.Name = "mrepl"
	}
	if cfg.Registry == nil {
		cfg.Registry = states.Default
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.Width == nil {
		cfg.Width = func() int { return 0 }
	}
	s := &Shell{cfg: cfg, registry: cfg.Registry, engine: cfg.Engine, commands: builtin(), settings: defaults, turn: newTurn()}
	if cfg.System == nil {
		delete(s.commands, "sh")
	}
	maps.Copy(s.commands, cfg.Commands)
	s.output = &output{out: writer(cfg.Out), err: writer(cfg.Err), aside: cfg.ErrAside, width: cfg.Width}
	s.view = &textView{s.output, newPalette(cfg.ColorErr), newPalette(cfg.ColorOut), s.limits}
	if cfg.JSON {
		s.view = &jsonView{s.output}
	}
	s.unwatch = s.registry.Observe(s.observe)
	return s
}

// observe shows an event, except that the states of the program that is being loaded at first are no news.
func (s *Shell) observe(e states.Event) {
	if _, ok := e.(states.Defined); ok && !s.open.Load() {
		return
	}
	if o := s.recall(e); !s.journal.add(o) {
		s.view.event(o)
	}
}

func writer(w io.Writer) io.Writer {
	if w == nil {
		return io.Discard
	}
	return w
}

// Use gives the shell its engine, where that could not be had before the shell. It must be called before anything is run.
func (s *Shell) Use(e Engine) {
	s.engine = e
	s.open.Store(true)
}

// HasCommand reports whether name is a command of the shell, or another name of one.
func (s *Shell) HasCommand(name string) bool {
	_, _, ok := s.commands.lookup(name)
	return ok
}

// NearCommands returns the names of commands that word may be a slip of.
func (s *Shell) NearCommands(word string) []string { return s.commands.near(word) }

// Stdout returns a writer for what the program prints: it keeps clear of a line that is being typed. With JSON, where Out
// holds JSON alone, it leads to Err. It is safe for concurrent use.
func (s *Shell) Stdout() io.Writer {
	if s.cfg.JSON {
		return s.output.stderr()
	}
	return s.output.stdout()
}

// Stderr is to Err what Stdout is to Out.
func (s *Shell) Stderr() io.Writer { return s.output.stderr() }

// Close stops every running state, last started first, and shows it; after that the shell shows nothing more.
func (s *Shell) Close(ctx context.Context) error {
	defer s.unwatch()
	s.watchOff()
	if s.running() == 0 {
		return nil
	}
	return s.report(s.registry.Stop(ctx))
}

// running counts the states that run.
func (s *Shell) running() int {
	n := 0
	for _, info := range s.registry.Status() {
		if info.Status == states.StatusRunning {
			n++
		}
	}
	return n
}

// plainWidth is what values are fitted to where the output has no width.
const plainWidth = 80

// limits bound the values that are printed.
func (s *Shell) limits() Limits {
	l := s.settings.limits
	l.Width = cmp.Or(l.Width, s.cfg.Width(), plainWidth)
	return l
}
