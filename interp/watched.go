package interp

// Watched is what makes a difference to a program when it is saved.
type Watched struct {
	Dirs   []string // directories of its packages
	Trees  []string // directories in and below which a package may appear: the roots of "..." patterns
	Embeds []string // directories of which packages embed something
	Files  []string // other files: of the module and of the workspace
}

// Watched returns where the sources of the program are, as of the last load.
func (s *Session) Watched() Watched {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.cfg.Patterns) == 0 {
		return Watched{}
	}
	dirs, trees, embeds, files := s.loader.Watched(s.gen.prog)
	return Watched{dirs, trees, embeds, files}
}
