package shell_test

import (
	"context"
	"errors"
	"io"
	"os"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"go.uber.org/goleak"

	"github.com/mrepl/mrepl/shell"
)

// A typist is a LineReader that types what a test sends, and tells when the prompt is up.
type typist struct {
	prompts chan string // receives each prompt
	keys    chan any    // a string is a statement, an error what ReadLine returns
	closed  chan struct{}
	once    sync.Once

	typing atomic.Bool  // in the middle of a line
	asked  atomic.Int32 // how often it was asked that

	mu      sync.Mutex
	notices []string
	up      string // the prompt
}

func newTypist() *typist {
	return &typist{prompts: make(chan string), keys: make(chan any), closed: make(chan struct{})}
}

func (p *typist) Typing() bool {
	p.asked.Add(1)
	return p.typing.Load()
}

func (p *typist) SetPrompt(prompt string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.up = prompt
}

// prompt returns the prompt as it is shown now.
func (p *typist) prompt() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.up
}

func (p *typist) ReadLine(prompt string) (string, error) {
	p.SetPrompt(prompt)
	select {
	case p.prompts <- prompt:
	case <-p.closed:
		return "", io.EOF
	}
	select {
	case key := <-p.keys:
		if err, ok := key.(error); ok {
			return "", err
		}
		return key.(string), nil
	case <-p.closed:
		return "", io.EOF
	}
}

func (p *typist) Notify(text string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.notices = append(p.notices, text)
}

func (p *typist) Close() error {
	p.once.Do(func() { close(p.closed) })
	return nil
}

func (p *typist) noticed() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return strings.Join(p.notices, "\n")
}

// A sitting is an interactive loop with somebody who types.
type sitting struct {
	*rig
	*typist
	t         *testing.T
	interrupt chan os.Signal
	cancel    context.CancelCauseFunc
	ended     chan error
}

// sit starts an interactive loop.
func sit(t *testing.T, adjust ...func(*shell.Config)) *sitting {
	t.Helper()
	s := &sitting{t: t, typist: newTypist(), interrupt: make(chan os.Signal), ended: make(chan error, 1)}
	adjust = append(adjust, func(cfg *shell.Config) { cfg.Interrupt = s.interrupt })
	s.rig = newRig(t, adjust...)
	ctx, cancel := context.WithCancelCause(context.Background())
	s.cancel = cancel
	go func() { s.ended <- s.Interactive(ctx, s.typist) }()
	t.Cleanup(func() { cancel(nil); _ = s.typist.Close() })
	return s
}

// prompt waits for the next prompt.
func (s *sitting) prompt(want string) {
	s.t.Helper()
	select {
	case got := <-s.prompts:
		if got != want {
			s.t.Errorf("the prompt is %q; want %q", got, want)
		}
	case err := <-s.ended:
		s.t.Fatalf("the loop has ended with %v; want the prompt %q", err, want)
	}
}

// say answers the prompt that is up.
func (s *sitting) say(key any) { s.keys <- key }

// wrote fails unless what was written since the last call matches.
func (s *sitting) wrote(b *buffer, pattern string) {
	s.t.Helper()
	if got := b.take(); !regexp.MustCompile(pattern).MatchString(got) {
		s.t.Errorf("it wrote %q; want a match for %s", got, pattern)
	}
}

func TestPromptTellsWhatRuns(t *testing.T) {
	t.Parallel()
	s := sit(t)
	s.prompt("exchange 0/3> ")
	s.wrote(s.err, "^mrepl: exchange, 3 states; start starts them")
	s.say("start")
	s.prompt("exchange 3/3> ")
	s.wrote(s.err, "▶ www/nyse-app .*\nstarted 3 states")
	s.say("stop nyse-app")
	s.prompt("exchange 2/3> ")
	s.say("with-args fail=nyse-app | start")
	s.prompt("exchange 2/3 failed> ")
	s.engine.broken.Store(true)
	s.say("reset")
	s.prompt("exchange 2/3 failed stale> ")
	s.engine.broken.Store(false)
	s.say("with-args | reset")
	s.prompt("exchange 2/3 failed stale> ")
	s.say("reset")
	s.prompt("exchange 2/3 failed> ")
	s.say("exit 7")
	var exit *shell.ExitError
	if err := <-s.ended; !errors.As(err, &exit) || exit.Code != 7 {
		t.Errorf("exit 7 ends the loop with %v", err)
	}
}

