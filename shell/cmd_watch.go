package shell

import (
	"context"
	"fmt"
)

var watchingTable = table{
	"watch": {
		Group: Lifecycle, Args: "[on|off]",
		Summary: "reload whenever a source file is saved",
		Detail: "After watch on, saving does what reload does, a moment later: never in the middle of a statement, nor while a line is " +
			"being typed; a pause of a second is enough. What it did is told above the prompt. While the sources do not " +
			"compile the errors are shown once, the prompt says stale, and what runs is as it was. Alone it says whether " +
			"it is on.",
		Complete: onOff, Run: watch,
	},
}

func onOff(c *Call) []Completion {
	if len(c.words) > 0 {
		return nil
	}
	return []Completion{{Text: "on", Ends: true}, {Text: "off", Ends: true}}
}

func watch(_ context.Context, c *Call) error {
	if err := c.needs(0, 1); err != nil {
		return err
	}
	s, word := c.Shell, ""
	if len(c.words) == 1 {
		word = c.words[0].text
	}
	switch word {
	case "on":
		if err := s.watchOn(); err != nil {
			return err
		}
	case "off":
		s.watchOff()
	case "":
	default:
		return c.misuse("%s is neither on nor off", word)
	}
	on := s.watching != nil
	text := "watch is off: reload loads what has changed, watch on does it at every save"
	if on {
		text = "watch is on: what is saved is reloaded; watch off ends that"
	}
	s.view.result("watch", on, text)
	return nil
}

// watchOn begins to reload what is saved.
func (s *Shell) watchOn() error {
	watcher, ok := s.engine.(Watcher)
	switch {
	case s.watching != nil:
		return nil
	case s.engine == nil:
		return fmt.Errorf("watch: %w", errNoEngine)
	case !ok:
		return fmt.Errorf("watch: this shell knows no sources to watch")
	}
	w := &watching{shell: s, saved: make(chan struct{}, 1)}
	stop, err := watcher.Watch(w.tell)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(context.Background())
	w.stop = func() { cancel(); stop() }
	s.watching = w
	w.tell() // of what was saved before
	go w.run(ctx)
	return nil
}

// watchOff ends what watchOn began. A reload that is under way is told to end, and not waited for: it may be what has called
// this.
func (s *Shell) watchOff() {
	if s.watching != nil {
		s.watching.stop()
		s.watching = nil
	}
}
