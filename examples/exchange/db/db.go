// Package db is the database of the exchange.
package db

import (
	"context"
	"database/sql"
	"time"

	"github.com/mrepl/mrepl/examples/exchange/conf"
	"github.com/mrepl/mrepl/states"
)

// Conn is the database that the configuration names, with its table of orders.
// It is safe for concurrent use. The orders of a database in memory are gone
// when it stops; a file or a server keeps them.
var Conn = states.New("conn", start).OnStop(Close).
	Timeout(15 * time.Second).
	Doc("the database of the exchange")

func start(ctx context.Context) (*sql.DB, error) {
	return Open(ctx, conf.Config.Get().DB.URI)
}
