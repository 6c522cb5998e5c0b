package shell

import (
	"encoding/json"
	"time"

	"github.com/mrepl/mrepl/states"
)

// schemaVersion changes when a program that reads the JSON lines would have to.
const schemaVersion = 1

// A jsonView is the view for programs: one object a line on out, each with a schemaVersion and a type.
type jsonView struct {
	o *output
}

type fields map[string]any

// emit writes one object.
func (v *jsonView) emit(kind string, f fields) {
	f["schemaVersion"] = schemaVersion
	f["type"] = kind
	line, err := json.Marshal(f)
	if err != nil {
		line, _ = json.Marshal(fields{"schemaVersion": schemaVersion, "type": "error", "error": kind + ": " + err.Error()})
	}
	_, _ = v.o.stdout().Write(append(line, '\n'))
}

func (v *jsonView) result(kind string, data any, text string) {
	if data == nil {
		data = text
	}
	v.emit(kind, fields{kind: data})
}

func (v *jsonView) values(values []Value) {
	for _, value := range values {
		f := fields{"goType": value.Type(), "value": value.Format(Limits{})}
		if data, ok := marshal(value.Interface()); ok {
			f["json"] = data
		}
		v.emit("value", f)
	}
}

// marshal returns a value as encoding/json writes it, if it can: not functions, circles, and what panics.
func marshal(v any) (data json.RawMessage, ok bool) {
	defer func() {
		if recover() != nil {
			ok = false
		}
	}()
	if _, text := v.(json.Marshaler); !text {
		if _, failed := v.(error); failed {
			return nil, false // it would be {} or the like
		}
	}
	data, err := json.Marshal(v)
	return data, err == nil
}

// whole is values: JSON has all of a value in any case.
func (v *jsonView) whole(values []Value) { v.values(values) }

func (v *jsonView) notice(text string) { v.emit("notice", fields{"text": text}) }

func (v *jsonView) warn(text string) { v.emit("notice", fields{"text": text, "warning": true}) }

func (v *jsonView) failure(at place, err error) {
	f := fields{"error": at.positions(explain(err))}
	if at.file != "" {
		f["file"], f["line"] = at.file, at.line
	}
	v.emit("error", f)
}

func (v *jsonView) event(o occurrence) { v.emit("event", eventFields(o)) }

// eventFields returns an event as the name of its kind, the name of its state, and what belongs to it.
func eventFields(o occurrence) fields {
	f := fields{"name": o.event.StateName()}
	switch e := o.event.(type) {
	case states.Starting:
		f["event"] = "starting"
		optional(f, "substitute", e.Substitute)
		optional(f, "why", e.Why)
	case states.Started:
		f["event"], f["ms"], f["generation"] = "started", millis(e.Took), e.Generation
		optional(f, "substitute", e.Substitute)
	case states.StillStarting:
		f["event"], f["ms"] = "still starting", millis(e.Elapsed)
	case states.Stopping:
		f["event"] = "stopping"
		optional(f, "why", e.Why)
	case states.Stopped:
		f["event"], f["ms"] = "stopped", millis(e.Took)
	case states.StillStopping:
		f["event"], f["ms"] = "still stopping", millis(e.Elapsed)
	case states.Failed:
		f["event"], f["op"], f["status"], f["ms"] = "failed", e.Op, e.Status.String(), millis(e.Took)
		f["error"] = explain(rootOf(e.Err))
		optional(f, "hint", o.hint)
	case states.Late:
		f["event"], f["op"], f["ms"] = "late", e.Op, millis(e.Took)
		if e.Err != nil {
			f["error"] = explain(rootOf(e.Err))
		}
	case states.Cleaned:
		f["event"], f["ms"], f["generation"] = "cleaned", millis(e.Took), e.Generation
	case states.Swapped:
		f["event"], f["substitute"] = "swapped", e.Substitute
	case states.Unswapped:
		f["event"], f["substitute"] = "unswapped", e.Substitute
		optional(f, "left", e.Left)
	case states.Defined:
		f["event"], f["pos"] = "defined", e.Pos
		if o.back {
			f["back"] = true
		}
	case states.Redefined:
		f["event"], f["pos"] = "redefined", e.Pos
	case states.Deleted:
		f["event"] = "deleted"
	case states.Skipped:
		f["event"], f["op"], f["why"] = "skipped", e.Op, e.Why
	case states.Stale:
		f["event"], f["on"], f["built"], f["now"] = "stale", e.On, e.Built, e.Now
	}
	return f
}

func optional(f fields, key, value string) {
	if value != "" {
		f[key] = value
	}
}

func millis(d time.Duration) float64 { return float64(d.Microseconds()) / 1e3 }
