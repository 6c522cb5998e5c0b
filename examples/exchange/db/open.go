package db

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"sync"

	"github.com/mrepl/mrepl/examples/exchange/nyse"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"
	_ "modernc.org/sqlite"             // the driver "sqlite"
)

// Open connects to a database and makes the table of orders if it is not there:
//
//	sqlite::memory:                    a new one in memory, nobody else's
//	sqlite:FILE                        a file, made when it is not there
//	postgres://USER:PASSWORD@HOST/NAME PostgreSQL, or CockroachDB
//
// Close takes back what Open made.
func Open(ctx context.Context, uri string) (*sql.DB, error) {
	scheme, rest, _ := strings.Cut(uri, ":")
	switch {
	case uri == "sqlite::memory:":
		return open(ctx, "sqlite", inMemory(), nyse.SQLite)
	case scheme == "sqlite" && rest != "" && !strings.HasPrefix(rest, ":"):
		return open(ctx, "sqlite", inFile(rest), nyse.SQLite)
	case scheme == "postgres" || scheme == "postgresql":
		return open(ctx, "pgx", uri, nyse.Postgres)
	}
	// The rest is not told: there may be a password in it.
	return nil, fmt.Errorf("no database is called %s:... : use sqlite::memory:, sqlite:FILE or postgres://USER:PASSWORD@HOST/NAME", scheme)
}

// Memory is a new database in memory, for the prompt and for tests. It panics
// where Open would return an error.
func Memory() *sql.DB {
	db, err := Open(context.Background(), "sqlite::memory:")
	if err != nil {
		panic(fmt.Sprintf("db.Memory: %v", err))
	}
	return db
}

// Close closes a database that Open opened. One in memory is gone with that.
// It has the form of a state's stop function.
func Close(ctx context.Context, db *sql.DB) error {
	err := db.Close()
	if keeper, ok := keepers.LoadAndDelete(db); ok {
		err = errors.Join(err, keeper.(*sql.Conn).Close())
	}
	return err
}

// keepers has one open connection for each SQLite database. One in memory
// lives for as long as a connection to it is open, and the pool closes its
// connections as it likes.
var keepers sync.Map // *sql.DB to *sql.Conn

func open(ctx context.Context, driver, source string, dialect nyse.Dialect) (*sql.DB, error) {
	db, err := sql.Open(driver, source)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(10)
	if dialect == nyse.SQLite {
		keeper, err := db.Conn(ctx)
		if err != nil {
			return nil, errors.Join(err, db.Close())
		}
		keepers.Store(db, keeper)
	}
	if err := nyse.CreateSchema(ctx, db, dialect); err != nil {
		return nil, errors.Join(err, Close(ctx, db))
	}
	return db, nil
}

// inMemory names a database in memory that no other has the name of. A plain
// ":memory:" would give each connection of the pool a database of its own; in
// the memdb file system, connections to the same name share one.
func inMemory() string {
	name := make([]byte, 16)
	rand.Read(name) // never fails
	return fmt.Sprintf("file:/exchange-%x?vfs=memdb&%s", name, wait)
}

func inFile(file string) string {
	return "file:" + (&url.URL{Path: file}).EscapedPath() + "?_pragma=journal_mode(WAL)&" + wait
}

// wait has SQLite wait for another's lock, rather than fail at once.
const wait = "_pragma=busy_timeout(5000)"
