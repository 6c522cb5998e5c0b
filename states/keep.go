package states

// Keep adds a state as it was defined in an earlier unit, by the handle that
// Define returned there, chained methods included. The version says, like that of a
// [Definition], whether it is still the same definition; pos is where it stands now, ""
// if that is where it stood. The handle it returns is as that of Define.
func (u *Unit) Keep(s *State[any], version, pos string) *State[any] {
	u.reg.mu.Lock()
	defer u.reg.mu.Unlock()
	def := *s.decl
	def.used, def.next, def.version = false, nil, version
	if pos != "" {
		def.pos = pos
	}
	u.check(s.node, def.pos, true)
	u.hold(s.node, &def)
	return &State[any]{node: s.node, decl: &def}
}

// hold adds a definition of a state, after those that were added before.
func (u *Unit) hold(n *node, def *definition) {
	u.at[n.name] = len(u.nodes)
	u.nodes = append(u.nodes, n)
	u.defs = append(u.defs, def)
}
