package interp

import (
	"reflect"
	"runtime"
	"testing"
)

// TestChannelsThatAreGone holds that a channel is known for as long as there is one, and is then forgotten, also where
// another one has its address.
func TestChannelsThatAreGone(t *testing.T) {
	t.Parallel()
	var known channels
	by := &maker{}
	kept := make([]chan int, 100)
	for i := range kept {
		kept[i] = make(chan int)
		known.add(reflect.ValueOf(kept[i]), by)
	}
	reused := false
	for range 20 {
		before := map[uintptr]bool{}
		for range fewChannels {
			ch := reflect.ValueOf(make(chan int))
			known.add(ch, by)
			before[ch.Pointer()] = true
		}
		runtime.GC()
		for range fewChannels {
			ch := reflect.ValueOf(make(chan int))
			reused = reused || before[ch.Pointer()]
			if known.maker(ch) != nil {
				t.Fatal("a channel is taken for one that is gone")
			}
		}
		runtime.GC()
	}
	if !reused {
		t.Error("no address was used again")
	}
	if n := len(known.made); n > 4*fewChannels {
		t.Errorf("%d channels are known, of %d", n, len(kept))
	}
	for _, ch := range kept {
		if known.maker(reflect.ValueOf(ch)) != by {
			t.Error("a channel has been forgotten")
		}
	}
}

// BenchmarkChannelNoted is what it costs to note who has made a channel, beside the making.
func BenchmarkChannelNoted(b *testing.B) {
	var known channels
	by := &maker{}
	for b.Loop() {
		known.add(reflect.ValueOf(make(chan int)), by)
	}
}
