package parts

import "github.com/mrepl/mrepl/states"

// call calls f and returns its error, or its panic as one. It survives a
// runtime.Goexit too: the system that an operation is at must not be lost.
func call(f func() error) error {
	err := states.ErrExited
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer func() {
			if v := recover(); v != nil {
				err = states.Recovered(v)
			}
		}()
		err = f()
	}()
	<-done
	return err
}
