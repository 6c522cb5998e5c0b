package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"github.com/mrepl/mrepl/states"
	"github.com/mrepl/mrepl/states/parts"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const file = `
start-order: [annagreta, wildrank]
parts:
  annagreta: {config: {db: {uri: "mem://auth"}, uri: {port: 0}}}
  wildrank: {config: {uri: {port: 0}}}
`

func write(t *testing.T, text string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "system.yaml")
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// ask sends a request and returns the status and the text of the answer.
func ask(t *testing.T, method, url string) string {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Close = true
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return "no answer"
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprint(resp.StatusCode, " ", strings.TrimSpace(string(body)))
}

func expect(t *testing.T, method, url, want string) {
	t.Helper()
	if got := ask(t, method, url); got != want {
		t.Errorf("%s %s: got %q, want %q", method, url, got, want)
	}
}

func TestTheSystemAsAValue(t *testing.T) {
	t.Parallel()
	system, err := Read(write(t, file))
	if err != nil {
		t.Fatal(err)
	}
	system, err = kinds.Start(t.Context(), system)
	if err != nil {
		t.Fatal(err)
	}
	at := func(part string) string { return address(system.Parts[part].State) }
	auth, ranks := at("annagreta"), at("wildrank")
	expect(t, "GET", auth+"/hello-world-resource", "200 hello world!!!")
	expect(t, "PUT", auth+"/users/marcus", "201 ")
	expect(t, "GET", auth+"/users/marcus", "200 marcus is known")
	expect(t, "POST", ranks+"/votes/fox", "200 1")
	expect(t, "POST", ranks+"/votes/lynx", "200 1")
	expect(t, "POST", ranks+"/votes/lynx", "200 2")
	expect(t, "GET", ranks+"/", "200 1. lynx\n2. fox")

	if system, err = kinds.Restart(t.Context(), system); err != nil {
		t.Fatal(err)
	}
	if auth == at("annagreta") && ranks == at("wildrank") {
		t.Error("both sites are where they were")
	}
	expect(t, "GET", at("annagreta")+"/users/marcus", "404 marcus is not known")
	expect(t, "GET", at("wildrank")+"/", "200 ")

	last := at("wildrank")
	if _, err := kinds.Stop(t.Context(), system); err != nil {
		t.Fatal(err)
	}
	expect(t, "GET", last+"/", "no answer")
}

func TestThePartsAsStates(t *testing.T) {
	t.Parallel()
	system, err := Read(write(t, file))
	if err != nil {
		t.Fatal(err)
	}
	r := states.NewRegistry()
	if _, err := kinds.Register(t.Context(), r, "part", system); err != nil {
		t.Fatal(err)
	}
	if _, err := r.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	v, _ := r.Value("part/wildrank")
	expect(t, "GET", address(v)+"/", "200 ")
	if _, err := r.Stop(t.Context(), states.Name("wildrank")); err != nil {
		t.Fatal(err)
	}
	expect(t, "GET", address(v)+"/", "no answer")
	v, _ = r.Value("part/annagreta")
	expect(t, "GET", address(v)+"/hello-world-resource", "200 hello world!!!")
	if _, err := r.Stop(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func TestLoadDefinesStatesAndKeepsWhatRuns(t *testing.T) {
	name := write(t, file)
	if _, err := Load(name); err != nil {
		t.Fatal(err)
	}
	if _, err := states.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	report, err := Load(name)
	if err != nil || len(report.Started()) > 0 {
		t.Errorf("the same file again: got %v, %v", report, err)
	}
	if _, err := states.Stop(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := Load(write(t, "start-order: [x]")); err == nil {
		t.Error("a system that is not right was loaded")
	}
}

func TestAPortInUseLeavesThePartsBeforeItRunning(t *testing.T) {
	t.Parallel()
	system, err := Read(write(t, file))
	if err != nil {
		t.Fatal(err)
	}
	first, err := kinds.Start(t.Context(), system)
	if err != nil {
		t.Fatal(err)
	}
	port := address(first.Parts["annagreta"].State)[len("http://127.0.0.1:"):]
	second, err := Read(write(t, strings.Replace(file, "wildrank: {config: {uri: {port: 0}}}",
		"wildrank: {config: {uri: {port: "+port+"}}}", 1)))
	if err != nil {
		t.Fatal(err)
	}
	second, err = kinds.Start(t.Context(), second)
	if err == nil || !strings.Contains(err.Error(), "start wildrank: listen tcp") {
		t.Errorf("got %v", err)
	}
	for _, s := range []parts.System{second, first} {
		if _, err := kinds.Stop(t.Context(), s); err != nil {
			t.Error(err)
		}
	}
}

func TestRunReportsWrongUsage(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ file, want string }{
		{"start-order: [annagreta]", "part annagreta: the start order names it, but it is not among the parts"},
		{"start-order: [annagreta]\nparts: {annagreta: {config: {port: 1}}}", ":2: part annagreta: field port not found in type annagreta.Config"},
	} {
		var stderr strings.Builder
		if code := run(t.Context(), []string{"-system", write(t, test.file)}, &stderr); code != 2 || !strings.Contains(stderr.String(), test.want) {
			t.Errorf("got %d, %s", code, &stderr)
		}
	}
	var stderr strings.Builder
	bad := strings.Replace(file, "mem:", "disk:", 1)
	if code := run(t.Context(), []string{"-system", write(t, bad)}, &stderr); code != 1 || !strings.Contains(stderr.String(), "annagreta  start failed") {
		t.Errorf("got %d, %s", code, &stderr)
	}
}

func TestTheSystemFileOfTheExampleIsRight(t *testing.T) {
	t.Parallel()
	if _, err := Read("system.yaml"); err != nil {
		t.Error(err)
	}
}

// TestTheProgramServesUntilItIsTold runs the program as go build makes it.
func TestTheProgramServesUntilItIsTold(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("there is no SIGTERM on windows")
	}
	program := filepath.Join(t.TempDir(), "parts")
	if out, err := exec.CommandContext(t.Context(), "go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	cmd := exec.CommandContext(context.WithoutCancel(t.Context()), program, "-system", write(t, file))
	stderr, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer cmd.Process.Kill() //nolint:errcheck // for when the test fails: by then the program has ended
	lines := bufio.NewScanner(stderr)
	for lines.Scan() {
		if url, ok := strings.CutPrefix(lines.Text(), "wildrank is at "); ok {
			expect(t, "POST", url+"/votes/fox", "200 1")
			if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
				t.Fatal(err)
			}
			break
		}
	}
	rest, err := io.ReadAll(stderr)
	if err != nil {
		t.Fatal(err)
	}
	if want := "annagreta  stopped\nwildrank   stopped\n"; !strings.HasSuffix(string(rest), want) {
		t.Errorf("got %q, want %q", rest, want)
	}
	if err := cmd.Wait(); err != nil {
		t.Errorf("the program ended with %v", err)
	}
}
