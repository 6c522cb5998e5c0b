package app

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"golang.org/x/term"

	"github.com/mrepl/mrepl/shell"
	"github.com/mrepl/mrepl/shell/line"
	"github.com/mrepl/mrepl/shell/prompt"
	"github.com/mrepl/mrepl/states"
)

const usage = `usage: mrepl [flags] [PACKAGES] [SCRIPT.mrepl [WORD...]] [-- ARGS]

The shell on these packages: directories, patterns or .go files (default: the
current directory, or nothing where that is no package). ARGS, KEY=VALUE or plain
words, are what states.Args returns. A SCRIPT is run with the words as $1, $2...;
its first line may be #!/usr/bin/env -S mrepl PACKAGES.

  -c LINE       run a line (repeatable), then exit
  -f FILE       run a script ("-": standard input), then exit
  --replay FILE replay a transcript, and say what is different
  --update      ... and write down what came instead
  -i            stay at the prompt after -c or -f
  -k            keep going after an error
  -q            no banner
  --json        events and results as JSON lines
  --color WHEN  auto, always or never

mrepl exec FILE.go... | PACKAGE [ARGS]   interpret a main package
mrepl check [PACKAGES]                   type-check, run nothing
mrepl test [--update] FILE... [-- ARGS]  replay transcripts, each in a shell of its own
mrepl build -o BIN [PACKAGES]            build a plain binary
mrepl version
`

// errHelp says that the usage was asked for and has been printed.
var errHelp = errors.New("help")

// options are what the command line says.
type options struct {
	inputs    []input
	stay      bool // -i
	keepGoing bool // -k
	quiet     bool // -q
	json      bool
	color     string
	packages  []string
	args      map[string]any // behind --
	update    bool           // write down what came, where it is not what a transcript says
}

// An input is a line to run, or the name of a script or a transcript.
type input struct {
	kind inputKind
	text string
	args []string // of the script
}

type inputKind int

const (
	lineInput inputKind = iota
	scriptInput
	replayInput
)

// parseOptions reads the arguments. Flags may stand before, between and behind packages.
func parseOptions(args []string, help io.Writer) (options, error) {
	args, rest := splitAtDashes(args)
	opts := options{color: "auto", args: stateArgs(rest)}
	fs := flag.NewFlagSet("mrepl", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	for name, kind := range map[string]inputKind{"c": lineInput, "f": scriptInput, "replay": replayInput} {
		fs.Func(name, "", func(s string) error { opts.inputs = append(opts.inputs, input{kind: kind, text: s}); return nil })
	}
	fs.BoolVar(&opts.update, "update", false, "")
	fs.BoolVar(&opts.stay, "i", false, "")
	fs.BoolVar(&opts.keepGoing, "k", false, "")
	fs.BoolVar(&opts.quiet, "q", false, "")
	fs.BoolVar(&opts.json, "json", false, "")
	fs.StringVar(&opts.color, "color", opts.color, "")
	for {
		err := fs.Parse(args)
		if errors.Is(err, flag.ErrHelp) {
			fmt.Fprint(help, usage)
			return opts, errHelp
		}
		if err != nil {
			return opts, fmt.Errorf("%w; mrepl -h lists the flags", err)
		}
		if fs.NArg() == 0 {
			break
		}
		if strings.HasSuffix(fs.Arg(0), ".mrepl") {
			opts.inputs = append(opts.inputs, input{kind: scriptInput, text: fs.Arg(0), args: fs.Args()[1:]})
			break
		}
		opts.packages = append(opts.packages, fs.Arg(0))
		args = fs.Args()[1:]
	}
	switch opts.color {
	case "auto", "always", "never":
		return opts, nil
	}
	return opts, fmt.Errorf("--color is auto, always or never, not %s", opts.color)
}

// splitAtDashes divides args at the first --, which belongs to neither side.
func splitAtDashes(args []string) (before, behind []string) {
	for i, arg := range args {
		if arg == "--" {
			return args[:i], args[i+1:]
		}
	}
	return args, nil
}

// stateArgs reads KEY=VALUE words; the others are together under "args".
func stateArgs(words []string) map[string]any {
	args := map[string]any{}
	var plain []string
	for _, w := range words {
		if key, value, ok := strings.Cut(w, "="); ok && key != "" {
			args[key] = shell.ArgValue(value)
		} else {
			plain = append(plain, w)
		}
	}
	if plain != nil {
		args["args"] = plain
	}
	return args
}

// replays reports whether a transcript is replayed: then it tells what the shell writes.
func (o options) replays() bool {
	return slices.ContainsFunc(o.inputs, func(in input) bool { return in.kind == replayInput })
}

// misplaced returns the command that stands where packages do, "" if none does.
func (o options) misplaced(sh *shell.Shell) string {
	for _, name := range o.packages {
		if _, err := os.Stat(name); err != nil && sh.HasCommand(name) {
			return name
		}
	}
	return ""
}

// interactive reports whether a person sits at the terminal.
func (o options) interactive() bool { return line.IsTerminal(os.Stdin, os.Stdout, os.Getenv) }

// shellConfig says how the shell writes.
func (o options) shellConfig(name string, sig *signals) shell.Config {
	if o.replays() {
		return shell.Config{Name: name, Registry: states.Default, Quiet: true, Interrupt: sig.interrupts, System: o.system()}
	}
	return shell.Config{
		Name: name, Registry: states.Default,
		Out: os.Stdout, Err: os.Stderr,
		ColorOut: o.colors(os.Stdout) && !o.json, ColorErr: o.colors(os.Stderr) && !o.json,
		ErrAside: !term.IsTerminal(int(os.Stderr.Fd())),
		JSON:     o.json, Quiet: o.quiet, KeepGoing: o.keepGoing,
		Width:     func() int { return prompt.Columns(os.Stdout) },
		Interrupt: sig.interrupts,
		Edit:      o.editor(),
		System:    o.system(),
	}
}

// colors reports whether what goes to f is to be coloured.
func (o options) colors(f *os.File) bool {
	switch o.color {
	case "always":
		return true
	case "never":
		return false
	}
	return prompt.Colors(f)
}
