package show

import (
	"fmt"
	"reflect"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"unsafe"
)

// channel tells how full a channel is, whether it is closed, whether anybody waits, and where it was made.
func (p *printer) channel(v reflect.Value) string {
	var facts []string
	if v.Cap() > 0 {
		facts = append(facts, fmt.Sprintf("%d of %d", v.Len(), v.Cap()))
	}
	at, ch := channelFields(), v.UnsafePointer()
	switch {
	case at.closed.of(ch) != 0:
		facts = append(facts, "closed")
	case at.receiver.of(ch) != 0:
		facts = append(facts, "a receiver waits")
	case at.sender.of(ch) != 0:
		facts = append(facts, "a sender waits")
	}
	if p.program.Origin != nil {
		if from := p.program.Origin(v); from != "" {
			facts = append(facts, from)
		}
	}
	if facts == nil {
		return ""
	}
	return " (" + strings.Join(facts, ", ") + ")"
}

// A field is where the runtime keeps something about a channel: the number of a half word of it, 0 where that is not known.
type field int

func (f field) of(ch unsafe.Pointer) uint32 {
	if f == 0 {
		return 0
	}
	return atomic.LoadUint32((*uint32)(unsafe.Add(ch, 4*f)))
}

// channelHalves is how many half words of a channel are looked at. It has some more.
const channelHalves = 24

// halves are the half words of a channel.
type halves [channelHalves]uint32

func halvesOf(ch any) (out halves) {
	for i := 1; i < len(out); i++ {
		out[i] = field(i).of(reflect.ValueOf(ch).UnsafePointer())
	}
	return out
}

// channelLayout says where the runtime keeps what a channel does not tell.
type channelLayout struct {
	closed           field // 1 when it is
	receiver, sender field // of the address of the first that waits
}

// channelFields finds out where that is, with channels of which it is known.
var channelFields = sync.OnceValue(func() (at channelLayout) {
	if unsafe.Sizeof(uintptr(0)) != 8 {
		return at
	}
	ch := make(chan struct{})
	before := halvesOf(ch)
	close(ch)
	for i, half := range halvesOf(ch) {
		if half == 1 && before[i] == 0 {
			at.closed = field(i)
		}
	}
	ch = make(chan struct{})
	at.receiver = waiting(ch, func() { <-ch })
	ch <- struct{}{}
	at.sender = waiting(ch, func() { ch <- struct{}{} })
	<-ch
	return at
})

// waiting has a goroutine wait at a channel, and returns where the channel has it.
func waiting(ch chan struct{}, wait func()) field {
	before := halvesOf(ch)
	go wait()
	for range 1_000_000 { // the first that waits is the last as well
		for i, now := 2, halvesOf(ch); i+3 < len(now); i += 2 {
			first, last := [2]uint32(now[i:]), [2]uint32(now[i+2:])
			if first == last && first != [2]uint32{} && [2]uint32(before[i:]) == [2]uint32{} && [2]uint32(before[i+2:]) == [2]uint32{} {
				return field(i)
			}
		}
		runtime.Gosched()
	}
	return 0
}
