package load

// An overlay is what a file reads as instead of what is on disk, for as long as
// that does not change.
type overlay struct{ disk, text string }

// Text returns what a file reads as: what is on disk, or what overlays it.
func (l *Loader) Text(path string) (string, error) {
	src, err := l.disk.text(path)
	if err != nil {
		return "", err
	}
	if o, ok := l.overlays[path]; ok {
		if o.disk == src {
			return o.text, nil
		}
		delete(l.overlays, path)
	}
	return src, nil
}

// Overlay has a file read as text, until it changes on disk or the program is
// loaded as a whole. It returns what takes that back.
func (l *Loader) Overlay(path, text string) (restore func(), err error) {
	src, err := l.disk.text(path)
	if err != nil {
		return nil, err
	}
	was, had := l.overlays[path]
	if l.overlays == nil {
		l.overlays = map[string]overlay{}
	}
	l.overlays[path] = overlay{src, text}
	return func() {
		if delete(l.overlays, path); had {
			l.overlays[path] = was
		}
	}, nil
}
