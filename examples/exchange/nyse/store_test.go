package nyse_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/mrepl/mrepl/examples/exchange/nyse"
	"github.com/shopspring/decimal"
	_ "modernc.org/sqlite"
)

// open returns a database of the test's own with an empty table of orders.
func open(t *testing.T) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", filepath.Join(t.TempDir(), "orders.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	if err := nyse.CreateSchema(t.Context(), db, nyse.SQLite); err != nil {
		t.Fatal(err)
	}
	return db
}

func TestOrdersComeBackAsTheyWereAdded(t *testing.T) {
	t.Parallel()
	db := open(t)
	first, err := nyse.AddOrder(db, good())
	if err != nil {
		t.Fatal(err)
	}
	second, err := nyse.AddOrder(db, nyse.Order{
		Ticker: "GOOG", Bid: decimal.RequireFromString("665.5000"), Offer: nyse.USD("665.5801"), Qty: 300,
	})
	if err != nil {
		t.Fatal(err)
	}
	if first.ID == second.ID {
		t.Errorf("two orders with the ID %d", first.ID)
	}
	got, err := nyse.FindOrders(db, "GOOG")
	if err != nil {
		t.Fatal(err)
	}
	if want := []nyse.Order{first, second}; !reflect.DeepEqual(got, want) {
		t.Errorf("found %#v, want %#v", got, want)
	}
}

func TestFindOrdersWithoutAny(t *testing.T) {
	t.Parallel()
	db := open(t)
	got, err := nyse.FindOrders(db, "TSLA")
	if got == nil || len(got) != 0 || err != nil {
		t.Errorf("FindOrders = %#v, %v; want an empty slice", got, err)
	}
	_, err = nyse.FindOrders(db, "'; DROP TABLE orders; --")
	checkError(t, err, `ticker must be a symbol in capital letters such as GOOG or BRK.B, not "'; DROP TABLE orders; --"`)
}

func TestInvalidOrderIsNotStored(t *testing.T) {
	t.Parallel()
	db := open(t)
	order := good()
	order.Qty = -1
	_, err := nyse.AddOrder(db, order)
	checkError(t, err, "qty must be from 1 to 1000000")

	var rows int
	if err := db.QueryRow(`SELECT count(*) FROM orders`).Scan(&rows); err != nil || rows != 0 {
		t.Errorf("%d orders stored, %v; want none", rows, err)
	}
}

func TestTableRefusesWhatCheckRefuses(t *testing.T) {
	t.Parallel()
	db := open(t)
	for _, values := range []string{"0, 1, 1", "2, 1, 1", "1, 1, 0", "NULL, 1, 1"} {
		if _, err := db.Exec(`INSERT INTO orders (ticker, bid, offer, qty) VALUES ('A', ` + values + `)`); err == nil {
			t.Errorf("the values %s were stored", values)
		}
	}
}

func TestSchemaIsMadeOnce(t *testing.T) {
	t.Parallel()
	db := open(t)
	if _, err := nyse.AddOrder(db, good()); err != nil {
		t.Fatal(err)
	}
	if err := nyse.CreateSchema(t.Context(), db, nyse.SQLite); err != nil {
		t.Fatal(err)
	}
	if got, err := nyse.FindOrders(db, "GOOG"); len(got) != 1 || err != nil {
		t.Errorf("after a second CreateSchema: %v, %v; want the order", got, err)
	}
}

func TestDatabaseErrorsAreWrapped(t *testing.T) {
	t.Parallel()
	db := open(t)
	db.Close()
	var field *nyse.FieldError
	if _, err := nyse.AddOrder(db, good()); err == nil || errors.As(err, &field) {
		t.Errorf("AddOrder on a closed database: %v", err)
	}
	if _, err := nyse.FindOrders(db, "GOOG"); err == nil || errors.As(err, &field) {
		t.Errorf("FindOrders on a closed database: %v", err)
	}
	if err := nyse.CreateSchema(t.Context(), db, nyse.SQLite); err == nil {
		t.Error("CreateSchema on a closed database: no error")
	}
}

func ExampleAddOrder() {
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		panic(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1) // each connection would have a database of its own
	if err := nyse.CreateSchema(context.Background(), db, nyse.SQLite); err != nil {
		panic(err)
	}

	order, err := nyse.AddOrder(db, nyse.Order{Ticker: "GOOG", Bid: nyse.USD("665.51"), Offer: nyse.USD("665.59"), Qty: 100})
	fmt.Printf("%+v %v\n", order, err)
	orders, err := nyse.FindOrders(db, "GOOG")
	fmt.Println(len(orders), err)
	// Output:
	// {ID:1 Ticker:GOOG Bid:665.51 Offer:665.59 Qty:100} <nil>
	// 1 <nil>
}
