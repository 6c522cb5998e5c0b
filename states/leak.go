package states

import (
	"bytes"
	"context"
	"encoding/hex"
	"fmt"
	"net/netip"
	"os"
	"path"
	"regexp"
	"runtime/pprof"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A Leak is something that a state has left behind: the goroutines that were begun at
// one place, or a listening socket.
type Leak struct {
	Goroutines int    // how many there are, 0 for a socket
	Function   string // what they run: the function of the go statement
	Pos        string // file:line where that stands now, "" if unknown
	Socket     string // the address that is listened on, "" for goroutines
}

// String returns the leak in words.
func (l Leak) String() string {
	switch {
	case l.Goroutines == 0:
		return "still listening on " + l.Socket
	case l.Goroutines == 1:
		return "1 goroutine, begun at " + l.place()
	}
	return fmt.Sprintf("%d goroutines, begun at %s", l.Goroutines, l.place())
}

func (l Leak) place() string {
	if l.Function == "" {
		return "an unknown place"
	}
	return l.Function + " (" + l.Pos + ")"
}

// ReportLeaks makes stops tell, in [Step.Leaks], what their state has left behind that
// it did not have before its start: goroutines that its start began, directly or
// not, and, where /proc tells of them, listening sockets that were opened during
// its start. It holds for starts from now on, and costs each start and stop about
// a millisecond. It returns what was set before. Goroutines are known by the profile
// label "state", which shows in goroutine profiles too; one that changes its labels is
// lost from sight. Sockets of states that start at the same time cannot be told apart.
func (r *Registry) ReportLeaks(on bool) (was bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	was, r.settings.leaks = r.settings.leaks, on
	return was
}

// traces are what is known of an instance that might stay behind it.
type traces struct {
	label   string // of its goroutines
	sockets []string
}

// traced calls start so that what it leaves can be found.
func traced(ctx context.Context, n *node, start func(context.Context) (*instance, error)) (in *instance, t *traces, err error) {
	t = &traces{label: fmt.Sprintf("%p-%d", n, time.Now().UnixNano())}
	before := listening()
	pprof.Do(ctx, pprof.Labels("state", n.name, "instance", t.label), func(ctx context.Context) {
		in, err = start(ctx)
	})
	for _, s := range listening() {
		if !slices.Contains(before, s) {
			t.sockets = append(t.sockets, s)
		}
	}
	return in, t, err
}

// leaks returns what is still there of an instance that was stopped. What ends by
// itself gets a moment to do so.
func (t *traces) leaks() []Leak {
	if t == nil {
		return nil
	}
	var found []Leak
	for wait := time.Millisecond; wait < 100*time.Millisecond; wait *= 2 {
		found = t.find()
		if len(found) == 0 {
			return nil
		}
		time.Sleep(wait)
	}
	return found
}

func (t *traces) find() []Leak {
	found := labelled(t.label)
	if len(t.sockets) > 0 {
		now := listening()
		for _, s := range t.sockets {
			if slices.Contains(now, s) {
				address, _, _ := strings.Cut(s, " ")
				found = append(found, Leak{Socket: address})
			}
		}
	}
	return found
}

// stackLine is a line of a goroutine profile: address, function, file and line.
var stackLine = regexp.MustCompile(`^#\t0x[0-9a-f]+\t(\S+)\+0x[0-9a-f]+\t+(\S+)$`)

// labelled returns the goroutines with the label.
func labelled(label string) []Leak {
	var buf bytes.Buffer
	if err := pprof.Lookup("goroutine").WriteTo(&buf, 1); err != nil || !bytes.Contains(buf.Bytes(), []byte(label)) {
		return nil
	}
	var found []Leak
	for group := range strings.SplitSeq(buf.String(), "\n\n") {
		if strings.Contains(group, label) {
			found = append(found, parseGoroutines(group))
		}
	}
	return found
}

// parseGoroutines reads a group of a goroutine profile. The last function of its stack
// that is not the runtime's is the one that was begun.
func parseGoroutines(group string) Leak {
	l := Leak{Goroutines: 1}
	for line := range strings.Lines(group) {
		line = strings.TrimSuffix(line, "\n")
		if count, _, ok := strings.Cut(line, " @ "); ok {
			if n, err := strconv.Atoi(count); err == nil {
				l.Goroutines = n
			}
		}
		if m := stackLine.FindStringSubmatch(line); m != nil && !isRuntime(m[1]) {
			l.Function, l.Pos = m[1], path.Base(m[2])
		}
	}
	return l
}

func isRuntime(function string) bool {
	return strings.HasPrefix(function, "runtime.") || strings.HasPrefix(function, "runtime/")
}

// listening returns the process's listening TCP sockets, as "address inode"; none
// where /proc does not tell.
func listening() []string {
	mine := map[string]bool{}
	fds, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		return nil
	}
	for _, fd := range fds {
		if link, err := os.Readlink("/proc/self/fd/" + fd.Name()); err == nil && strings.HasPrefix(link, "socket:[") {
			mine[strings.Trim(link[len("socket:"):], "[]")] = true
		}
	}
	var all []string
	for _, table := range []string{"/proc/self/net/tcp", "/proc/self/net/tcp6"} {
		text, err := os.ReadFile(table)
		if err != nil {
			continue
		}
		for line := range strings.Lines(string(text)) {
			const local, state, inode, listen = 1, 3, 9, "0A"
			f := strings.Fields(line)
			if len(f) > inode && f[state] == listen && mine[f[inode]] {
				all = append(all, procAddress(f[local])+" "+f[inode])
			}
		}
	}
	return all
}

// procAddress turns an address of /proc/net/tcp into the usual form. Each 32 bits of
// it are in the machine's byte order, which is taken to be little-endian.
func procAddress(s string) string {
	host, port, _ := strings.Cut(s, ":")
	raw, err := hex.DecodeString(host)
	n, portErr := strconv.ParseUint(port, 16, 16)
	if err != nil || portErr != nil || len(raw)%4 != 0 {
		return s
	}
	for i := 0; i < len(raw); i += 4 {
		slices.Reverse(raw[i : i+4])
	}
	addr, ok := netip.AddrFromSlice(raw)
	if !ok {
		return s
	}
	return netip.AddrPortFrom(addr.Unmap(), uint16(n)).String()
}
