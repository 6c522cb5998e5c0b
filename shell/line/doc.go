// Package line reads statements from a terminal: editing, history, completion, bracketed paste and notices that
// arrive while a line is being typed.
//
// An [Editor] is opened on a terminal and asked for one statement after the other:
//
//	ed, err := line.Open(line.Config{HistoryFile: file, Complete: complete})
//	if err != nil {
//		return err
//	}
//	defer ed.Close()
//	for {
//		text, err := ed.ReadLine("> ")
//		switch {
//		case errors.Is(err, line.ErrInterrupted):
//			continue
//		case err != nil: // io.EOF
//			return nil
//		}
//		run(text)
//	}
//
// A keystroke travels through four stages, each in a file of its own:
//
//	bytes --decoder--> keys --source--> readline --Editor--> screen
//
// The decoder turns bytes into keys: every spelling of Home and End, arrows with modifiers, a whole paste as one key.
// The source hands keys to github.com/chzyer/readline when it asks for input and never reads ahead of it, so that a
// program that runs between two prompts has the terminal to itself. Readline keeps the text being edited and runs the
// loop; its screen, history, search and completion are not used, because they divide by the width of the terminal,
// are not safe to write beside, and lose the column on wide characters. The Editor does these itself, always in
// the goroutine of readline's loop: other goroutines only queue what they want shown and wake the loop with a key.
//
// Between two calls of ReadLine the terminal is in the mode it was found in. Only during a call is it raw, with
// bracketed paste switched on. A program that ends on a signal calls [Editor.Close] to have it put back.
package line
