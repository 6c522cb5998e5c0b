package states

import (
	"bufio"
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

// ReportLeaks makes stops tell, in [Step.Leaks], what their state has left behind that
// it did not have before its start: goroutines that its start began, directly or
// not, and, where /proc tells of them, listening sockets that were opened during
// its start. It holds for starts from now on, and costs each start and stop about
// a millisecond. Goroutines are known by the profile label "state", which shows in
// goroutine profiles too; one that changes its labels is lost from sight. Sockets
// of states that start at the same time cannot be told apart.
func (r *Registry) ReportLeaks(on bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.settings.leaks = on
}

// traces are what is known of an instance that might stay behind it.
type traces struct {
	label   string // of its goroutines
	sockets []string
}

// traced calls start so that what it leaves can be found.
func traced(ctx context.Context, n *node, start func(context.Context) (*instance, error)) (in *instance, err error) {
	t := &traces{label: fmt.Sprintf("%p-%d", n, time.Now().UnixNano())}
	before := listening()
	pprof.Do(ctx, pprof.Labels("state", n.name, "instance", t.label), func(ctx context.Context) {
		in, err = start(ctx)
	})
	if in == nil {
		return in, err
	}
	for _, s := range listening() {
		if !slices.Contains(before, s) {
			t.sockets = append(t.sockets, s)
		}
	}
	in.traces = t
	return in, err
}

// leaks returns what is still there of an instance that was stopped. What ends by
// itself gets a moment to do so.
func (t *traces) leaks() []string {
	if t == nil {
		return nil
	}
	var found []string
	for wait := time.Millisecond; wait < 100*time.Millisecond; wait *= 2 {
		found = t.find()
		if len(found) == 0 {
			return nil
		}
		time.Sleep(wait)
	}
	return found
}

func (t *traces) find() []string {
	found := labelled(t.label)
	if len(t.sockets) > 0 {
		now := listening()
		for _, s := range t.sockets {
			if slices.Contains(now, s) {
				found = append(found, "still listening on "+s[:strings.IndexByte(s, ' ')])
			}
		}
	}
	return found
}

// stackLine is a line of a goroutine profile: address, function, file and line.
var stackLine = regexp.MustCompile(`^#\t0x[0-9a-f]+\t(\S+)\+0x[0-9a-f]+\t+(\S+)$`)

// labelled describes the goroutines with the label.
func labelled(label string) []string {
	var buf bytes.Buffer
	if err := pprof.Lookup("goroutine").WriteTo(&buf, 1); err != nil || !bytes.Contains(buf.Bytes(), []byte(label)) {
		return nil
	}
	var found []string
	for group := range bytes.SplitSeq(buf.Bytes(), []byte("\n\n")) {
		if !bytes.Contains(group, []byte(label)) {
			continue
		}
		count, at := "some", "an unknown place"
		lines := bufio.NewScanner(bytes.NewReader(group))
		for lines.Scan() {
			line := lines.Text()
			if n, _, ok := strings.Cut(line, " @ "); ok {
				count = n
			}
			if m := stackLine.FindStringSubmatch(line); m != nil && !isRuntime(m[1]) {
				file, number, _ := strings.Cut(path.Base(m[2]), ":")
				at = m[1] + " (" + file + ":" + number + ")"
			}
		}
		if count == "1" {
			found = append(found, "1 goroutine, begun at "+at)
		} else {
			found = append(found, count+" goroutines, begun at "+at)
		}
	}
	return found
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
