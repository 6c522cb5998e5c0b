package www_test

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/mrepl/mrepl/examples/exchange/db"
	"github.com/mrepl/mrepl/examples/exchange/nyse"
	"github.com/mrepl/mrepl/examples/exchange/www"
)

const (
	form  = "application/x-www-form-urlencoded"
	jsonT = "application/json"
	tesla = "ticker=TSLA&qty=100&bid=232.38&offer=232.43"
)

// exchange returns the handler on a database of the test's own.
func exchange(t *testing.T) (http.Handler, *sql.DB) {
	t.Helper()
	conn, err := db.Open(t.Context(), "sqlite::memory:")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(context.Background(), conn); err != nil {
			t.Error(err)
		}
	})
	return www.Handler(func() (*sql.DB, error) { return conn, nil }), conn
}

func send(handler http.Handler, method, path, contentType, body string) *httptest.ResponseRecorder {
	request := httptest.NewRequest(method, path, strings.NewReader(body))
	if contentType != "" {
		request.Header.Set("Content-Type", contentType)
	}
	recorder := httptest.NewRecorder()
	handler.ServeHTTP(recorder, request)
	return recorder
}

// count returns how many orders are stored.
func count(t *testing.T, conn *sql.DB) int {
	t.Helper()
	var n int
	if err := conn.QueryRow(`SELECT count(*) FROM orders`).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestGreeting(t *testing.T) {
	t.Parallel()
	handler, _ := exchange(t)
	got := send(handler, "GET", "/", "", "")
	if got.Code != http.StatusOK || got.Body.String() != "Welcome to the New York Stock Exchange!\n" {
		t.Errorf("GET /: %d %q", got.Code, got.Body)
	}
}

func TestOrderIsAdded(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, contentType, body string }{
		{"form", form, tesla},
		{"form with a character set", form + "; charset=utf-8", tesla},
		{"JSON", jsonT, `{"ticker":"TSLA","bid":232.38,"offer":232.43,"qty":100}`},
		{"JSON with strings", jsonT + ";charset=UTF-8", ` {"ticker":"TSLA","bid":"232.3800","offer":"232.43","qty":"100"}` + "\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			handler, conn := exchange(t)
			got := send(handler, "POST", "/nyse/orders", test.contentType, test.body)
			const order = `{"id":1,"ticker":"TSLA","bid":"232.38","offer":"232.43","qty":100}`
			if want := `{"added":` + order + "}\n"; got.Code != http.StatusCreated || got.Body.String() != want {
				t.Errorf("POST: %d %s, want 201 %s", got.Code, got.Body, want)
			}
			if mediaType := got.Header().Get("Content-Type"); mediaType != jsonT {
				t.Errorf("Content-Type %q", mediaType)
			}
			got = send(handler, "GET", "/nyse/orders/TSLA", "", "")
			if want := `{"orders":[` + order + "]}\n"; got.Code != http.StatusOK || got.Body.String() != want {
				t.Errorf("GET: %d %s, want 200 %s", got.Code, got.Body, want)
			}
			if orders, err := nyse.FindOrders(conn, "TSLA"); len(orders) != 1 || err != nil {
				t.Errorf("FindOrders: %v, %v", orders, err)
			}
		})
	}
}

