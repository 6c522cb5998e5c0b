package states

import (
	"slices"
	"time"
)

// Info is what there is to know about a state at a moment.
type Info struct {
	Name, Short string
	Doc, Pos    string
	Type        string // of its value
	Owner       string // the loader's unit that defined it, "" for New
	Status      StatusKind
	Since       time.Time     // of the status; zero if it was never touched
	Took        time.Duration // its last start
	Generation  int           // how often it was started
	Uses        []string      // full names, in start order
	UsedBy      []string      // full names, in start order
	Substitute  string        // what stands in for it, "" for nothing
	Substitutes []string      // all that were put in place and not taken away; the last one counts
	Pending     bool          // the substitute waits for the next start
	Stale       []Stale       // what it was built on that has been replaced
	Leftovers   int           // instances whose stop did not succeed; see [Registry.Leftovers]
	Policy      Policy
	Timeout     time.Duration
	HasStop     bool
	HasCheck    bool
	Err         error // of its last start or stop, nil if that went well
}

// Status tells about every state, in start order.
func (r *Registry) Status() []Info {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.link()
	infos := make([]Info, len(r.sorted))
	for i, n := range r.sorted {
		infos[i] = n.info()
	}
	return infos
}

// Info tells about one state.
func (r *Registry) Info(ref Ref) (Info, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.link()
	n, err := r.resolveRef(ref)
	if err != nil {
		return Info{}, err
	}
	return n.info(), nil
}

func (n *node) info() Info {
	in := n.cell.Load()
	i := Info{
		Name: n.name, Short: shortName(n.name), Doc: n.def.doc, Pos: n.def.pos, Type: n.def.typ,
		Status: n.status, Took: n.took, Generation: int(n.gen), Err: n.err,
		Uses: depNames(n.deps), UsedBy: nodeNames(n.users), Leftovers: len(n.leftovers),
		Policy: n.def.policy, Timeout: n.def.timeout,
		HasStop: n.def.stop != nil, HasCheck: n.def.check != nil,
	}
	if n.tries > 0 {
		i.Since = n.reg.time(n.since)
	}
	if n.def.owner != nil {
		i.Owner = n.def.owner.name
	}
	if len(n.subs) > 0 {
		i.Substitute = n.subs[len(n.subs)-1].text
		i.Pending = in == nil || in.def.sub != n.subs[len(n.subs)-1]
	} else if in != nil && in.def.sub != nil {
		i.Substitute = in.def.sub.text
	}
	for _, sub := range n.subs {
		i.Substitutes = append(i.Substitutes, sub.text)
	}
	i.Stale = n.stale()
	return i
}

// stale returns the uses of what runs of n whose instances have been replaced.
func (n *node) stale() []Stale {
	if n.cell.Load() == nil {
		return nil
	}
	var stale []Stale
	for _, u := range n.builtOn {
		if u.node.cell.Load() != nil && u.node.gen != u.gen {
			stale = append(stale, Stale{Name: n.name, On: u.node.name, Built: int(u.gen), Now: int(u.node.gen)})
		}
	}
	return stale
}

func depNames(deps []edge) []string {
	nodes := make([]*node, len(deps))
	for i, e := range deps {
		nodes[i] = e.to
	}
	return nodeNames(nodes)
}

func nodeNames(nodes []*node) []string {
	nodes = slices.Clone(nodes)
	byRank(nodes)
	names := make([]string, len(nodes))
	for i, n := range nodes {
		names[i] = n.name
	}
	return names
}
