// Package annagreta is a service that knows who is who.
package annagreta

import (
	"context"
	"fmt"
	"net/http"
	"strings"

	"github.com/mrepl/mrepl/examples/parts/site"
)

// Config is the part's configuration in the system file.
type Config struct {
	DB  struct{ URI string } // mem://NAME
	URI site.URI
}

// Site is the running service: all that is needed to take it down.
type Site struct {
	DB     *Users
	Server *site.Server
}

// Start opens the database and serves the site.
func Start(ctx context.Context, c Config) (*Site, error) {
	name, ok := strings.CutPrefix(c.DB.URI, "mem://")
	if !ok {
		return nil, fmt.Errorf("the database %q is not one in memory, mem://NAME", c.DB.URI)
	}
	db := newUsers(name)
	server, err := site.Serve(ctx, c.URI, routes(db))
	if err != nil {
		return nil, err
	}
	return &Site{db, server}, nil
}

// Stop closes the site and deletes the database.
func Stop(ctx context.Context, _ Config, s *Site) error {
	err := s.Server.Close(ctx)
	s.DB.delete()
	return err
}

func routes(db *Users) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /hello-world-resource", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, "hello world!!!")
	})
	mux.HandleFunc("PUT /users/{name}", func(w http.ResponseWriter, r *http.Request) {
		db.Add(r.PathValue("name"))
		w.WriteHeader(http.StatusCreated)
	})
	mux.HandleFunc("GET /users/{name}", func(w http.ResponseWriter, r *http.Request) {
		if name := r.PathValue("name"); db.Knows(name) {
			fmt.Fprintf(w, "%s is known", name)
		} else {
			http.Error(w, name+" is not known", http.StatusNotFound)
		}
	})
	return mux
}
