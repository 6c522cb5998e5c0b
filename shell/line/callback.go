package line

import "fmt"

// Complete, Incomplete, Indent, Paint, Pasted and IgnoreHistory are called here and nowhere else, without a lock. One that panics has
// said nothing.

// candidates calls Complete.
func (e *Editor) candidates(text string, pos int) (candidates []Candidate) {
	if e.cfg.Complete == nil {
		return nil
	}
	defer func() {
		if p := recover(); p != nil {
			candidates = nil
			e.Notify(fmt.Sprintf("completion failed: %v", p))
		}
	}()
	return e.cfg.Complete(text, pos)
}

// pasted calls Pasted.
func (e *Editor) pasted(text string) (became string) {
	if e.cfg.Pasted == nil {
		return text
	}
	defer func() {
		if recover() != nil {
			became = text
		}
	}()
	return e.cfg.Pasted(text)
}

// incomplete calls Incomplete.
func (e *Editor) incomplete(text string) (goesOn bool) {
	defer func() {
		if recover() != nil {
			goesOn = false
		}
	}()
	return e.cfg.Incomplete(text)
}

// indentation calls Indent.
func (e *Editor) indentation(text string) (indent string) {
	if e.cfg.Indent == nil {
		return ""
	}
	defer func() {
		if recover() != nil {
			indent = ""
		}
	}()
	return e.cfg.Indent(text)
}

// ignored calls IgnoreHistory. What it panics on is not kept.
func (e *Editor) ignored(text string) (ignore bool) {
	if e.cfg.IgnoreHistory == nil {
		return false
	}
	defer func() {
		if recover() != nil {
			ignore = true
		}
	}()
	return e.cfg.IgnoreHistory(text)
}

// maxPainted is the length of the longest text that is coloured.
const maxPainted = 32 << 10

// paint calls Paint.
func (e *Editor) paint(d draft) (painted string) {
	text := string(d.text)
	if e.cfg.Paint == nil || len(text) > maxPainted {
		return text
	}
	defer func() {
		if recover() != nil {
			painted = text
		}
	}()
	return e.cfg.Paint(text, d.bytePos())
}
