package interp

import "unsafe"

// cyclic returns the structs that contain themselves, by way of others or not.
func cyclic(types []itype) map[unsafe.Pointer]bool {
	c := components{index: map[unsafe.Pointer]int{}, low: map[unsafe.Pointer]int{}, on: map[unsafe.Pointer]bool{}, found: map[unsafe.Pointer]bool{}}
	for _, t := range types {
		if c.index[t.id()] == 0 {
			c.visit(t)
		}
	}
	return c.found
}

// components finds strongly connected components, after Tarjan.
type components struct {
	index, low map[unsafe.Pointer]int
	on         map[unsafe.Pointer]bool
	stack      []itype
	found      map[unsafe.Pointer]bool
}

func (c *components) visit(t itype) {
	id := t.id()
	c.index[id] = len(c.index) + 1
	c.low[id] = c.index[id]
	c.stack, c.on[id] = append(c.stack, t), true
	for _, part := range t.parts() {
		if part.none() || part.rtype() != nil {
			continue
		}
		if c.index[part.id()] == 0 {
			c.visit(part)
			c.low[id] = min(c.low[id], c.low[part.id()])
		} else if c.on[part.id()] {
			c.low[id] = min(c.low[id], c.index[part.id()])
		}
	}
	if c.low[id] != c.index[id] {
		return
	}
	var group []itype
	for done := false; !done; {
		last := c.stack[len(c.stack)-1]
		c.stack = c.stack[:len(c.stack)-1]
		c.on[last.id()] = false
		group = append(group, last)
		done = last.id() == id
	}
	for _, t := range group {
		if len(group) > 1 && t.kind() == "structT" { // a type by itself leads back through a pointer at least
			c.found[t.id()] = true
		}
	}
}
