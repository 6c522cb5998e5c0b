package app

import (
	"errors"
	"sync"

	"github.com/mrepl/mrepl/interp"
	"github.com/mrepl/mrepl/interp/watch"
)

// A watching watches where the sources of a session are, which a reload may change.
type watching struct {
	mu sync.Mutex
	w  *watch.Watcher // nil while nothing is watched
}

// Watch calls saved when sources have been saved.
func (e engine) Watch(saved func()) (stop func(), err error) {
	targets := e.session.Watched()
	if len(targets.Dirs) == 0 {
		return nil, errors.New("there is nothing to watch: no package is loaded")
	}
	w, err := watch.Start(watch.Targets(targets), saved)
	if err != nil {
		return nil, err
	}
	e.watching.mu.Lock()
	defer e.watching.mu.Unlock()
	e.watching.w = w
	return func() {
		e.watching.mu.Lock()
		defer e.watching.mu.Unlock()
		e.watching.w = nil
		_ = w.Close() // what is watched is let go of in any case
	}, nil
}

// update watches what the sources are now.
func (w *watching) update(session *interp.Session) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.w != nil {
		_ = w.w.Update(watch.Targets(session.Watched())) // a directory that cannot be watched is tried again
	}
}
