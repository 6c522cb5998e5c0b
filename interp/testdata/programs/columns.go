package main

import (
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
)

// a driver that answers each query with its arguments
type drv struct{}
type conn struct{}
type stmt struct{ q string }
type rows struct {
	vals []driver.Value
	done bool
}

func (drv) Open(string) (driver.Conn, error)       { return conn{}, nil }
func (conn) Prepare(q string) (driver.Stmt, error) { return &stmt{q}, nil }
func (conn) Close() error                          { return nil }
func (conn) Begin() (driver.Tx, error)             { return nil, errors.New("no tx") }
func (*stmt) Close() error                         { return nil }
func (*stmt) NumInput() int                        { return -1 }
func (s *stmt) Exec(a []driver.Value) (driver.Result, error) {
	fmt.Printf("exec %s %v\n", s.q, a)
	return driver.RowsAffected(len(a)), nil
}
func (s *stmt) Query(a []driver.Value) (driver.Rows, error) { return &rows{vals: a}, nil }
func (r *rows) Columns() []string {
	out := make([]string, len(r.vals))
	for i := range out {
		out[i] = fmt.Sprint("c", i)
	}
	return out
}
func (r *rows) Close() error { return nil }
func (r *rows) Next(dst []driver.Value) error {
	if r.done {
		return io.EOF
	}
	r.done = true
	copy(dst, r.vals)
	return nil
}

type Price int64

func (p Price) Value() (driver.Value, error) {
	if p < 0 {
		return nil, errors.New("below zero")
	}
	return fmt.Sprintf("%d.%02d", p/100, p%100), nil
}
func (p *Price) Scan(src any) error {
	switch src := src.(type) {
	case string:
		var a, b int64
		if _, err := fmt.Sscanf(src, "%d.%d", &a, &b); err != nil {
			return err
		}
		*p = Price(a*100 + b)
		return nil
	case nil:
		*p = -7
		return nil
	}
	return fmt.Errorf("price: no %T", src)
}

type Status string
type Level int

type Money struct{ Cents int64 }

func (m *Money) Scan(src any) error { m.Cents, _ = src.(int64); return nil }

type Order struct {
	ID     int
	Price  Price
	Limit  *Price
	Status Status
	Level  Level
	M      Money
	Name   sql.NullString
	Opt    sql.Null[Status]
	OptP   sql.Null[Price]
}

func (o *Order) dests() []any {
	return []any{&o.ID, &o.Price, &o.Limit, &o.Status, &o.Level, &o.M, &o.Name, &o.Opt, &o.OptP}
}

func get[T any](db *sql.DB, q string, scan func(*sql.Rows) (T, error), args ...any) (out []T, err error) {
	rows, err := db.Query(q, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		x, err := scan(rows)
		if err != nil {
			return nil, err
		}
		out = append(out, x)
	}
	return out, rows.Err()
}

func main() {
	sql.Register("fake", drv{})
	db, err := sql.Open("fake", "")
	fmt.Println(err)
	p := Price(1250)
	var np *Price
	_, err = db.Exec("insert", Price(5), &p, np, Status("s"), Level(3), "x", sql.NullString{String: "y", Valid: true}, sql.Null[Price]{V: 7, Valid: true}, sql.Null[Status]{})
	fmt.Println(err)
	args := []any{Price(5), &p, Status("t"), Level(4)}
	_, err = db.Exec("spread", args...)
	fmt.Println(err)
	_, err = db.Exec("neg", Price(-5))
	fmt.Println(err)
	fmt.Println(err)
	var o Order
	err = db.QueryRow("q", 1, "12.50", "0.99", "open", 3, int64(77), "n", "st", "3.00").Scan(&o.ID, &o.Price, &o.Limit, &o.Status, &o.Level, &o.M, &o.Name, &o.Opt, &o.OptP)
	fmt.Println(err, o.ID, int64(o.Price), int64(*o.Limit), o.Status, o.Level, o.M, o.Name, o.Opt, o.OptP)
	err = db.QueryRow("q", 1, nil, nil, "open", 3, int64(77), nil, nil, nil).Scan(o.dests()...)
	fmt.Println(err, o.ID, int64(o.Price), o.Limit, o.Status, o.Level, o.M, o.Name, o.Opt, o.OptP)
	err = db.QueryRow("q", true).Scan(&o.Price)
	fmt.Println(err)
	err = db.QueryRow("q", "x").Scan(&o.Level)
	fmt.Println(err)
	list, err := get(db, "q", func(r *sql.Rows) (o Order, err error) {
		err = r.Scan(&o.Price, &o.Status)
		return o, err
	}, Price(3), Status("z"))
	fmt.Println(len(list), int64(list[0].Price), list[0].Status, err)
	named, err := get(db, "q", func(r *sql.Rows) (p Price, err error) { return p, errors.Join(r.Scan(&p)) }, sql.Named("a", Price(3)))
	fmt.Println(named, err)
	st, err := db.Prepare("p")
	fmt.Println(err)
	var q Price
	fmt.Println(st.QueryRow(Price(44)).Scan(&q), int64(q))
	scan := st.QueryRow(Price(45)).Scan
	fmt.Println(scan(&q), int64(q))
	var sc interface{ Scan(...any) error } = st.QueryRow(Price(46))
	fmt.Println(sc.Scan(&q), int64(q))
	var a any
	var s string
	fmt.Println(st.QueryRow(Price(45)).Scan(&a), a)
	fmt.Println(st.QueryRow(Price(45)).Scan(&s), s)
}
