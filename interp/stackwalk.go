package interp

// stackCall is a call that is under way.
type stackCall struct {
	place
	pc   uintptr
	text string // where it was read from a text: its lines there
	ends bool   // it is that of the deferred calls of a function
}

// stackWalk sorts out the calls of a stack, the innermost first.
//
// A panic is one of the interpreter's too, which panics anew in each function that it leaves. All
// these are still on the stack while deferred calls are made. So the calls that the panic has
// left are found where they are looked for in compiled code.
type stackWalk struct {
	sites   *sites
	calls   []stackCall
	initial bool        // the outermost interpreted call is made by an initialiser
	number  uint64      // that is being spelt
	digits  int         // of it
	inside  bool        // the last function was one of the machinery
	ending  bool        // it was one that makes deferred calls
	calm    bool        // they are made after one of them has recovered
	left    int         // how many functions are still to be passed that a panic has left before
	outside bool        // the last function was further out than the program
	pending []stackCall // of reflect and the runtime, which may be in between
}

// add adds the next call further out.
func (w *stackWalk) add(c stackCall) {
	if c.role == mark {
		w.close(true)
		w.number |= uint64(c.digit) << (8 * w.digits)
		w.digits++
		return
	}
	w.spelt()
	ended := w.ending
	w.ending = c.role == ending
	if w.left > 0 {
		w.pass(c.role)
		return
	}
	switch c.role {
	case machinery, body, ending, calm, executing:
		w.close(true)
		w.inside = true
		w.calm = w.calm || c.role == calm
		w.outside = w.outside || c.role == executing
		if c.fails != "" {
			w.fail(c.fails)
		}
	case shown, beginning:
		w.close(false)
		w.inside = false
		if c.role == beginning || !w.outside {
			w.calls = append(w.calls, c)
		}
	case panicking:
		if n := len(w.calls); ended && n > 0 && w.calls[n-1].ends {
			if w.calm {
				w.left = 1
			} else {
				w.calls[n-1] = c
			}
			w.calm = false
			return
		}
		w.pending = append(w.pending, c)
	default:
		w.pending = append(w.pending, c)
	}
}

// pass passes a function between the deferred calls of one and that itself.
func (w *stackWalk) pass(r role) {
	switch r {
	case body:
		w.left--
	case ending:
		w.left++
	}
}

// fail adds the calls of the runtime that have led to a panic.
func (w *stackWalk) fail(f failure) {
	for _, pc := range failureCalls(f) {
		w.calls = append(w.calls, stackCall{pc: pc})
	}
}

// end returns the calls.
func (w *stackWalk) end() []stackCall {
	w.spelt()
	w.close(false)
	return w.calls
}

// spelt adds the call whose number has been spelt.
func (w *stackWalk) spelt() {
	if w.digits == 0 {
		return
	}
	number := w.number
	w.number, w.digits, w.inside = 0, 0, true
	if w.left > 0 {
		return
	}
	c, _, ok := w.sites.caller(number)
	if ok && !c.Spawns {
		w.calls = append(w.calls, stackCall{pc: counterOf(number), ends: c.Ends})
		w.initial = c.Initial
	}
}

// close decides about what is pending: out says that machinery is further out.
func (w *stackWalk) close(out bool) {
	list := w.pending
	w.pending = w.pending[:0]
	if w.left > 0 {
		return
	}
	for w.inside && len(list) > 0 && list[0].role != leaving {
		list = list[1:]
	}
	if n := len(list); out && n > 0 && list[n-1].role != leaving {
		return // a failure of the machinery
	}
	if out {
		for i := 0; i < 2 && len(list) > 0 && list[len(list)-1].role == leaving; i++ {
			list = list[:len(list)-1]
		}
		for len(list) > 0 && list[len(list)-1].role == inBetween {
			list = list[:len(list)-1]
		}
	}
	w.calls = append(w.calls, list...)
}
