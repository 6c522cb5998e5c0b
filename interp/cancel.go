package interp

import "sync/atomic"

// cancel ends all code of the interpreter: each of its functions looks at the
// number of the run that it belongs to after every step, and returns when that is not
// the interpreter's any more.
func (e *engine) cancel() {
	e.mu.Lock()
	defer e.mu.Unlock()
	if id, ok := runID(e.yaegi); ok {
		atomic.AddUint64(id, 1)
	}
}
