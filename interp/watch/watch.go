// Package watch tells when the sources of a program have been saved.
//
// It looks at directories, since editors save in many ways: some write into the file, others write another one and give
// it the name, and most have files of their own beside it meanwhile. What counts is that something happened to a name
// that the go command would look at; whether the content is another is for the reader to see.
package watch

import (
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"time"

	"github.com/fsnotify/fsnotify"
)

const (
	settle      = 10 * time.Millisecond  // how long nothing may happen before a save is taken to be over
	settleAgain = 50 * time.Millisecond  // the same, where a save went on that had been taken to be over
	recently    = 300 * time.Millisecond // what comes so soon after a save is taken to go on with it
	settleMost  = 250 * time.Millisecond // but it is told after that, whatever still happens
)

// Targets are what is watched.
type Targets struct {
	Dirs   []string // directories whose Go files count
	Trees  []string // directories whose Go files count, with all that is below them
	Embeds []string // directories all of whose files count, but for those that editors have beside others
	Files  []string // files that count whatever they are called
}

// A Watcher watches until it is closed. Its methods may be called by any goroutine.
type Watcher struct {
	fs      *fsnotify.Watcher
	changed func()
	ended   chan struct{}

	mu      sync.Mutex
	targets Targets
	counts  map[string]bool // directories whose Go files count
	embeds  map[string]bool // directories all of whose files count
	files   map[string]bool
	watched map[string]bool // what fs has been told of
}

// Start watches, and calls changed, from a goroutine of its own, each time something has been saved: once for all that
// happens in a short time. changed must not wait for Close.
func Start(t Targets, changed func()) (*Watcher, error) {
	fs, err := fsnotify.NewBufferedWatcher(1000)
	if err != nil {
		return nil, fmt.Errorf("watching the sources: %w", err)
	}
	w := &Watcher{fs: fs, changed: changed, ended: make(chan struct{}), watched: map[string]bool{}}
	err = w.Update(t)
	go w.run()
	if err != nil {
		return nil, errors.Join(err, w.Close())
	}
	return w, nil
}

// Update watches other targets from now on. A directory that is not there is no error; it is watched when it
// appears.
func (w *Watcher) Update(t Targets) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.targets, w.counts, w.embeds, w.files = t, map[string]bool{}, map[string]bool{}, map[string]bool{}
	want := map[string]bool{}
	for _, file := range t.Files {
		w.files[filepath.Clean(file)] = true
		want[filepath.Dir(file)] = true
	}
	for _, dir := range t.Embeds {
		dir = filepath.Clean(dir)
		want[dir], w.embeds[dir] = true, true
	}
	for _, dir := range t.Dirs {
		dir = filepath.Clean(dir)
		want[dir], w.counts[dir] = true, true
		want[filepath.Dir(dir)] = true // it may go, and come back
	}
	for _, root := range t.Trees {
		for _, dir := range below(filepath.Clean(root)) {
			want[dir], w.counts[dir] = true, true
		}
	}
	var errs []error
	for dir := range want {
		errs = append(errs, w.add(dir))
	}
	for dir := range w.watched {
		if !want[dir] {
			delete(w.watched, dir)
			_ = w.fs.Remove(dir) // it may be gone
		}
	}
	return errors.Join(errs...)
}

// Close ends the watch. changed is not called again when it has returned.
func (w *Watcher) Close() error {
	err := w.fs.Close()
	<-w.ended
	return err
}

// run reads events until the watcher is closed.
func (w *Watcher) run() {
	defer close(w.ended)
	var (
		timer = time.NewTimer(time.Hour)
		first time.Time // of what has not been told, zero when all has been
		told  time.Time
	)
	defer timer.Stop()
	for {
		select {
		case e, ok := <-w.fs.Events:
			if !ok {
				return
			}
			if !w.matters(e) {
				continue
			}
		case _, ok := <-w.fs.Errors: // events were lost, or a directory cannot be read: look at everything
			if !ok {
				return
			}
		case <-timer.C:
			if !first.IsZero() {
				first, told = time.Time{}, time.Now()
				w.changed()
			}
			continue
		}
		now := time.Now()
		if first.IsZero() {
			first = now
		}
		quiet := settle
		if now.Sub(told) < recently {
			quiet = settleAgain
		}
		timer.Reset(min(quiet, max(0, settleMost-now.Sub(first))))
	}
}
