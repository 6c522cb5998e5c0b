package app

import (
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/mrepl/mrepl/shell"
)

// handoverVariable names, for the process that takes over, the file with what is carried over.
const handoverVariable = "MREPL_HANDOVER"

// handOver has another process go on. Everything that runs has been stopped. It returns only when that fails.
func handOver(h *shell.HandoverError) error {
	f, err := os.CreateTemp("", "mrepl-handover")
	if err != nil {
		return err
	}
	err = errors.Join(gob.NewEncoder(f).Encode(h.Carried), f.Close())
	if err == nil {
		err = os.Setenv(handoverVariable, f.Name())
	}
	if err == nil {
		err = h.Become()
	}
	return errors.Join(err, os.Remove(f.Name()))
}

// takeCarried returns what another process has handed over to this one, nil if there was none.
func takeCarried() (*shell.Carried, error) {
	name, ok := os.LookupEnv(handoverVariable)
	if !ok {
		return nil, nil
	}
	if err := os.Unsetenv(handoverVariable); err != nil {
		return nil, err
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("taking over: %w", err)
	}
	defer os.Remove(name)
	defer f.Close()
	c := new(shell.Carried)
	if err := gob.NewDecoder(f).Decode(c); err != nil {
		return nil, fmt.Errorf("taking over: %w", err)
	}
	return c, nil
}

// carry notes in a HandoverError that input i was under way, and what is left of its file.
func carry(err error, i int, file io.Reader) error {
	var h *shell.HandoverError
	if !errors.As(err, &h) {
		return err
	}
	h.Carried.Next = i + 1
	if n := len(h.Carried.Rest); file != nil && n > 0 {
		text, failed := io.ReadAll(file)
		if failed != nil {
			return failed
		}
		h.Carried.Rest[n-1].Text += string(text)
	}
	return err
}
