// Package wildrank is a service that ranks whatever people vote for.
package wildrank

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"sync"

	"github.com/mrepl/mrepl/examples/parts/site"
)

// Config is the part's configuration in the system file.
type Config struct {
	URI site.URI
}

// Start serves the site, with no votes.
func Start(ctx context.Context, c Config) (*site.Server, error) {
	return site.Serve(ctx, c.URI, routes(&ranking{votes: map[string]int{}}))
}

// Stop closes the site.
func Stop(ctx context.Context, _ Config, s *site.Server) error { return s.Close(ctx) }

func routes(r *ranking) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /votes/{name}", func(w http.ResponseWriter, req *http.Request) {
		fmt.Fprintln(w, r.vote(req.PathValue("name")))
	})
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, _ *http.Request) {
		for i, name := range r.best() {
			fmt.Fprintf(w, "%d. %s\n", i+1, name)
		}
	})
	return mux
}

// A ranking counts votes.
type ranking struct {
	mu    sync.Mutex
	votes map[string]int
}

// vote adds a vote and returns how many there are for the name.
func (r *ranking) vote(name string) int {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.votes[name]++
	return r.votes[name]
}

// best returns the names, those with the most votes first.
func (r *ranking) best() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.SortedFunc(maps.Keys(r.votes), func(a, b string) int {
		return cmp.Or(cmp.Compare(r.votes[b], r.votes[a]), cmp.Compare(a, b))
	})
}
