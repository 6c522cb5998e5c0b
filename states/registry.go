package states

import (
	"maps"
	"sync"
	"sync/atomic"
	"time"
)

// Default is the registry of [New] and of the package's functions.
var Default = NewRegistry()

// A Registry holds states, in the order of their registration, and runs
// operations on them, one at a time. A caller that comes while an operation is
// under way waits for it, as long as its context lets it, and then works on
// what that left. Reading values waits for nothing.
//
// All methods may be called by any goroutine, except that a function of a state,
// or an observer, cannot run an operation on the registry that is calling it: that
// is a *[ReentrantError].
type Registry struct {
	turn chan struct{} // holds a token while an operation runs

	mu        sync.Mutex // guards what follows, the nodes and the operation under way; never held across calls of other people's code
	order     []*node    // as registered
	byName    map[string]*node
	byShort   map[string][]*node // by what follows the last slash; nil until somebody asks
	unlinked  bool               // the graph must be linked anew
	sorted    []*node            // in start order
	cycles    []*CycleError
	bad       map[*node][]error // needs that name nothing
	seq       uint64            // counts starts
	marks     int               // counts walks over the graph
	buried    map[string]*node  // forgotten states, by full name
	current   *operation
	spare     []step // for the next plan
	watched   map[string][]string
	lastStart *Report
	settings  settings
	dawn      *time.Time // when the first operation began, from which the times of states are counted

	args      atomic.Pointer[map[string]any]
	observers observers
	starting  atomic.Int32           // workers that run start functions
	alone     atomic.Pointer[worker] // the only one of them, if there is one
	lazy      atomic.Uint32
	home      *Registry    // the registry this one was forked from, at any remove; nil for none
	forked    atomic.Int32 // workers of forks that run start functions
}

// settings are what a registry can be told about time and leaks.
type settings struct {
	clock Clock
	still time.Duration
	grace time.Duration
	leaks bool
}

// NewRegistry returns a registry with no states.
func NewRegistry() *Registry {
	return &Registry{
		turn:     make(chan struct{}, 1),
		byName:   map[string]*node{},
		settings: settings{clock: systemClock{}, still: 5 * time.Second, grace: time.Second},
	}
}

// A node is a state as its registry sees it. Every handle on the state, of
// whatever load of the program, shares the node, and so the instance.
type node struct {
	cell atomic.Pointer[instance] // what Get reads: nil unless running or stopping

	// The rest, but for what is said to be otherwise, is guarded by reg.mu. What is looked at
	// together is close together, and all of it is four lines of the processor's cache.

	mark    int    // scratch for walks
	seq     uint64 // of its last start, among all starts
	rank    int32  // place in start order
	gen     int32  // how often it was started
	tries   int32  // how often a start was tried
	status  StatusKind
	removed bool
	deps    []edge // what it uses

	subs  []*substitute // the last one counts
	users []*node
	name  string // never changes

	def    *definition
	since  time.Duration // of its status, by reg.dawn
	err    error         // of its last start or stop
	took   time.Duration // of the last start
	traces *traces       // what might stay behind what runs, nil if nobody wants to know

	builtOn   []use                      // what runs of it was built on
	seen      atomic.Pointer[[]sighting] // uses observed under this definition; only written under reg.mu
	reg       *Registry                  // never changes
	leftovers []*leftover
}

// A leftover is an instance whose stop did not succeed.
type leftover struct {
	in    *instance
	gen   int32 // which start made it, 0 for one that was abandoned
	err   error
	since time.Duration
	by    *worker // the worker whose stop hangs, nil if it has returned
}

// newNode returns the node of a state, with its definition next to it in memory.
func newNode(r *Registry, full string, def definition) *node {
	both := &struct {
		node
		definition
	}{node{reg: r, name: full}, def}
	both.def = &both.definition
	return &both.node
}

// register adds a state at the end of the order.
func (r *Registry) register(full string, def definition) (*node, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if other := r.byName[full]; other != nil {
		return nil, &DefinitionError{
			Name: full, Pos: def.pos, Other: other.def.pos,
			Problem: "it is defined already, at " + other.def.pos,
		}
	}
	n := newNode(r, full, def)
	r.insert(n)
	r.order = append(r.order, n)
	r.unlinked = true
	return n, nil
}

// time returns the time that is counted as since.
func (r *Registry) time(since time.Duration) time.Time { return r.dawn.Add(since) }

// insert makes n known by its names. r.mu is held.
func (r *Registry) insert(n *node) {
	r.byName[n.name] = n
	r.byShort = nil
}

// remove makes n unknown by its names. r.mu is held.
func (r *Registry) remove(n *node) {
	delete(r.byName, n.name)
	r.byShort = nil
}

// Args returns a copy of the arguments that were last given with WithArgs or
// StartWithArgs, never nil. They survive stops until others are given.
func (r *Registry) Args() map[string]any {
	if m := r.args.Load(); m != nil {
		return maps.Clone(*m)
	}
	return map[string]any{}
}

func (r *Registry) setArgs(args map[string]any) {
	args = maps.Clone(args)
	if args == nil {
		args = map[string]any{}
	}
	r.args.Store(&args)
}

// Value returns the value of the state of that full name and whether it runs. It is
// for those who do not know the state's type.
func (r *Registry) Value(full string) (v any, running bool) {
	if n := r.lookup(full); n != nil {
		if in := n.cell.Load(); in != nil {
			return in.held.value(), true
		}
	}
	return nil, false
}

// lookup returns the state of that full name, or nil.
func (r *Registry) lookup(full string) *node {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.byName[full]
}

// Interrupt ends the operation under way, if there is one, and reports whether there
// was. The contexts of its steps are cancelled with the cause (nil means
// [ErrInterrupted]); a function that still does not return is abandoned.
func (r *Registry) Interrupt(cause error) bool {
	if cause == nil {
		cause = ErrInterrupted
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.current == nil {
		return false
	}
	r.current.cancel(cause)
	return true
}
