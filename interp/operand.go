package interp

import "reflect"

// An operand says where an operation finds a value: in the frame so many further out, or in that
// of the package where level is negative; or that it is always the same one.
type operand struct {
	level, index int
	constant     reflect.Value
}

// in returns the value that there is in a frame.
func (o *operand) in(f *frame) reflect.Value { return *o.place(f) }

// at returns what that value is made of.
func (o *operand) at(f *frame) *variable {
	if o.level == 0 && o.index >= 0 {
		return inner(&f.data[o.index])
	}
	return inner(o.place(f))
}

func (o *operand) place(f *frame) *reflect.Value {
	switch {
	case o.index < 0:
		return &o.constant
	case o.level < 0:
		f = f.root
	}
	for range o.level {
		f = f.anc
	}
	return &f.data[o.index]
}

// operand returns where the value of a node is; not ok where the interpreter does more than to look
// there.
func (g *guard) operand(n node) (o operand, ok bool) {
	if c := g.constant(n); c.IsValid() {
		return operand{index: -1, constant: c}, true
	}
	o.level, o.index = g.place(n)
	return o, o.index >= 0
}

// variable is operand for one that is not constant.
func (g *guard) variable(n node) (o operand, ok bool) {
	o, ok = g.operand(n)
	return o, ok && o.index >= 0
}

// result returns where a node keeps what it computes, though it be called by the name of something else.
func (g *guard) result(n node) operand {
	return operand{level: *part[int](n.at, g.level), index: *part[int](n.at, g.findex)}
}

// functionOperand is operand for a function that is called.
func (g *guard) functionOperand(n node) (o operand, ok bool) {
	declared, ok := g.declared(n)
	if !ok {
		return g.variable(n)
	}
	f := reflect.ValueOf(*part[any](declared.at, g.val))
	return operand{index: -1, constant: f}, f.IsValid()
}

// declared returns the declaration of a function that a node names, if it names one.
func (g *guard) declared(n node) (declared node, ok bool) {
	if sym := *part[node](n.at, g.sym); sym.at != nil && *part[int](sym.at, g.nodeOffsets.index) < 0 {
		declared = *part[node](sym.at, g.symNode)
	}
	return declared, declared.at != nil && g.kindOf(declared) == g.declaration
}
