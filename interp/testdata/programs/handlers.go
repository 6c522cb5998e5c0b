package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"sort"
	"strings"
	"sync"
)

type todo struct {
	ID   int      `json:"id"`
	Text string   `json:"text"`
	Tags []string `json:"tags,omitempty"`
	Done bool     `json:"done"`
}

type store struct {
	mu    sync.Mutex
	next  int
	todos map[int]*todo
}

var errNotFound = errors.New("not found")

type badRequest struct{ Field, Reason string }

func (b badRequest) Error() string { return b.Field + ": " + b.Reason }

func (s *store) add(text string, tags ...string) (*todo, error) {
	if strings.TrimSpace(text) == "" {
		return nil, badRequest{"text", "must not be empty"}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.next++
	t := &todo{ID: s.next, Text: text, Tags: tags}
	s.todos[t.ID] = t
	return t, nil
}

func (s *store) find(id int) (todo, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if t, ok := s.todos[id]; ok {
		return *t, nil
	}
	return todo{}, fmt.Errorf("todo %d: %w", id, errNotFound)
}

func (s *store) list() []todo {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := make([]todo, 0, len(s.todos))
	for _, t := range s.todos {
		out = append(out, *t)
	}
	sort.Slice(out, func(i, j int) bool { return out[i].ID < out[j].ID })
	return out
}

// handlerFunc is a handler that may fail.
type handlerFunc func(w http.ResponseWriter, r *http.Request) error

func (h handlerFunc) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	err := h(w, r)
	var bad badRequest
	switch {
	case err == nil:
	case errors.As(err, &bad):
		http.Error(w, bad.Error(), http.StatusBadRequest)
	case errors.Is(err, errNotFound):
		http.Error(w, err.Error(), http.StatusNotFound)
	default:
		http.Error(w, "internal", http.StatusInternalServerError)
	}
}

type server struct {
	*store
	mux *http.ServeMux
	log *log.Logger
}

func newServer(s *store) *server {
	srv := &server{store: s, mux: http.NewServeMux(), log: log.New(stdout{}, "srv ", 0)}
	srv.mux.Handle("POST /todos", handlerFunc(srv.create))
	srv.mux.Handle("GET /todos/{id}", handlerFunc(srv.show))
	srv.mux.HandleFunc("GET /todos", func(w http.ResponseWriter, r *http.Request) {
		writeJSON(w, http.StatusOK, srv.list())
	})
	return srv
}

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.log.Printf("%s %s", r.Method, r.URL.Path)
	s.mux.ServeHTTP(w, r)
}

func (s *server) create(w http.ResponseWriter, r *http.Request) error {
	var in struct {
		Text string
		Tags []string
	}
	dec := json.NewDecoder(r.Body)
	dec.DisallowUnknownFields()
	if err := dec.Decode(&in); err != nil {
		return badRequest{"body", err.Error()}
	}
	t, err := s.add(in.Text, in.Tags...)
	if err != nil {
		return err
	}
	w.Header().Set("Location", fmt.Sprintf("/todos/%d", t.ID))
	return writeJSON(w, http.StatusCreated, t)
}

func (s *server) show(w http.ResponseWriter, r *http.Request) error {
	var id int
	if _, err := fmt.Sscan(r.PathValue("id"), &id); err != nil {
		return badRequest{Field: "id", Reason: "not a number"}
	}
	t, err := s.find(id)
	if err != nil {
		return err
	}
	return writeJSON(w, http.StatusOK, map[string]any{"todo": t, "links": []string{r.URL.Path}})
}

func writeJSON(w http.ResponseWriter, status int, v any) error {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	return json.NewEncoder(w).Encode(v)
}

func middleware(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Seen", "yes")
		next.ServeHTTP(w, r)
	})
}

func main() {
	ts := httptest.NewServer(middleware(newServer(&store{todos: map[int]*todo{}})))
	defer ts.Close()
	requests := []struct{ method, path, body string }{
		{"POST", "/todos", `{"text": "write", "tags": ["a", "b"]}`},
		{"POST", "/todos", `{"text": " "}`},
		{"POST", "/todos", `{"text": "x", "nope": 1}`},
		{"POST", "/todos", `{"text": `},
		{"POST", "/todos", `{"text": "second"}`},
		{"GET", "/todos/1", ""},
		{"GET", "/todos/7", ""},
		{"GET", "/todos/x", ""},
		{"GET", "/todos", ""},
		{"DELETE", "/todos", ""},
	}
	for i, tc := range requests {
		req, err := http.NewRequest(tc.method, ts.URL+tc.path, bytes.NewBufferString(tc.body))
		if err != nil {
			fmt.Println(err)
			return
		}
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			fmt.Println(err)
			return
		}
		body, _ := io.ReadAll(resp.Body)
		resp.Body.Close()
		fmt.Println(i, resp.Status, resp.Header.Get("Location"), resp.Header.Get("X-Seen"), strings.TrimSpace(string(body)))
	}
}

// stdout writes where fmt.Print does.
type stdout struct{}

func (stdout) Write(p []byte) (int, error) { return fmt.Print(string(p)) }
