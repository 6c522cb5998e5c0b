package states

// watch tells observers now and then of steps that take long, until the function it
// returns is called.
func (o *operation) watch() (stop func()) {
	if o.set.still <= 0 || !o.r.observers.any() {
		return noCancel
	}
	var arm func()
	var timer Timer
	stopped := false
	arm = func() {
		o.r.mu.Lock()
		defer o.r.mu.Unlock()
		if stopped {
			return
		}
		timer = o.set.clock.AfterFunc(o.set.still, func() {
			for _, e := range o.taking() {
				o.r.tell(e)
			}
			arm()
		})
	}
	arm()
	return func() {
		o.r.mu.Lock()
		defer o.r.mu.Unlock()
		stopped = true
		timer.Stop()
	}
}

// taking returns an event for every step that takes long.
func (o *operation) taking() []Event {
	now := o.elapsed()
	o.r.mu.Lock()
	defer o.r.mu.Unlock()
	var events []Event
	for w := range o.busy {
		d := now - w.at
		switch {
		case !w.inFn || d < o.set.still:
		case w.st.action == ActionStart:
			events = append(events, StillStarting{Name: w.st.n.name, Elapsed: d})
		default:
			events = append(events, StillStopping{Name: w.st.n.name, Elapsed: d})
		}
	}
	return events
}

// tell tells observers of e from a goroutine that is no operation's worker.
func (r *Registry) tell(e Event) {
	if !r.observers.any() {
		return
	}
	w := &worker{op: &operation{r: r, op: "an event"}}
	inside.strangers.Add(1)
	defer inside.strangers.Add(-1)
	w.enter()
	defer w.leave()
	r.observers.emit(e)
}
