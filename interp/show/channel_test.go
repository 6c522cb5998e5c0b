package show_test

import (
	"runtime"
	"strings"
	"testing"

	"github.com/mrepl/mrepl/interp/show"
)

// TestChannels holds that a channel tells how full it is, whether it is closed, and whether anybody waits.
func TestChannels(t *testing.T) {
	t.Parallel()
	full, closed := make(chan int, 2), make(chan error, 1)
	full <- 1
	full <- 2
	closed <- nil
	close(closed)
	for want, v := range map[string]any{
		"chan int (2 of 2)":                 full,
		"chan error (1 of 1, closed)":       closed,
		"chan struct {}":                    make(chan struct{}),
		"(chan bool)(nil)":                  (chan bool)(nil),
		"[]chan<- int{chan<- int (2 of 2)}": []chan<- int{full},
	} {
		if got := native(v, show.Limits{}); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	receiver := make(chan int)
	go func() { <-receiver }()
	go func() { full <- 3 }()
	for !strings.HasSuffix(native(receiver, show.Limits{}), "(a receiver waits)") || !strings.HasSuffix(native(full, show.Limits{}), "(2 of 2, a sender waits)") {
		runtime.Gosched()
	}
	receiver <- 1
	<-full
}