func TestErrorsAreShownOnceAtThePrompt(t *testing.T) {
	t.Parallel()
	s := sit(t)
	s.prompt("exchange 0/3> ")
	s.say("with-args fail=conn | start")
	s.prompt("exchange 1/3 failed> ")
	if n := strings.Count(s.err.take(), "no such host"); n != 1 {
		t.Errorf("the cause is shown %d times", n)
	}
	s.say("start nobody")
	s.prompt("exchange 1/3 failed> ")
	s.wrote(s.err, "^no state is named nobody; states lists those there are\n$")
}

func TestGoGoesOnOverLines(t *testing.T) {
	t.Parallel()
	s := sit(t)
	s.prompt("exchange 0/3> ")
	s.say("1 +")
	s.prompt("          ... ")
	s.say("2")
	s.prompt("exchange 0/3> ")
	s.wrote(s.out, "^3\n$")

	s.say("f(")
	s.prompt("          ... ")
	s.say(shell.ErrInterrupted) // drops what was begun
	s.prompt("exchange 0/3> ")
	s.say("4")
	s.prompt("exchange 0/3> ")
	s.wrote(s.out, "^4\n$")

	s.say("f(")
	s.prompt("          ... ")
	s.say(io.EOF)
	s.prompt("exchange 0/3> ")
	s.wrote(s.err, "the input ends before the statement")
}

func TestPastedLinesRunInTurn(t *testing.T) {
	t.Parallel()
	s := sit(t)
	s.prompt("exchange 0/3> ")
	s.say("start\n1 +\n1\n# a comment\nstop conn")
	s.prompt("exchange 2/3> ")
	s.wrote(s.out, "^2\n$")
	s.wrote(s.err, "■ db/conn")
	s.say("start nobody\n5") // an error drops the rest
	s.prompt("exchange 2/3> ")
	s.wrote(s.out, "^$")
	s.say("6\nf(")
	s.prompt("          ... ")
	s.say("\n7)")
	s.prompt("exchange 2/3> ")
	s.wrote(s.out, "^6\n")
}

func TestInterruptAtThePromptDropsTheLine(t *testing.T) {
	t.Parallel()
	s := sit(t)
	for range 3 {
		s.prompt("exchange 0/3> ")
		s.say(shell.ErrInterrupted)
	}
	s.prompt("exchange 0/3> ")
}

func TestInterruptEndsAnEvaluation(t *testing.T) {
	t.Parallel()
	s := sit(t)
	s.prompt("exchange 0/3> ")
	s.say("block")
	<-s.engine.blocking
	s.interrupt <- os.Interrupt
	s.prompt("exchange 0/3> ")
	s.wrote(s.err, "interrupted")
}

func TestInterruptEndsAStart(t *testing.T) {
	t.Parallel()
	s := sit(t)
	cancel := s.registry.Observe(startingOf("db/conn", func() { go func() { s.interrupt <- os.Interrupt }() }))
	s.prompt("exchange 0/3> ")
	s.say("with-args hang=conn | start")
	s.prompt("exchange 1/3 failed> ")
	s.wrote(s.err, `✗ db/conn: start failed after .*\n  .*canceled .*\n  start goes on from here\n`)
	s.say("why conn")
	s.prompt("exchange 1/3 failed> ")
	s.wrote(s.out, `next +start db/conn tries again\n`)
	cancel()
	s.say("with-args | start")
	s.prompt("exchange 3/3> ")
}

func TestSecondInterruptLeavesItBehind(t *testing.T) {
	t.Parallel()
	s := sit(t)
	s.prompt("exchange 0/3> ")
	s.say("deaf")
	<-s.engine.blocking
	s.interrupt <- os.Interrupt
	s.interrupt <- os.Interrupt
	s.prompt("exchange 0/3> ")
	s.wrote(s.err, "left behind, it goes on by itself")
	s.say("1")
	s.prompt("exchange 0/3> ")
	s.wrote(s.out, "1")
	close(s.engine.deaf)
	waitFor(t, func() bool { return strings.Contains(s.noticed(), "what was left behind has ended: deaf") })
}

