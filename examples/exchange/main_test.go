package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/mrepl/mrepl/examples/exchange/db"
	"github.com/mrepl/mrepl/examples/exchange/nyse"
	"github.com/mrepl/mrepl/examples/exchange/www"
	"github.com/mrepl/mrepl/states"
)

// program builds the exchange once for all tests, and is removed by TestMain.
var program = sync.OnceValues(func() (string, error) {
	file := filepath.Join(dir, "exchange")
	output, err := exec.Command("go", "build", "-o", file, ".").CombinedOutput()
	if err != nil {
		return "", errors.New(string(output))
	}
	return file, nil
})

var dir string

func TestMain(m *testing.M) {
	var err error
	if dir, err = os.MkdirTemp("", "exchange"); err != nil {
		panic(err)
	}
	code := m.Run()
	os.RemoveAll(dir)
	os.Exit(code)
}

// An exchange is the program, running.
type exchange struct {
	*exec.Cmd
	url  string
	rest chan string // what it logs after it has opened, when it has ended
}

// open runs the program and waits until it is open.
func open(t *testing.T, args ...string) *exchange {
	t.Helper()
	file, err := program()
	if err != nil {
		t.Fatal(err)
	}
	e := &exchange{Cmd: exec.Command(file, args...), rest: make(chan string, 1)}
	stderr, err := e.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := e.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { e.Process.Kill() })

	var log strings.Builder
	for lines := bufio.NewScanner(stderr); lines.Scan(); {
		log.WriteString(lines.Text() + "\n")
		if found := regexp.MustCompile(`msg="the exchange is open" url=(\S+)`).FindStringSubmatch(lines.Text()); found != nil {
			e.url = found[1]
			go func() {
				text, _ := io.ReadAll(stderr)
				e.rest <- string(text)
			}()
			return e
		}
	}
	t.Fatalf("it did not open: %v\n%s", e.Wait(), log.String())
	return nil
}

func TestSignalsStopTheProgramInOrder(t *testing.T) {
	t.Parallel()
	for _, signal := range []os.Signal{syscall.SIGTERM, os.Interrupt} {
		t.Run(signal.String(), func(t *testing.T) {
			t.Parallel()
			e := open(t, "-port", "0")
			if answer, err := www.Post(e.url+"nyse/orders", "ticker=TSLA&qty=100&bid=232.38&offer=232.43"); err != nil {
				t.Errorf("%s %v", answer, err)
			}
			if err := e.Process.Signal(signal); err != nil {
				t.Fatal(err)
			}
			log := <-e.rest
			if err := e.Wait(); err != nil {
				t.Errorf("exit: %v", err)
			}
			var stopped []string
			for _, found := range regexp.MustCompile(`msg=stopped state=(\S+)`).FindAllStringSubmatch(log, -1) {
				stopped = append(stopped, found[1])
			}
			if got := strings.Join(stopped, " "); got != "www/nyse-app db/conn conf/config" {
				t.Errorf("stopped %q; the log:\n%s", got, log)
			}
			listener, err := net.Listen("tcp", strings.Trim(e.url, "htp:/"))
			if err != nil {
				t.Fatalf("the port is not free: %v", err)
			}
			listener.Close()
		})
	}
}

func TestProgramThatCannotStart(t *testing.T) {
	t.Parallel()
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { taken.Close() })
	_, port, err := net.SplitHostPort(taken.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	file, err := program()
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name string
		args []string
		code int
		want string // in what it logs
	}{
		{"port in use", []string{"-port", port, "-host", "127.0.0.1"}, 1, "www/nyse-app"},
		{"no such file", []string{"-config", "none.yaml"}, 1, "open none.yaml: no such file or directory"},
		{"no such database", []string{"-db", "mysql://x"}, 1, "db/conn"},
		{"bad flag", []string{"-port", "many"}, 2, "invalid value"},
		{"argument", []string{"now"}, 2, `unexpected argument "now"`},
		{"help", []string{"-help"}, 0, "-port"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
			defer cancel()
			cmd := exec.CommandContext(ctx, file, test.args...)
			output, _ := cmd.CombinedOutput()
			if code := cmd.ProcessState.ExitCode(); code != test.code || !bytes.Contains(output, []byte(test.want)) {
				t.Errorf("exit code %d, want %d, and %q in\n%s", code, test.code, test.want, output)
			}
		})
	}
}

// TestLife goes through the life of the states themselves. They are global, so
// this is one test, and it is not parallel.
func TestLife(t *testing.T) {
	ctx := t.Context()
	t.Cleanup(func() { states.Stop(context.Background()) })

	report, err := states.StartWithArgs(ctx, map[string]any{"port": 0})
	expect(t, "start", report.Started(), err, "conf/config db/conn www/nyse-app")
	app, conn := www.NyseApp.Get(), db.Conn.Get()
	if _, err := www.Post(app.URL()+"nyse/orders", "ticker=TSLA&qty=100&bid=232.38&offer=232.43"); err != nil {
		t.Error(err)
	}
	orders(t, "TSLA", 1)

	report, err = states.Stop(ctx, www.NyseApp)
	expect(t, "stop nyse-app", report.Stopped(), err, "www/nyse-app")
	if _, err := www.Get(app.URL()); !errors.Is(err, syscall.ECONNREFUSED) {
		t.Errorf("a stopped server answers: %v", err)
	}
	orders(t, "TSLA", 1)

	report, err = states.Start(ctx, www.NyseApp)
	expect(t, "start nyse-app", report.Started(), err, "www/nyse-app")
	app = www.NyseApp.Get()
	if answer, err := www.Get(app.URL() + "nyse/orders/TSLA"); !strings.Contains(answer, "232.43") || err != nil {
		t.Errorf("GET: %s %v", answer, err)
	}

	report, err = states.StopExcept(ctx, www.NyseApp)
	expect(t, "stop-except nyse-app", report.Stopped(), err, "db/conn conf/config")
	if _, err := www.Get(app.URL() + "nyse/orders/TSLA"); err == nil || !strings.HasPrefix(err.Error(), "503 ") {
		t.Errorf("without a database: %v", err)
	}
	if err := conn.Ping(); err == nil {
		t.Error("the stopped database answers")
	}

	report, err = states.Start(ctx)
	expect(t, "start", report.Started(), err, "conf/config db/conn")
	orders(t, "TSLA", 0)
	if _, err := www.Post(app.URL()+"nyse/orders", "ticker=IBM&qty=1&bid=1&offer=2"); err != nil {
		t.Errorf("the server that went on does not find the new database: %v", err)
	}
	orders(t, "IBM", 1)

	report, err = states.Stop(ctx)
	expect(t, "stop", report.Stopped(), err, "www/nyse-app db/conn conf/config")
	if _, err = states.StartWithArgs(ctx, map[string]any{"port": 0}); err != nil {
		t.Error(err)
	}
	orders(t, "IBM", 0)
}

func expect(t *testing.T, op string, got []string, err error, want string) {
	t.Helper()
	if err != nil {
		t.Fatalf("%s: %v", op, err)
	}
	if got := strings.Join(got, " "); got != want {
		t.Errorf("%s: %s, want %s", op, got, want)
	}
}

func orders(t *testing.T, ticker string, want int) {
	t.Helper()
	if orders, err := nyse.FindOrders(db.Conn.Get(), ticker); len(orders) != want || err != nil {
		t.Errorf("%d orders for %s, %v; want %d", len(orders), ticker, err, want)
	}
}
