// Package site serves HTTP, as both services of the system do.
package site

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"
)

// A URI says where a site is.
type URI struct {
	Port int // 0 is any port that is free
}

// A Server serves a site on the loopback interface.
type Server struct {
	URL    string
	server *http.Server
	done   chan error // what Serve returned
}

// Serve starts to serve a site. It listens when it returns.
func Serve(ctx context.Context, at URI, handler http.Handler) (*Server, error) {
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", fmt.Sprintf("127.0.0.1:%d", at.Port))
	if err != nil {
		return nil, err
	}
	s := &Server{
		URL:    "http://" + listener.Addr().String(),
		server: &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second},
		done:   make(chan error, 1),
	}
	go func() { s.done <- s.server.Serve(listener) }()
	return s, nil
}

// Close lets requests end, as long as ctx does, and stops serving.
func (s *Server) Close(ctx context.Context) error {
	err := s.server.Shutdown(ctx)
	if err != nil {
		err = errors.Join(err, s.server.Close())
	}
	if served := <-s.done; !errors.Is(served, http.ErrServerClosed) {
		err = errors.Join(err, served)
	}
	return err
}
