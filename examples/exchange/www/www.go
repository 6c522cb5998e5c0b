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

	server *http.Server
	served chan error // what Serve returned, when it has
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
	return serve(listener, Handler(conn)), nil
}

// serve has a new server answer on the listener. It limits everything that a
// client could hold up.
func serve(listener net.Listener, handler http.Handler) *App {
	app := &App{
		Addr: listener.Addr().String(),
		server: &http.Server{
			Handler:           handler,
			ReadHeaderTimeout: 5 * time.Second,
			ReadTimeout:       10 * time.Second,
			WriteTimeout:      10 * time.Second,
			IdleTimeout:       time.Minute,
			MaxHeaderBytes:    16 << 10,
		},
		served: make(chan error, 1),
	}
	go func() { app.served <- app.server.Serve(listener) }()
	return app
}

// conn is the database of the moment.
func conn() (*sql.DB, error) {
	conn, ok := db.Conn.Lookup()
	if !ok {
		return nil, errors.New("the exchange's database is stopped")
	}
	return conn, nil
}

// stop lets the requests that are under way finish, for as long as ctx allows
// and for five seconds at most, and frees the port in any case.
func stop(ctx context.Context, app *App) error {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	err := app.server.Shutdown(ctx)
	if err != nil {
		err = fmt.Errorf("requests were cut off: %w", errors.Join(err, app.server.Close()))
	}
	if served := <-app.served; served != http.ErrServerClosed {
		err = errors.Join(err, served)
	}
	return err
}
