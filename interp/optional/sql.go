package optional

import (
	"context"
	"database/sql/driver"
	"reflect"
	"unsafe"
)

// SQLDriver has the methods of database drivers and of connectors.
type SQLDriver struct{ held }

func (d SQLDriver) Open(name string) (driver.Conn, error) {
	return method[func(any, string) (driver.Conn, error)](d.held, "Open")(d.x, name)
}

func (d SQLDriver) OpenConnector(name string) (driver.Connector, error) {
	return method[func(any, string) (driver.Connector, error)](d.held, "OpenConnector")(d.x, name)
}

func (d SQLDriver) Connect(ctx context.Context) (driver.Conn, error) {
	return method[func(any, context.Context) (driver.Conn, error)](d.held, "Connect")(d.x, ctx)
}

func (d SQLDriver) Driver() driver.Driver {
	return method[func(any) driver.Driver](d.held, "Driver")(d.x)
}

func (d SQLDriver) Close() error { return method[func(any) error](d.held, "Close")(d.x) }

// SQLConn has the methods of connections to databases.
type SQLConn struct{ held }

func (c SQLConn) Prepare(query string) (driver.Stmt, error) {
	return method[func(any, string) (driver.Stmt, error)](c.held, "Prepare")(c.x, query)
}

func (c SQLConn) PrepareContext(ctx context.Context, query string) (driver.Stmt, error) {
	return method[func(any, context.Context, string) (driver.Stmt, error)](c.held, "PrepareContext")(c.x, ctx, query)
}

func (c SQLConn) Close() error { return method[func(any) error](c.held, "Close")(c.x) }

func (c SQLConn) Begin() (driver.Tx, error) {
	return method[func(any) (driver.Tx, error)](c.held, "Begin")(c.x)
}

func (c SQLConn) BeginTx(ctx context.Context, opts driver.TxOptions) (driver.Tx, error) {
	return method[func(any, context.Context, driver.TxOptions) (driver.Tx, error)](c.held, "BeginTx")(c.x, ctx, opts)
}

func (c SQLConn) Query(query string, args []driver.Value) (driver.Rows, error) {
	return method[func(any, string, []any) (driver.Rows, error)](c.held, "Query")(c.x, query, anys(args))
}

func (c SQLConn) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	return method[func(any, context.Context, string, []driver.NamedValue) (driver.Rows, error)](c.held, "QueryContext")(c.x, ctx, query, args)
}

func (c SQLConn) Exec(query string, args []driver.Value) (driver.Result, error) {
	return method[func(any, string, []any) (driver.Result, error)](c.held, "Exec")(c.x, query, anys(args))
}

func (c SQLConn) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	return method[func(any, context.Context, string, []driver.NamedValue) (driver.Result, error)](c.held, "ExecContext")(c.x, ctx, query, args)
}

func (c SQLConn) Ping(ctx context.Context) error {
	return method[func(any, context.Context) error](c.held, "Ping")(c.x, ctx)
}

func (c SQLConn) ResetSession(ctx context.Context) error {
	return method[func(any, context.Context) error](c.held, "ResetSession")(c.x, ctx)
}

func (c SQLConn) IsValid() bool { return method[func(any) bool](c.held, "IsValid")(c.x) }

func (c SQLConn) CheckNamedValue(v *driver.NamedValue) error {
	return method[func(any, *driver.NamedValue) error](c.held, "CheckNamedValue")(c.x, v)
}

// SQLStmt has the methods of prepared statements.
type SQLStmt struct{ held }

func (s SQLStmt) Close() error { return method[func(any) error](s.held, "Close")(s.x) }

func (s SQLStmt) NumInput() int { return method[func(any) int](s.held, "NumInput")(s.x) }

func (s SQLStmt) Exec(args []driver.Value) (driver.Result, error) {
	return method[func(any, []any) (driver.Result, error)](s.held, "Exec")(s.x, anys(args))
}

func (s SQLStmt) ExecContext(ctx context.Context, args []driver.NamedValue) (driver.Result, error) {
	return method[func(any, context.Context, []driver.NamedValue) (driver.Result, error)](s.held, "ExecContext")(s.x, ctx, args)
}

func (s SQLStmt) Query(args []driver.Value) (driver.Rows, error) {
	return method[func(any, []any) (driver.Rows, error)](s.held, "Query")(s.x, anys(args))
}

func (s SQLStmt) QueryContext(ctx context.Context, args []driver.NamedValue) (driver.Rows, error) {
	return method[func(any, context.Context, []driver.NamedValue) (driver.Rows, error)](s.held, "QueryContext")(s.x, ctx, args)
}

func (s SQLStmt) CheckNamedValue(v *driver.NamedValue) error {
	return method[func(any, *driver.NamedValue) error](s.held, "CheckNamedValue")(s.x, v)
}

// SQLRows has the methods of the results of queries.
type SQLRows struct{ held }

func (r SQLRows) Columns() []string { return method[func(any) []string](r.held, "Columns")(r.x) }

func (r SQLRows) Close() error { return method[func(any) error](r.held, "Close")(r.x) }

func (r SQLRows) Next(dest []driver.Value) error {
	return method[func(any, []any) error](r.held, "Next")(r.x, anys(dest))
}

func (r SQLRows) HasNextResultSet() bool {
	return method[func(any) bool](r.held, "HasNextResultSet")(r.x)
}

func (r SQLRows) NextResultSet() error {
	return method[func(any) error](r.held, "NextResultSet")(r.x)
}

func (r SQLRows) ColumnTypeDatabaseTypeName(i int) string {
	return method[func(any, int) string](r.held, "ColumnTypeDatabaseTypeName")(r.x, i)
}

func (r SQLRows) ColumnTypeNullable(i int) (nullable, ok bool) {
	return method[func(any, int) (bool, bool)](r.held, "ColumnTypeNullable")(r.x, i)
}

func (r SQLRows) ColumnTypeScanType(i int) reflect.Type {
	return method[func(any, int) reflect.Type](r.held, "ColumnTypeScanType")(r.x, i)
}

// anys returns a list as interpreted code has it, for which all empty interfaces are any.
func anys(list []driver.Value) []any { return *(*[]any)(unsafe.Pointer(&list)) }