func TestBadRequestsAreRefused(t *testing.T) {
	t.Parallel()
	const order = `{"ticker":"TSLA","bid":%s,"offer":232.43,"qty":100}`
	tests := []struct {
		name, method, path, contentType, body string
		status                                int
		reason                                string // the beginning of it
	}{
		{"empty form", "POST", "/nyse/orders", form, "", 400, "ticker is missing"},
		{"empty JSON", "POST", "/nyse/orders", jsonT, "", 400, "the order is missing: the body is empty"},
		{"malformed form", "POST", "/nyse/orders", form, "ticker=%zz", 400, "malformed form: "},
		{"semicolons", "POST", "/nyse/orders", form, "ticker=TSLA;qty=100", 400, "malformed form: "},
		{"malformed JSON", "POST", "/nyse/orders", jsonT, `{"ticker":"TSLA",}`, 400, "malformed JSON at byte "},
		{"JSON cut off", "POST", "/nyse/orders", jsonT, `{"ticker":"TSLA"`, 400, "the JSON ends before the order is complete"},
		{"two JSON objects", "POST", "/nyse/orders", jsonT, fmt.Sprintf(order, "1") + "{}", 400, "there is something after the order's JSON object"},
		{"JSON list", "POST", "/nyse/orders", jsonT, `[]`, 400, "an order must be a JSON object, not of type array"},
		{"JSON null", "POST", "/nyse/orders", jsonT, `null`, 400, "ticker is missing"},
		{"unknown field in form", "POST", "/nyse/orders", form, tesla + "&price=1", 400, `an order has no field "price"`},
		{"unknown field in JSON", "POST", "/nyse/orders", jsonT, `{"price":1}`, 400, `an order has no field "price"`},
		{"id in JSON", "POST", "/nyse/orders", jsonT, `{"id":1}`, 400, `an order has no field "id"`},
		{"field given twice", "POST", "/nyse/orders", form, tesla + "&qty=200", 400, `the field "qty" is given 2 times`},
		{"negative price", "POST", "/nyse/orders", jsonT, fmt.Sprintf(order, "-5"), 400, "bid must be more than 0"},
		{"huge price", "POST", "/nyse/orders", jsonT, fmt.Sprintf(order, "1e999999999"), 400, "bid must be an amount"},
		{"NaN price", "POST", "/nyse/orders", jsonT, fmt.Sprintf(order, `"NaN"`), 400, "bid must be an amount"},
		{"bare NaN price", "POST", "/nyse/orders", jsonT, fmt.Sprintf(order, "NaN"), 400, "malformed JSON at byte "},
		{"price is a truth value", "POST", "/nyse/orders", jsonT, fmt.Sprintf(order, "true"), 400, `the field "bid" must be a number or a string`},
		{"price is an object", "POST", "/nyse/orders", jsonT, fmt.Sprintf(order, "{}"), 400, `the field "bid" must be a number or a string`},
		{"five decimals", "POST", "/nyse/orders", form, "ticker=TSLA&qty=1&bid=1.00001&offer=2", 400, "bid must have at most 4 decimals"},
		{"crossed", "POST", "/nyse/orders", form, "ticker=TSLA&qty=1&bid=2&offer=1", 400, "offer must not be below the bid"},
		{"negative quantity", "POST", "/nyse/orders", form, "ticker=TSLA&qty=-1&bid=1&offer=2", 400, "qty must be from 1 to "},
		{"huge quantity", "POST", "/nyse/orders", form, "ticker=TSLA&qty=99999999999999999999&bid=1&offer=2", 400, "qty must be a whole number"},
		{"broken quantity", "POST", "/nyse/orders", form, "ticker=TSLA&qty=1.5&bid=1&offer=2", 400, "qty must be a whole number"},
		{"no such symbol", "POST", "/nyse/orders", form, "ticker=tesla&qty=1&bid=1&offer=2", 400, "ticker must be a symbol"},
		{"too large", "POST", "/nyse/orders", form, tesla + strings.Repeat("&", 1<<20), 413, "an order is at most 16384 bytes long"},
		{"no content type", "POST", "/nyse/orders", "", tesla, 415, "an order is sent as "},
		{"wrong content type", "POST", "/nyse/orders", "text/plain", tesla, 415, "an order is sent as "},
		{"broken content type", "POST", "/nyse/orders", ";;", tesla, 415, "an order is sent as "},
		{"wrong method", "PUT", "/nyse/orders", form, tesla, 405, "PUT is not allowed here, only POST"},
		{"all orders", "GET", "/nyse/orders", "", "", 405, "GET is not allowed here, only POST"},
		{"delete orders", "DELETE", "/nyse/orders/TSLA", "", "", 405, "DELETE is not allowed here, only GET, HEAD"},
		{"post to the greeting", "POST", "/", form, tesla, 405, "POST is not allowed here, only GET, HEAD"},
		{"unknown path", "POST", "/nyse/order", form, tesla, 404, "there is nothing at /nyse/order"},
		{"unknown ticker", "GET", "/nyse/orders/ZZZZ", "", "", 404, "there are no orders for ZZZZ"},
		{"bad ticker", "GET", "/nyse/orders/zz%20zz", "", "", 400, "ticker must be a symbol"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			handler, conn := exchange(t)
			got := send(handler, test.method, test.path, test.contentType, test.body)
			if got.Code != test.status {
				t.Errorf("status %d, want %d", got.Code, test.status)
			}
			var answer struct{ Error string }
			if err := json.Unmarshal(got.Body.Bytes(), &answer); err != nil || !strings.HasPrefix(answer.Error, test.reason) {
				t.Errorf("answer %s, want the error %q", got.Body, test.reason)
			}
			if allow := got.Header().Get("Allow"); (allow != "") != (test.status == 405) {
				t.Errorf("Allow: %q", allow)
			}
			if n := count(t, conn); n != 0 {
				t.Errorf("%d orders are stored after a refused request", n)
			}
		})
	}
}

