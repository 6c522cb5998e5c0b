package line

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// An Entry is a statement that was submitted.
type Entry struct {
	Time time.Time // zero when the file does not say
	Text string
}

// HistoryPath returns where the program keeps its history: $XDG_STATE_HOME/name/history, or .local/state/name/history
// in the home folder. getenv is os.Getenv, or what a test puts in its place. Without a home it returns "".
func HistoryPath(name string, getenv func(string) string) string {
	if dir := getenv("XDG_STATE_HOME"); filepath.IsAbs(dir) { // a relative one is to be ignored, says the XDG specification
		return filepath.Join(dir, name, "history")
	}
	for _, v := range []string{"HOME", "USERPROFILE"} {
		if home := getenv(v); filepath.IsAbs(home) {
			return filepath.Join(home, ".local", "state", name, "history")
		}
	}
	return ""
}

const (
	// maxStored is the length of the longest statement that is written to the file.
	maxStored = 64 << 10
	// maxFile is how much of the end of a file is read.
	maxFile = 16 << 20
)

// A historyFile is a file that several processes append to and read, each from where it stopped: one entry a line,
// the seconds since 1970, a tab, and the statement with \n and \\ written out. It is opened for each use and never
// held, so that a process that trims it can put another in its place.
type historyFile struct {
	path string
	seen os.FileInfo // the file that read is an offset of
	read int64
}

// encode is the line of an entry, newline included.
func (e Entry) encode() []byte {
	text := strings.NewReplacer(`\`, `\\`, "\n", `\n`, "\r", `\r`).Replace(e.Text)
	return fmt.Appendf(nil, "%d\t%s\n", e.Time.Unix(), text)
}

// decodeEntry reads a line of the file. A line without a time, as somebody may have written by hand, is a statement.
func decodeEntry(line []byte) (Entry, bool) {
	if !utf8.Valid(line) || bytes.IndexByte(line, 0) >= 0 {
		return Entry{}, false
	}
	var e Entry
	text := string(line)
	if before, after, ok := strings.Cut(text, "\t"); ok {
		if sec, err := strconv.ParseInt(before, 10, 64); err == nil && sec >= 0 && sec < 1<<40 {
			e.Time, text = time.Unix(sec, 0), after
		}
	}
	e.Text = strings.NewReplacer(`\\`, `\`, `\n`, "\n", `\r`, "\r").Replace(text)
	return e, strings.TrimSpace(e.Text) != ""
}

// append adds an entry in one write. It makes the file and its folder if they are missing.
func (h *historyFile) append(e Entry) error {
	if err := os.MkdirAll(filepath.Dir(h.path), 0o700); err != nil {
		return err
	}
	f, err := openLocked(h.path, os.O_RDWR|os.O_APPEND|os.O_CREATE)
	if err != nil {
		return err
	}
	line := e.encode()
	if torn(f) {
		line = append([]byte("\n"), line...)
	}
	_, err = f.Write(line)
	return errors.Join(err, f.Close())
}

// torn reports whether the file ends in the middle of a line, left by a process that died.
func torn(f *os.File) bool {
	info, err := f.Stat()
	if err != nil || info.Size() == 0 {
		return false
	}
	var last [1]byte
	_, err = f.ReadAt(last[:], info.Size()-1)
	return err == nil && last[0] != '\n'
}

// news returns the entries that were appended, by anybody, since the last call; all of them, and true, when another file
// took the place of the one read before. A missing file has none.
func (h *historyFile) news() (entries []Entry, replaced bool, err error) {
	info, err := os.Stat(h.path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, false, nil
	case err != nil:
		return nil, false, err
	case !info.Mode().IsRegular():
		return nil, false, fmt.Errorf("%s is not a regular file", h.path)
	case h.seen != nil && os.SameFile(h.seen, info) && info.Size() == h.read:
		return nil, false, nil
	}
	f, err := os.Open(h.path)
	if err != nil {
		return nil, false, err
	}
	defer f.Close()
	if info, err = f.Stat(); err != nil {
		return nil, false, err
	}
	if h.seen != nil && (!os.SameFile(h.seen, info) || info.Size() < h.read) {
		replaced, h.read = true, 0
	}
	h.seen = info
	entries, err = h.readFrom(f, info.Size())
	return entries, replaced, err
}

// readFrom reads the whole lines between h.read and size.
func (h *historyFile) readFrom(f io.ReaderAt, size int64) ([]Entry, error) {
	start := max(h.read, size-maxFile)
	data, err := io.ReadAll(io.NewSectionReader(f, start, size-start))
	if err != nil {
		return nil, err
	}
	end := bytes.LastIndexByte(data, '\n') + 1 // what is behind it is still being written
	begin := 0
	if start > h.read {
		begin = bytes.IndexByte(data, '\n') + 1
	}
	h.read = start + int64(end)
	var entries []Entry
	for line := range bytes.Lines(data[begin:end]) {
		if e, ok := decodeEntry(bytes.TrimRight(line, "\r\n")); ok {
			entries = append(entries, e)
		}
	}
	return entries, nil
}

// secure makes the file private to its owner.
func (h *historyFile) secure() error {
	info, err := os.Stat(h.path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil && info.Mode().IsRegular() && info.Mode().Perm()&0o077 != 0 {
		err = os.Chmod(h.path, 0o600)
	}
	return err
}

// trim writes the file anew with the entries given, in one step: whoever reads it sees the old file or the new one, and
// whoever appends waits.
func (h *historyFile) trim(keep []Entry) error {
	f, err := openLocked(h.path, os.O_RDWR)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || info.Size() != h.read {
		return err // somebody has appended meanwhile: another time
	}
	tmp, err := os.CreateTemp(filepath.Dir(h.path), ".history-*") // 0600
	if err != nil {
		return err
	}
	defer os.Remove(tmp.Name())
	var buf bytes.Buffer
	for _, e := range keep {
		buf.Write(e.encode())
	}
	_, err = tmp.Write(buf.Bytes())
	if err = errors.Join(err, tmp.Close()); err != nil {
		return err
	}
	if err := os.Rename(tmp.Name(), h.path); err != nil {
		return err
	}
	h.seen, err = os.Stat(h.path)
	h.read = int64(buf.Len())
	return err
}
