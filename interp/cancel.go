package interp

import (
	"errors"
	"sync/atomic"
)

// ErrKilled is what functions of states end with that Kill has ended.
var ErrKilled = errors.New("kill --hard has ended it")

// cancel ends all code of the interpreter: each of its functions looks at the
// number of the run that it belongs to after every step, and returns when that is not
// the interpreter's any more.
func (e *engine) cancel() {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.ended.Store(true)
	if id, ok := runID(e.yaegi); ok {
		atomic.AddUint64(id, 1)
	}
}
