package db_test

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/mrepl/mrepl/examples/exchange/db"
	"github.com/mrepl/mrepl/examples/exchange/nyse"
)

var order = nyse.Order{Ticker: "GOOG", Bid: nyse.USD("665.51"), Offer: nyse.USD("665.59"), Qty: 100}

// postgres returns the URI of an empty schema of the test's own on the server
// that EXCHANGE_POSTGRES names.
func postgres(t *testing.T) string {
	t.Helper()
	uri, err := url.Parse(os.Getenv("EXCHANGE_POSTGRES"))
	if err != nil {
		t.Fatalf("EXCHANGE_POSTGRES: %v", err)
	}
	if uri.Scheme == "" {
		t.Skip("not tested without a PostgreSQL server: set EXCHANGE_POSTGRES=postgres://USER:PASSWORD@HOST/NAME, or run .ci/run, which starts one")
	}
	admin, err := sql.Open("pgx", uri.String())
	if err != nil {
		t.Fatal(err)
	}
	schema := fmt.Sprintf("test_%d_%s", os.Getpid(), strings.ToLower(t.Name()[strings.LastIndex(t.Name(), "/")+1:]))
	for _, statement := range []string{`DROP SCHEMA IF EXISTS ` + schema + ` CASCADE`, `CREATE SCHEMA ` + schema} {
		if _, err := admin.Exec(statement); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() {
		if _, err := admin.Exec(`DROP SCHEMA ` + schema + ` CASCADE`); err != nil {
			t.Error(err)
		}
		admin.Close()
	})
	query := uri.Query()
	query.Set("search_path", schema)
	uri.RawQuery = query.Encode()
	return uri.String()
}

func open(t *testing.T, uri string) *sql.DB {
	t.Helper()
	conn, err := db.Open(t.Context(), uri)
	if err != nil {
		t.Fatal(err)
	}
	return conn
}

func add(t *testing.T, conn *sql.DB) {
	t.Helper()
	if _, err := nyse.AddOrder(conn, order); err != nil {
		t.Error(err)
	}
}

func count(t *testing.T, conn *sql.DB) int {
	t.Helper()
	orders, err := nyse.FindOrders(conn, order.Ticker)
	if err != nil {
		t.Error(err)
	}
	return len(orders)
}

func shut(t *testing.T, conn *sql.DB) {
	t.Helper()
	if err := db.Close(context.Background(), conn); err != nil {
		t.Error(err)
	}
	if conn.Ping() == nil {
		t.Error("the database answers after Close")
	}
}

func TestDatabases(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		uri  func(*testing.T) string
		kept int // orders there are when it is opened again, of 1 added
	}{
		{"Memory", func(t *testing.T) string { return "sqlite::memory:" }, 0},
		{"File", func(t *testing.T) string { return "sqlite:" + filepath.Join(t.TempDir(), "50% off?.db") }, 1},
		{"Postgres", postgres, 1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			uri := test.uri(t)
			conn := open(t, uri)
			add(t, conn)
			if got, err := nyse.FindOrders(conn, "GOOG"); err != nil || len(got) != 1 || got[0].Bid.String() != "665.51" || got[0].Qty != 100 {
				t.Errorf("found %+v, %v", got, err)
			}
			shut(t, conn)

			conn = open(t, uri)
			if n := count(t, conn); n != test.kept {
				t.Errorf("opened again: %d orders, want %d", n, test.kept)
			}
			const writers, each = 16, 10
			var wg sync.WaitGroup
			for range writers {
				wg.Go(func() {
					for range each {
						add(t, conn)
						count(t, conn)
					}
				})
			}
			wg.Wait()
			if n := count(t, conn); n != test.kept+writers*each {
				t.Errorf("after concurrent writers: %d orders, want %d", n, test.kept+writers*each)
			}
			shut(t, conn)
		})
	}
}

func TestMemoryOutlivesThePoolsConnections(t *testing.T) {
	t.Parallel()
	conn := open(t, "sqlite::memory:")
	defer shut(t, conn)
	add(t, conn)
	conn.SetMaxIdleConns(-1) // each query has a connection of its own from here on
	if n := count(t, conn); n != 1 {
		t.Errorf("%d orders, want 1", n)
	}
}

func TestMemoryIsPrivate(t *testing.T) {
	t.Parallel()
	one, other := db.Memory(), db.Memory()
	defer shut(t, one)
	defer shut(t, other)
	add(t, one)
	if n := count(t, other); n != 0 {
		t.Errorf("%d orders of another database", n)
	}
}

func TestOpenSaysWhatIsWrong(t *testing.T) {
	t.Parallel()
	for uri, want := range map[string]string{
		"":                             "no database is called",
		"sqlite:":                      "no database is called sqlite:",
		"sqlite::memoy:":               "no database is called sqlite:",
		"mysql://u:secret@localhost/x": "no database is called mysql:",
		"sqlite:" + filepath.Join(t.TempDir(), "none", "x.db"): "unable to open database file",
		"postgres://u:secret@127.0.0.1:1/x":                    "127.0.0.1:1",
		"postgres://u:secret@127.0.0.1:none/x":                 "port",
	} {
		conn, err := db.Open(t.Context(), uri)
		if err == nil {
			shut(t, conn)
			t.Errorf("%s: no error", uri)
			continue
		}
		if !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: error %q, want one with %q and no password", uri, err, want)
		}
	}
}

func ExampleOpen() {
	ctx := context.Background()
	conn, err := db.Open(ctx, "sqlite::memory:")
	if err != nil {
		panic(err)
	}
	defer db.Close(ctx, conn)
	fmt.Println(nyse.FindOrders(conn, "GOOG"))
	// Output: [] <nil>
}