func TestConcurrentOrdersAreAllStored(t *testing.T) {
	t.Parallel()
	handler, conn := exchange(t)
	server := httptest.NewServer(handler)
	defer server.Close()

	const clients, each = 16, 10
	var wg sync.WaitGroup
	for i := range clients {
		wg.Go(func() {
			symbol := "T" + string(rune('A'+i))
			for range each {
				response, err := server.Client().PostForm(server.URL+"/nyse/orders", url.Values{
					"ticker": {symbol}, "qty": {"1"}, "bid": {"1"}, "offer": {"2"},
				})
				if err != nil {
					t.Error(err)
					return
				}
				response.Body.Close()
				if response.StatusCode != http.StatusCreated {
					t.Errorf("status %s", response.Status)
				}
			}
			if orders, err := nyse.FindOrders(conn, symbol); len(orders) != each || err != nil {
				t.Errorf("%d orders for %s, %v; want %d", len(orders), symbol, err, each)
			}
		})
	}
	wg.Wait()
	if n := count(t, conn); n != clients*each {
		t.Errorf("%d orders are stored, want %d", n, clients*each)
	}
}

func TestWithoutDatabase(t *testing.T) {
	t.Parallel()
	handler := www.Handler(func() (*sql.DB, error) { return nil, errors.New("the database is stopped") })
	for _, got := range []*httptest.ResponseRecorder{
		send(handler, "POST", "/nyse/orders", form, tesla),
		send(handler, "GET", "/nyse/orders/TSLA", "", ""),
	} {
		if want := `{"error":"the database is stopped"}` + "\n"; got.Code != http.StatusServiceUnavailable || got.Body.String() != want {
			t.Errorf("%d %s, want 503 %s", got.Code, got.Body, want)
		}
	}
}

func TestCauseOfAnInternalErrorIsNotTold(t *testing.T) {
	t.Parallel()
	handler, conn := exchange(t)
	if _, err := conn.Exec(`DROP TABLE orders`); err != nil {
		t.Fatal(err)
	}
	got := send(handler, "POST", "/nyse/orders", form, tesla)
	if got.Code != http.StatusInternalServerError || bytes.Contains(got.Body.Bytes(), []byte("table")) {
		t.Errorf("%d %s", got.Code, got.Body)
	}
}

func TestNothingIsStoredForAClientThatIsGone(t *testing.T) {
	t.Parallel()
	handler, conn := exchange(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	request := httptest.NewRequestWithContext(ctx, "POST", "/nyse/orders", strings.NewReader(tesla))
	request.Header.Set("Content-Type", form)
	handler.ServeHTTP(httptest.NewRecorder(), request)
	if n := count(t, conn); n != 0 {
		t.Errorf("%d orders are stored", n)
	}
}

func ExampleHandler() {
	conn := db.Memory()
	defer db.Close(context.Background(), conn)
	server := httptest.NewServer(www.Handler(func() (*sql.DB, error) { return conn, nil }))
	defer server.Close()

	fmt.Println(www.Post(server.URL+"/nyse/orders", "ticker=TSLA&qty=100&bid=232.38&offer=232.43"))
	fmt.Println(www.Get(server.URL + "/nyse/orders/GOOG"))
	// Output:
	// {"added":{"id":1,"ticker":"TSLA","bid":"232.38","offer":"232.43","qty":100}} <nil>
	//  404 Not Found: {"error":"there are no orders for GOOG"}
}
