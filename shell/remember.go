package shell

import "errors"

// remember keeps the error of a statement for trace, and for Go as err. Of a line that was no statement there is nothing to
// trace.
func (s *Shell) remember(err error) {
	for {
		told, ok := err.(toldError)
		if !ok {
			break
		}
		err = told.error
	}
	if err == nil || notRun(err) {
		return
	}
	if r, ok := s.engine.(Rememberer); !ok || r.Remember(err) {
		s.lastErr = err
	}
}

// notRun reports whether err says that a line is wrong, so that nothing of it has run.
func notRun(err error) bool {
	var (
		unknown *UnknownCommandError
		state   *StateWordError
		misuse  *UsageError
		exit    *ExitError
	)
	return errors.As(err, &unknown) || errors.As(err, &state) || errors.As(err, &misuse) || errors.As(err, &exit)
}
