//go:build race

package interp

import "time"

// settle gives code that has just looked at the number of the run the time to
// make its step, on a busy machine too: the race detector takes no other read for a synchronisation.
func settle() { time.Sleep(10 * time.Millisecond) }
