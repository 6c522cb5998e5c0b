package www

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"

	"github.com/mrepl/mrepl/examples/exchange/nyse"
)

// Handler answers the exchange's requests:
//
//	GET  /                      a greeting
//	POST /nyse/orders           adds an order, as a form or as JSON
//	GET  /nyse/orders/{ticker}  the orders for a ticker
//
// Answers are JSON; one that is an error is {"error": "the reason"}. Each
// request asks for the database anew, so that it can be stopped and replaced
// while the server runs; an error of conn is answered with 503.
func Handler(conn func() (*sql.DB, error)) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", greet)
	mux.HandleFunc("POST /nyse/orders", func(w http.ResponseWriter, r *http.Request) { addOrder(w, r, conn) })
	mux.HandleFunc("GET /nyse/orders/{ticker}", func(w http.ResponseWriter, r *http.Request) { findOrders(w, r, conn) })

	mux.HandleFunc("/{$}", allowOnly("GET, HEAD"))
	mux.HandleFunc("/nyse/orders", allowOnly("POST"))
	mux.HandleFunc("/nyse/orders/{ticker}", allowOnly("GET, HEAD"))
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		refuse(w, http.StatusNotFound, "there is nothing at "+r.URL.Path)
	})
	return mux
}

func greet(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	io.WriteString(w, "Welcome to the New York Stock Exchange!\n")
}

func addOrder(w http.ResponseWriter, r *http.Request, conn func() (*sql.DB, error)) {
	order, err := readOrder(w, r)
	if err != nil {
		fail(w, r, err)
		return
	}
	db, err := conn()
	if err != nil {
		refuse(w, http.StatusServiceUnavailable, err.Error())
		return
	}
	order, err = nyse.AddOrderContext(r.Context(), db, order)
	if err != nil {
		fail(w, r, err)
		return
	}
	answer(w, http.StatusCreated, map[string]any{"added": order})
}

func findOrders(w http.ResponseWriter, r *http.Request, conn func() (*sql.DB, error)) {
	ticker := r.PathValue("ticker")
	db, err := conn()
	if err != nil {
		refuse(w, http.StatusServiceUnavailable, err.Error())
		return
	}
	orders, err := nyse.FindOrdersContext(r.Context(), db, ticker)
	if err != nil {
		fail(w, r, err)
		return
	}
	if len(orders) == 0 {
		refuse(w, http.StatusNotFound, "there are no orders for "+ticker)
		return
	}
	answer(w, http.StatusOK, map[string]any{"orders": orders})
}

// allowOnly answers a request whose method is none of the allowed ones.
func allowOnly(methods string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Allow", methods)
		refuse(w, http.StatusMethodNotAllowed, fmt.Sprintf("%s is not allowed here, only %s", r.Method, methods))
	}
}

// fail answers with the status that belongs to the error. The cause of an
// error of ours is logged and not told.
func fail(w http.ResponseWriter, r *http.Request, err error) {
	var bad *requestError
	var field *nyse.FieldError
	switch {
	case errors.As(err, &bad):
		refuse(w, bad.status, bad.reason)
	case errors.As(err, &field):
		refuse(w, http.StatusBadRequest, field.Error())
	case r.Context().Err() != nil:
		// The client is gone: there is nobody to answer.
	default:
		slog.ErrorContext(r.Context(), "request failed", "method", r.Method, "path", r.URL.Path, "error", err)
		refuse(w, http.StatusInternalServerError, "the exchange could not do this, try again later")
	}
}

func refuse(w http.ResponseWriter, status int, reason string) {
	answer(w, status, map[string]any{"error": reason})
}

// answer writes v as JSON. It is encoded first: once the status is sent there
// is no way back to an error.
func answer(w http.ResponseWriter, status int, v any) {
	text, err := json.Marshal(v)
	if err != nil {
		slog.Error("no JSON for an answer", "error", err)
		http.Error(w, "the answer could not be written", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	w.Write(append(text, '\n'))
}
