package lower

import (
	"go/types"

	"golang.org/x/tools/go/types/typeutil"
)

// Undo forgets the unit that was lowered last: it was not put in place, and what
// it declares does not exist.
func (l *Lowerer) Undo() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.takeBack()
}

// takeBack undoes what the unit at hand has changed.
func (l *Lowerer) takeBack() {
	l.table.Keep()
	for i := len(l.undo) - 1; i >= 0; i-- {
		l.undo[i]()
	}
	l.undo = nil
}

// set changes a map so that Undo can take it back.
func set[K comparable, V any](l *Lowerer, m map[K]V, key K, value V) {
	old, known := m[key]
	m[key] = value
	l.undo = append(l.undo, func() {
		if known {
			m[key] = old
		} else {
			delete(m, key)
		}
	})
}

// put is set for a map of types.
func put(l *Lowerer, m *typeutil.Map, key types.Type, value any) {
	old := m.Set(key, value)
	l.undo = append(l.undo, func() {
		if old != nil {
			m.Set(key, old)
		} else {
			m.Delete(key)
		}
	})
}
