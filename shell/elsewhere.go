package shell

import (
	"fmt"
	"regexp"
	"strings"
	"sync"
)

// A habit is a line as it is typed elsewhere: at the shell of the system, in an editor, in psql.
type habit struct {
	line *regexp.Regexp
	say  string // what to do here; $1 and so on are those of line, $0 is all of the line
	runs bool   // say goes on with how sh runs the line
}

// habits returns those that are known, the particular ones first. They are made when a line asks
// for them: most sessions have none that does.
var habits = sync.OnceValue(func() []habit {
	return []habit{
		{regexp.MustCompile(`^\\?(?:q|wq|qa|bye|logout)!?$`), "exit leaves, and so does ^D", false},
		{regexp.MustCompile(`^(?:clear|cls)$`), "^L clears the screen", false},
		{regexp.MustCompile(`^(?:cd|chdir|pushd|popd)(?:$|\s)`), "mrepl stays in the folder that it was started in; in a terminal, mrepl DIR is a shell on another one", false},
		{regexp.MustCompile(`^(?:export|setenv)\s+([A-Za-z_]\w*)[= ](.*)`), `os.Setenv("$1", "$2") sets a variable of the environment`, false},
		{regexp.MustCompile(`^(?:man|info)\s+(\S+)`), "help $1 tells about it", false},
		{regexp.MustCompile(`^load(?:$|\s)`), "reload loads what has changed; in a terminal, mrepl DIR is a shell on other packages", false},
		{regexp.MustCompile(`^!(?:!|-?\d+|$)`), "Up brings back what was typed before, ^R searches it, history lists it", false},

		{regexp.MustCompile(`^package\s+\w+$`), "the prompt is no file, and what is declared here needs no package; in a terminal, mrepl FILE.go loads a file", false},
		{regexp.MustCompile(`^mrepl\s+(?:.*\s)?-f\s*(\S+)`), "this is mrepl: source $1 runs a script", false},
		{regexp.MustCompile(`^mrepl\s+(?:.*\s)?-c\s`), "this is mrepl: type the line itself", false},
		{regexp.MustCompile(`^mrepl(?:$|\s)`), "this is mrepl; help mrepl tells about its command line", false},
		{regexp.MustCompile(`^(\S+\.mrepl)(?:$|\s)`), "source $0 runs a script", false},

		{regexp.MustCompile(`^go\s+(?:build|install)(?:$|\s)`), "nothing has to be built here: reload loads what has changed", true},
		{regexp.MustCompile(`^go\s+run(?:$|\s)`), "the program is loaded: start starts its states", true},
		{regexp.MustCompile(`^go\s+doc\s+(\S+)`), "doc $1 shows what was written about it", true},
		{regexp.MustCompile(`^go\s+(?:get|mod)\s`), "reload loads what it brings", true},
		{regexp.MustCompile(`^go\s+(bug|clean|env|fix|fmt|generate|help|list|test|telemetry|tool|version|vet|work)(?:$|\s)`), "go $1 is for the go command", true},
		{regexp.MustCompile(`^(?:vim?|nvim|nano|emacs|hx|code|ed)(?:$|\s)`), "edit opens the editor on a FILE, or where a NAME is declared", true},
		{regexp.MustCompile(`^(?:cat|less|more|bat|head)(?:$|\s)`), "source NAME shows the declaration of NAME", true},
		{regexp.MustCompile(`^((?:\.{0,2}|~)/[\w.]\S*)`), "$1 is a program", true},
		{regexp.MustCompile(`^!(` + strings.Join(systemPrograms, "|") + `)(?:$|\s)`), "a ! runs no program here", true},
		{regexp.MustCompile(`^(` + strings.Join(systemPrograms, "|") + `)(?:$|\s)`), "$1 is a program", true},

		{regexp.MustCompile(`^\\`), `commands are words here, without a \; help lists them`, false},
		{regexp.MustCompile(`(?i)^(?:select\s.+\sfrom|insert\s+into|update\s+\S+\s+set|delete\s+from|(?:create|drop|alter)\s+table)\s`),
			`SQL goes through Go, as in conn.Query("select ...") where conn is an *sql.DB`, false},
		{regexp.MustCompile(`^(append|cap|close|copy|delete|len|make|max|min|new|panic|print|println)\s+([\w".].*)`), "$1 is a function of Go: $1($2) calls it", false},
	}
})

// systemPrograms are programs that people run beside their work on a Go program.
var systemPrograms = strings.Fields(`apt awk bash brew chmod cp curl date df dig dlv docker du echo env fd find fish git gh gofmt
	goimports golangci-lint gopls grep helm htop jq kubectl ln ls lsof make mkdir mv mysql netstat nc node npm open pgrep ping pkill
	podman printenv psql pwd python python3 redis-cli rg rm rmdir rsync scp sed sh sleep sort sqlite3 ss ssh staticcheck sudo tail
	tar tmux top touch tree uname unzip wc wget which whoami xargs zsh`)

// filesMeant matches an ls that is to list files.
var filesMeant = regexp.MustCompile(`^ls\s+(?:-\w*[al1]|[.~/]|\S*[*/.](?:$|\s))`)

// redirected matches a line whose output is to go to a file.
var redirected = regexp.MustCompile(`^(\S+)(.*?)\s*>>?\s*(\S+)$`)

// elsewhere says what to do instead where a line that is neither a command nor Go is a habit from elsewhere; else "".
func (t table) elsewhere(line string) string {
	line = strings.TrimSpace(line)
	if m := redirected.FindStringSubmatch(line); m != nil {
		if name, _, ok := t.lookup(m[1]); ok {
			return fmt.Sprintf("output goes to no file from here; in a terminal, mrepl -c '%s' > %s does that", name+m[2], m[3])
		}
	}
	for _, h := range habits() {
		m := h.line.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		say := h.say
		for i, part := range append([]string{line}, m[1:]...) {
			say = strings.ReplaceAll(say, fmt.Sprintf("$%d", i), part)
		}
		if !h.runs {
			return say
		}
		return say + "; " + t.running(line)
	}
	return ""
}

// running says how a line runs that is for the shell of the system.
func (t table) running(line string) string {
	if _, ok := t["sh"]; !ok {
		return "it runs in a terminal of its own"
	}
	return "sh " + strings.TrimPrefix(line, "!") + " runs it"
}

// piped is the error of a pipeline into a program.
func (t table) piped(word string) error {
	return &UnknownCommandError{Word: word, Instead: "a | composes selections here, and leads to no program such as " + word +
		"; help selection tells more"}
}
