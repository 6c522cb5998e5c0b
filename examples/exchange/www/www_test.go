package www

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"syscall"
	"testing"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// listen serves and returns when one request is under way: its handler runs and
// will do what finish does. The channel has the answer in the end.
func listen(t *testing.T, finish func(*http.Request), onShutdown func()) (*App, chan string) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	entered, answer := make(chan bool), make(chan string, 1)
	server := newServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		entered <- true
		finish(r)
		io.WriteString(w, "done")
	}))
	server.RegisterOnShutdown(onShutdown)
	app := serve(server, listener)
	go func() {
		text, err := Get(app.URL())
		if err != nil {
			text = "failed"
		}
		answer <- text
	}()
	<-entered
	return app, answer
}

func TestStopLetsRequestsFinish(t *testing.T) {
	t.Parallel()
	stopping := make(chan bool)
	app, answer := listen(t, func(r *http.Request) { <-stopping }, func() { close(stopping) })
	if err := stop(t.Context(), app); err != nil {
		t.Error(err)
	}
	if got := <-answer; got != "done" {
		t.Errorf("the request that was under way: %s", got)
	}
	if _, err := Get(app.URL()); !errors.Is(err, syscall.ECONNREFUSED) {
		t.Errorf("after the stop: %v", err)
	}
}

func TestStopEndsWithItsContext(t *testing.T) {
	t.Parallel()
	app, answer := listen(t, func(r *http.Request) { <-r.Context().Done() }, func() {})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := stop(ctx, app); !errors.Is(err, context.Canceled) {
		t.Errorf("stop: %v", err)
	}
	if got := <-answer; got != "failed" {
		t.Errorf("the request that was cut off: %s", got)
	}
	listener, err := net.Listen("tcp", app.Addr)
	if err != nil {
		t.Fatalf("the port is not free: %v", err)
	}
	listener.Close()
}
