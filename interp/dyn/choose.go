package dyn

import "reflect"

// Case is one case of a select statement.
type Case struct {
	op        reflect.SelectCase
	value, ok any // pointers to what takes the value and whether the channel is open, or nil
}

// Send is the case that sends what value points to.
func Send(ch, value any) Case {
	return Case{op: reflect.SelectCase{Dir: reflect.SelectSend, Chan: reflect.ValueOf(ch), Send: reflect.ValueOf(value).Elem()}}
}

// Recv is the case that receives and drops the value.
func Recv(ch any) Case { return RecvOK(ch, nil, nil) }

// RecvTo is the case that receives into what value points to.
func RecvTo(ch, value any) Case { return RecvOK(ch, value, nil) }

// RecvOK is the case that also stores, where ok points, whether a value came
// and not that the channel is closed.
func RecvOK(ch, value, ok any) Case {
	return Case{op: reflect.SelectCase{Dir: reflect.SelectRecv, Chan: reflect.ValueOf(ch)}, value: value, ok: ok}
}

// Select chooses a case and carries it out, as a select statement does, and
// returns its number. When it is not blocking and no case is ready, that is -1.
//
// The interpreter's own select keeps its cases with the statement, where
// goroutines that execute it at once find each other's channels.
func Select(block bool, cases ...Case) int {
	ops := make([]reflect.SelectCase, len(cases), len(cases)+1)
	for i, c := range cases {
		ops[i] = c.op
	}
	if !block {
		ops = append(ops, reflect.SelectCase{Dir: reflect.SelectDefault})
	}
	chosen, v, ok := reflect.Select(ops)
	if chosen == len(cases) {
		return -1
	}
	c := cases[chosen]
	if c.value != nil {
		reflect.ValueOf(c.value).Elem().Set(v)
	}
	if c.ok != nil {
		reflect.ValueOf(c.ok).Elem().SetBool(ok)
	}
	return chosen
}

// Received receives from a channel into what value points to, and reports
// whether a value came and not that the channel is closed.
func Received(ch, value any) bool {
	v, ok := reflect.ValueOf(ch).Recv()
	reflect.ValueOf(value).Elem().Set(v)
	return ok
}
