package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"time"
)

type Order struct {
	Ticker string  `json:"ticker"`
	Qty    int     `json:"qty"`
	Price  float64 `json:"price"`
}

type Book struct{ orders []Order }

func (b *Book) handle(w http.ResponseWriter, r *http.Request) {
	var o Order
	if err := json.NewDecoder(r.Body).Decode(&o); err != nil || o.Qty <= 0 {
		http.Error(w, "bad order", http.StatusBadRequest)
		return
	}
	b.orders = append(b.orders, o)
	total := 0.0
	for _, o := range b.orders[max0(len(b.orders)-20):] {
		total += o.Price * float64(o.Qty)
	}
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(map[string]interface{}{"count": len(b.orders), "total": total})
}

func max0(n int) int {
	if n < 0 {
		return 0
	}
	return n
}

func main() {
	book := &Book{}
	mux := http.NewServeMux()
	mux.HandleFunc("/orders", func(w http.ResponseWriter, r *http.Request) { book.handle(w, r) })
	start := time.Now()
	size := 0
	for i := 0; i < 3000; i++ {
		req := httptest.NewRequest("POST", "/orders", strings.NewReader(`{"ticker":"GOOG","qty":3,"price":101.5}`))
		rec := httptest.NewRecorder()
		mux.ServeHTTP(rec, req)
		size += rec.Body.Len()
	}
	fmt.Println(size, time.Since(start).Nanoseconds())
}
