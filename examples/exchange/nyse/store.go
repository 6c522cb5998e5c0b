package nyse

import (
	"context"
	"database/sql"
	"fmt"
)

// A Dialect is what differs between the databases that keep orders: the type
// of a column that numbers its rows.
type Dialect string

// The databases the exchange knows.
const (
	SQLite   Dialect = "INTEGER"
	Postgres Dialect = "BIGINT GENERATED ALWAYS AS IDENTITY"
)

// CreateSchema makes the table of orders where there is none yet. The rules of
// Order.Check that SQL can tell are in the table too, for the sake of other
// programs. Prices are kept in ten-thousandths of a dollar.
func CreateSchema(ctx context.Context, db *sql.DB, dialect Dialect) error {
	statements := []string{
		`CREATE TABLE IF NOT EXISTS orders (
			id     ` + string(dialect) + ` PRIMARY KEY,
			ticker TEXT    NOT NULL,
			bid    BIGINT  NOT NULL CHECK (bid > 0),
			offer  BIGINT  NOT NULL CHECK (offer >= bid),
			qty    INTEGER NOT NULL CHECK (qty > 0)
		)`,
		`CREATE INDEX IF NOT EXISTS orders_by_ticker ON orders (ticker, id)`,
	}
	for _, statement := range statements {
		if _, err := db.ExecContext(ctx, statement); err != nil {
			return fmt.Errorf("create schema: %w", err)
		}
	}
	return nil
}

// AddOrder is AddOrderContext without a context, for the prompt.
func AddOrder(db *sql.DB, order Order) (Order, error) {
	return AddOrderContext(context.Background(), db, order)
}

// AddOrderContext stores the order and returns it with its new ID. An order
// that does not pass Check is not stored, and the error is its *FieldError.
// With any other error nothing is stored either, unless the connection was
// lost before the database could answer.
func AddOrderContext(ctx context.Context, db *sql.DB, order Order) (Order, error) {
	if err := order.Check(); err != nil {
		return Order{}, err
	}
	order.Bid, order.Offer = order.Bid.Normalize(), order.Offer.Normalize()
	row := db.QueryRowContext(ctx,
		`INSERT INTO orders (ticker, bid, offer, qty) VALUES ($1, $2, $3, $4) RETURNING id`,
		order.Ticker, stored(order.Bid), stored(order.Offer), order.Qty)
	if err := row.Scan(&order.ID); err != nil {
		return Order{}, fmt.Errorf("add order: %w", err)
	}
	return order, nil
}

// FindOrders is FindOrdersContext without a context, for the prompt.
func FindOrders(db *sql.DB, ticker string) ([]Order, error) {
	return FindOrdersContext(context.Background(), db, ticker)
}

// FindOrdersContext returns the orders for a ticker, oldest first: an empty
// slice, never nil, if there are none. A ticker that no stock could have is a
// *FieldError.
func FindOrdersContext(ctx context.Context, db *sql.DB, ticker string) ([]Order, error) {
	if err := CheckTicker(ticker); err != nil {
		return nil, err
	}
	rows, err := db.QueryContext(ctx,
		`SELECT id, ticker, bid, offer, qty FROM orders WHERE ticker = $1 ORDER BY id`, ticker)
	if err != nil {
		return nil, fmt.Errorf("find orders: %w", err)
	}
	defer rows.Close()

	orders := []Order{}
	for rows.Next() {
		var order Order
		var bid, offer int64
		if err := rows.Scan(&order.ID, &order.Ticker, &bid, &offer, &order.Qty); err != nil {
			return nil, fmt.Errorf("find orders: %w", err)
		}
		order.Bid, order.Offer = loaded(bid), loaded(offer)
		orders = append(orders, order)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("find orders: %w", err)
	}
	return orders, nil
}