func TestInterruptBeforeAStatementDoesNotCount(t *testing.T) {
	t.Parallel()
	signals := make(chan os.Signal, 1)
	p := newTypist()
	r := newRig(t, func(cfg *shell.Config) { cfg.Interrupt = signals })
	ended := make(chan error, 1)
	go func() { ended <- r.Interactive(context.Background(), p) }()
	<-p.prompts
	signals <- os.Interrupt
	p.keys <- "1 + 1"
	<-p.prompts
	if got := r.out.take(); got != "2\n" {
		t.Errorf("it wrote %q, %q", got, r.err.take())
	}
	p.keys <- io.EOF
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

func TestEndOfInputAsksOnceWhileStatesRun(t *testing.T) {
	t.Parallel()
	s := sit(t)
	s.prompt("exchange 0/3> ")
	s.say("start")
	s.prompt("exchange 3/3> ")
	s.say(io.EOF)
	s.prompt("exchange 3/3> ")
	s.wrote(s.err, "3 states are up; \\^D again stops them and leaves\n$")
	s.say("1") // something else: it is asked again
	s.prompt("exchange 3/3> ")
	s.say(io.EOF)
	s.prompt("exchange 3/3> ")
	s.wrote(s.err, "\\^D again")
	s.say(io.EOF)
	if err := <-s.ended; err != nil {
		t.Error(err)
	}
	if err := s.rig.Shell.Close(context.Background()); err != nil {
		t.Error(err)
	}
	s.wrote(s.err, "■ www/nyse-app\n■ db/conn\n■ conf/config\n")
}

func TestEndOfInputWithNothingUpLeaves(t *testing.T) {
	t.Parallel()
	s := sit(t)
	s.prompt("exchange 0/3> ")
	s.say(io.EOF)
	if err := <-s.ended; err != nil {
		t.Error(err)
	}
}

func TestEndOfContextEndsTheLoop(t *testing.T) {
	t.Parallel()
	term := errors.New("terminated")
	t.Run("at the prompt", func(t *testing.T) {
		t.Parallel()
		s := sit(t)
		s.prompt("exchange 0/3> ")
		s.cancel(term)
		if err := <-s.ended; !errors.Is(err, term) {
			t.Error(err)
		}
	})
	t.Run("while something runs", func(t *testing.T) {
		t.Parallel()
		s := sit(t)
		s.prompt("exchange 0/3> ")
		s.say("block")
		<-s.engine.blocking
		s.cancel(term)
		if err := <-s.ended; !errors.Is(err, term) {
			t.Error(err)
		}
	})
}

func TestNoticesKeepClearOfTheLine(t *testing.T) {
	t.Parallel()
	s := sit(t)
	s.prompt("exchange 0/3> ")
	if _, err := s.registry.Start(context.Background()); err != nil { // the program itself starts states
		t.Fatal(err)
	}
	if _, err := io.WriteString(s.Stdout(), "from a goroutine\n"); err != nil {
		t.Fatal(err)
	}
	if got := s.noticed(); !strings.Contains(got, "▶ db/conn") || !strings.HasSuffix(got, "\nfrom a goroutine") {
		t.Errorf("noticed: %q", got)
	}
	s.say("1")
	s.prompt("exchange 3/3> ")
	s.wrote(s.out, "^1\n$")
}

func TestNoticesGoToErrWhereThatIsAFile(t *testing.T) {
	t.Parallel()
	s := sit(t, func(cfg *shell.Config) { cfg.ErrAside = true })
	s.prompt("exchange 0/3> ")
	s.err.take()
	if _, err := s.registry.Start(context.Background()); err != nil {
		t.Fatal(err)
	}
	s.wrote(s.err, "▶ db/conn")
	if got := s.noticed(); got != "" {
		t.Errorf("noticed: %q", got)
	}
}

func TestPromptIsRedAfterAFailure(t *testing.T) {
	t.Parallel()
	s := sit(t, func(cfg *shell.Config) { cfg.ColorErr, cfg.Quiet = true, true })
	s.prompt("exchange 0/3> ")
	s.wrote(s.err, "^$")
	s.say("with-args fail=conn | start")
	s.prompt("\x1b[31mexchange 1/3 failed\x1b[0m> ")
}

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }
