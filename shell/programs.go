package shell

// programs are what mrepl does besides being a shell, by the word that follows mrepl on its command line, and mrepl itself.
var programs = map[string]string{
	"mrepl": `    mrepl [flags] [PACKAGES] [SCRIPT.mrepl [WORD...]] [-- ARGS]

The shell on these packages: directories, patterns such as ./... or .go files, by default the current directory, or nothing
where that is no package. ARGS, KEY=VALUE or plain words, are what states.Args returns.

    -c LINE        run a line, then exit; may be repeated
    -f FILE        run a script, - is standard input, then exit
    -i             stay at the prompt after -c or -f
    -k             keep going after an error
    -q             no banner
    --json         events and results as JSON lines
    --color WHEN   auto, always or never

The exit code is 0 if all went well; 1 if a command, an evaluation or an operation on states failed; 2 if the command line is
wrong or source does not compile; 130 after an interrupt, 143 after SIGTERM, 129 after a hangup; and N after exit N. States
that run at the end are stopped, last started first, whatever ends mrepl.

The full name of a state is its package's path and its own name, the path relative to the package that is named if that is a
main package which contains the other's folder, else to the module: mrepl ./examples/exchange says db/conn where mrepl ./...
says examples/exchange/db/conn. A script that is to work with both says conn.

MREPL_HISTORY_IGNORE is a regular expression: what matches is kept out of the history (see help keys). VISUAL and EDITOR name the editor of
edit, NO_COLOR turns colours off. The history is in $XDG_STATE_HOME/mrepl, or ~/.local/state/mrepl.`,

	"build": `    mrepl build -o BIN [PACKAGES]

Builds a plain native binary, for which neither mrepl nor the source is needed. A main package among PACKAGES (by default
the current directory) is the program, as it is for go build: its main starts what is to run.

Without a main package, or with one whose main is empty, the binary starts every state of PACKAGES, waits for SIGTERM or an
interrupt, and stops them, last started first; a second signal ends it at once. Its arguments, KEY=VALUE, are what
states.Args returns, and it logs to standard error. It exits with 1 if a state did not start, or did not stop cleanly; what
was started is stopped in any case. Nothing is written into the module.

GOOS, GOARCH, CGO_ENABLED and GOFLAGS count as they do for go build: GOOS=linux CGO_ENABLED=0 mrepl build -o exchange .`,

	"check": `    mrepl check [-lowered] [PACKAGES]

Checks the packages as the shell does when it loads them, and runs nothing: types, and whether all of it can be interpreted.
It lists every problem with its position, and which packages would be compiled instead of interpreted, and why. The exit
code is 2 if there is a problem. With -lowered it prints the Go that the interpreter would be given, for a report of a bug.`,

	"exec": `    mrepl exec FILE.go... [ARGS]
    mrepl exec PACKAGE [ARGS]

Interprets a main package as go run would run it: the same output, the same exit code, 2 after a panic. There is no prompt,
and states are what the program makes of them. ARGS are os.Args[1:].`,

	"test": `    mrepl test [--update] FILE... [-- ARGS]

Replays transcripts, each in a shell of its own, and prints what is different as a diff. The packages are those of the
transcript's line "$ mrepl ...", seen from its directory; ARGS are added to its own. --update writes down what came instead.
The exit code is 1 if one differs. help transcripts tells how they are written.`,
}
