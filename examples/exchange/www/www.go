// Package www lets the world trade on the exchange over HTTP.
package www

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"time"

	"github.com/mrepl/mrepl/examples/exchange/conf"
	"github.com/mrepl/mrepl/examples/exchange/db"
	"github.com/mrepl/mrepl/states"
)

// NyseApp is the exchange's web server. Its start reads the configuration; the
// database is only asked for when a request comes, hence the explicit need.
var NyseApp = states.New("nyse-app", start).OnStop(stop).Needs(db.Conn).
	Doc("the web server of the exchange")

// An App is a web server that listens.
type App struct {
	Addr string // host:port, with the port that the system chose for port 0

	shutdown func(context.Context) error
}

// URL is the address of the server's front page.
func (a *App) URL() string { return "http://" + a.Addr + "/" }

// start listens before it returns: when it is done, clients can connect.
func start(ctx context.Context) (*App, error) {
	settings := conf.Config.Get().WWW
	addr := net.JoinHostPort(settings.Host, strconv.Itoa(settings.Port))
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", addr)
	if err != nil {
		return nil, fmt.Errorf("%w (another port: port=0)", err)
	}
	return serve(newServer(Handler(conn)), listener), nil
}

// newServer returns a server that limits everything a client could hold up.
func newServer(handler http.Handler) *http.Server {
	return &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      10 * time.Second,
		IdleTimeout:       time.Minute,
		MaxHeaderBytes:    16 << 10,
	}
}

// conn is the database of the moment.
func conn() (*sql.DB, error) {
	conn, ok := db.Conn.Lookup()
	if !ok {
		return nil, errors.New("the exchange's database is stopped")
	}
	return conn, nil
}

// serve has the server answer on the listener until the App is shut down.
func serve(server *http.Server, listener net.Listener) *App {
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()

	shutdown := func(ctx context.Context) error {
		err := server.Shutdown(ctx)
		if err != nil {
			err = fmt.Errorf("requests were cut off: %w", errors.Join(err, server.Close()))
		}
		if cause := <-served; cause != http.ErrServerClosed {
			err = errors.Join(err, cause)
		}
		return err
	}
	return &App{Addr: listener.Addr().String(), shutdown: shutdown}
}

// stop lets the requests that are under way finish, for as long as ctx allows
// and for five seconds at most, and frees the port in any case.
func stop(ctx context.Context, app *App) error {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	return app.shutdown(ctx)
}
