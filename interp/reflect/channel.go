package reflect

import std "reflect"

// Send is Value.Send.
func (v Value) Send(x Value) {
	defer tell()
	v.must("Send", std.Chan)
	v.mustBeExported("Send")
	v.unfolded().Send(x.assigned("reflect.Value.Send", v.elemType()))
}

// TrySend is Value.TrySend.
func (v Value) TrySend(x Value) bool {
	defer tell()
	v.must("TrySend", std.Chan)
	v.mustBeExported("TrySend")
	return v.unfolded().TrySend(x.assigned("reflect.Value.Send", v.elemType()))
}

// Recv is Value.Recv.
func (v Value) Recv() (Value, bool) {
	defer tell()
	v.must("Recv", std.Chan)
	v.mustBeExported("Recv")
	held, ok := v.unfolded().Recv()
	return valueOf(held, v.elemType()), ok
}

// TryRecv is Value.TryRecv.
func (v Value) TryRecv() (Value, bool) {
	defer tell()
	v.must("TryRecv", std.Chan)
	v.mustBeExported("TryRecv")
	held, ok := v.unfolded().TryRecv()
	if !held.IsValid() {
		return Value{}, ok
	}
	return valueOf(held, v.elemType()), ok
}

// Close is Value.Close.
func (v Value) Close() {
	defer tell()
	v.must("Close", std.Chan)
	v.mustBeExported("Close")
	v.unfolded().Close()
}

// SelectCase is reflect.SelectCase.
type SelectCase struct {
	Dir  std.SelectDir
	Chan Value
	Send Value
}

// Select is reflect.Select.
func Select(cases []SelectCase) (chosen int, recv Value, recvOK bool) {
	defer tell()
	list := make([]std.SelectCase, len(cases))
	for i, c := range cases {
		list[i].Dir = c.Dir
		if c.Chan.IsValid() {
			list[i].Chan = c.Chan.unfolded()
		}
		if c.Send.IsValid() {
			list[i].Send = c.Send.native
			if c.Chan.IsValid() {
				list[i].Send = c.Send.assigned("reflect.Select", c.Chan.elemType())
			}
		}
	}
	chosen, held, recvOK := std.Select(list)
	if !held.IsValid() {
		return chosen, Value{}, recvOK
	}
	return chosen, valueOf(held, cases[chosen].Chan.elemType()), recvOK
}
