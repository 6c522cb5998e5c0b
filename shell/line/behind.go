package line

import "slices"

// Whoever types Enter and ^C in one movement means the statement. The ^C reaches a terminal that is still raw, and so is
// a key and no signal: it is looked for here before the statement is handed over.

// interrupted reports whether a ^C has come behind the Enter that has just ended a line. It is forgotten, and so is all that
// was typed before it, as a terminal in its usual mode does. It is called between two lines, while nothing calls Read.
func (s *source) interrupted() bool {
	s.readOn()
	s.mu.Lock()
	defer s.mu.Unlock()
	last := -1
	for i, k := range s.keys {
		if k.code == keyInterrupt {
			last = i
		}
	}
	for i := range s.sent {
		if i <= last {
			s.keys[i] = s.keys[i].forgotten()
		}
	}
	if last >= s.sent {
		s.keys = slices.Delete(s.keys, s.sent, last+1)
	}
	return last >= 0
}

// readOn takes what the terminal has without waiting.
func (s *source) readOn() {
	in, ok := s.in.(interface{ ready() bool })
	if !ok || s.asked || s.ended() != nil || !in.ready() {
		return
	}
	select {
	case s.ask <- struct{}{}:
	case <-s.stop:
		return
	}
	select {
	case c := <-s.chunks:
		s.take(c)
	case <-s.stop:
	}
}

// forgotten returns a key that does nothing, for one whose byte readline has already been given.
func (k key) forgotten() key {
	switch k.code {
	case keyEnter, keyInterrupt, keyDeleteEOF:
		return key{code: keyForgotten}
	case keyWake, keyHangup:
		return k
	}
	return key{code: keyNone}
}
