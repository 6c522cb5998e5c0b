package interp

import "context"

// Reset is Reload with a call of stop in between: when what has changed has been
// checked, lowered and compiled, and before anything of it is in place. So nothing has to
// be stopped for source that cannot be loaded. stop is called too when nothing has
// changed; an error of it ends the reset, and is returned.
//
// Of an error, stop not having been called says that nothing has been touched.
func (s *Session) Reset(ctx context.Context, all bool, stop func() error) (Changes, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case len(s.cfg.Patterns) == 0:
		return Changes{}, stop()
	case all:
		return s.resetAll(ctx, stop)
	}
	c, err := s.stage(ctx)
	if err != nil {
		return Changes{}, err
	}
	if err := stop(); err != nil {
		if c != nil {
			c.drop()
		}
		return Changes{}, err
	}
	if c == nil {
		return s.gen.again(ctx)
	}
	return s.install(ctx, c)
}

func (s *Session) resetAll(ctx context.Context, stop func() error) (Changes, error) {
	err := s.prepare(ctx)
	if err == nil {
		err = stop()
	}
	if err != nil {
		s.pending = nil
		return Changes{}, err
	}
	return s.applyAll(ctx)
}
