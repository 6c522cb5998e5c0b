package shell_test

import (
	"context"
	"os"
	"strings"
	"testing"

	"github.com/mrepl/mrepl/shell"
	"github.com/mrepl/mrepl/states"
)

func TestWatchReloadsWhatIsSaved(t *testing.T) {
	t.Parallel()
	s := sit(t)
	s.prompt("exchange 0/3> ")
	s.say("start")
	s.prompt("exchange 3/3> ")
	s.engine.save(shell.Changes{})
	s.say("watch on")
	s.prompt("exchange 3/3> ")
	s.wrote(s.out, "^watch is on: what is saved is reloaded; watch off ends that\n$")
	s.engine.save(shell.Changes{Packages: []string{"exchange/www"}, Patched: []string{"www.handler"}})
	waitFor(t, func() bool {
		return strings.HasPrefix(s.noticed(), "patched  www.handler\nreloaded www in ")
	})
	s.engine.setUnit(func() *states.Unit { return unitOf(s.registry, "2", "conf/config", "db/conn", "www/nyse-app") })
	s.engine.save(shell.Changes{Packages: []string{"exchange/db"}})
	waitFor(t, func() bool { return strings.Contains(s.noticed(), "restarted  db/conn (its definition changed)") })
	s.say("watch off")
	s.prompt("exchange 3/3> ")
	if s.engine.watched() {
		t.Error("it goes on to watch")
	}
}

func TestWatchTellsOnceWhatDoesNotCompile(t *testing.T) {
	t.Parallel()
	s := sit(t)
	s.prompt("exchange 0/3> ")
	s.engine.save(shell.Changes{})
	s.say("watch on")
	s.prompt("exchange 0/3> ")
	s.engine.broken.Store(true)
	s.engine.save(shell.Changes{})
	waitFor(t, func() bool { return strings.Contains(s.noticed(), "undefined: dial") })
	waitFor(t, func() bool { return s.typist.prompt() == "exchange 0/3 stale> " })
	s.engine.save(shell.Changes{}) // broken as before
	s.engine.broken.Store(false)
	s.engine.save(shell.Changes{})
	waitFor(t, func() bool { return strings.Contains(s.noticed(), "the sources are mended: nothing has changed") })
	waitFor(t, func() bool { return s.typist.prompt() == "exchange 0/3> " })
	if n := strings.Count(s.noticed(), "undefined: dial"); n != 1 {
		t.Errorf("it was told %d times", n)
	}
}

func TestWatchDoesNotTellOfASaveThatIsHalfWritten(t *testing.T) {
	t.Parallel()
	s := sit(t)
	s.prompt("exchange 0/3> ")
	s.engine.save(shell.Changes{})
	s.say("watch on")
	s.prompt("exchange 0/3> ")
	s.engine.broken.Store(true)
	s.engine.save(shell.Changes{})
	waitFor(t, func() bool { return s.typist.prompt() == "exchange 0/3 stale> " })
	s.engine.broken.Store(false)
	s.engine.save(shell.Changes{Packages: []string{"exchange/db"}, Patched: []string{"db.open"}})
	waitFor(t, func() bool { return strings.Contains(s.noticed(), "patched  db.open") })
	if strings.Contains(s.noticed(), "undefined: dial") {
		t.Error("it was told of what was there for a moment")
	}
}

func TestWatchWaitsForTheStatementThatRuns(t *testing.T) {
	t.Parallel()
	s := sit(t)
	s.prompt("exchange 0/3> ")
	s.engine.save(shell.Changes{})
	s.say("watch on")
	s.prompt("exchange 0/3> ")
	s.say("deaf")
	<-s.engine.blocking
	s.engine.save(shell.Changes{Packages: []string{"exchange/db"}, Patched: []string{"db.open"}})
	if reloads := s.engine.reloads.Load(); reloads > 1 { // the one that watch on begins with
		t.Errorf("%d reloads while a statement runs", reloads)
	}
	close(s.engine.deaf)
	s.prompt("exchange 0/3> ")
	waitFor(t, func() bool { return strings.Contains(s.noticed()+s.err.String(), "patched  db.open") })
}

func TestWatchWaitsForALineThatIsBeingTyped(t *testing.T) {
	t.Parallel()
	s := sit(t)
	s.prompt("exchange 0/3> ")
	s.engine.save(shell.Changes{})
	s.say("watch on")
	s.prompt("exchange 0/3> ")
	waitFor(t, func() bool { return s.engine.reloads.Load() == 1 })
	s.typist.typing.Store(true)
	s.engine.save(shell.Changes{Packages: []string{"exchange/db"}, Patched: []string{"db.open"}})
	waitFor(t, func() bool { return s.typist.asked.Load() > 1 })
	if s.engine.reloads.Load() != 1 {
		t.Error("it reloads in the middle of a line")
	}
	s.typist.typing.Store(false)
	waitFor(t, func() bool { return strings.Contains(s.noticed(), "patched  db.open") })
}

func TestWatchEndsWithTheShell(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	if err := r.Line(context.Background(), "", "watch on"); err != nil {
		t.Fatal(err)
	}
	if !r.engine.watched() {
		t.Error("it does not watch")
	}
	if err := r.Close(context.Background()); err != nil || r.engine.watched() {
		t.Errorf("it goes on to watch: %v", err)
	}
}

func TestInterruptEndsAReloadThatAStatementWaitsFor(t *testing.T) {
	t.Parallel()
	s := sit(t)
	s.prompt("exchange 0/3> ")
	s.say("start")
	s.prompt("exchange 3/3> ")
	s.engine.save(shell.Changes{})
	s.say("watch on")
	s.prompt("exchange 3/3> ")
	waitFor(t, func() bool { return s.engine.reloads.Load() == 1 })
	s.say("with-args hang=conn | only | start")
	s.prompt("exchange 3/3> ")
	hangs := make(chan struct{})
	cancel := s.registry.Observe(startingOf("db/conn", func() { close(hangs) }))
	defer cancel()
	s.engine.setUnit(func() *states.Unit { return unitOf(s.registry, "2", "conf/config", "db/conn", "www/nyse-app") })
	s.engine.save(shell.Changes{Packages: []string{"exchange/db"}})
	<-hangs
	s.say("1")
	for { // a ^C before the statement waits does not count
		select {
		case s.interrupt <- os.Interrupt:
			continue
		case prompt := <-s.prompts:
			if prompt != "exchange 1/3 failed> " && prompt != "exchange 1/3> " {
				t.Errorf("the prompt is %q", prompt)
			}
		}
		break
	}
	waitFor(t, func() bool { return strings.Contains(s.noticed()+s.err.String(), "not tried  www/nyse-app") })
}
