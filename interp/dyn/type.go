package dyn

import (
	"go/types"
	"maps"
	"reflect"
	"sync"
	"sync/atomic"

	"golang.org/x/tools/go/types/typeutil"
)

// Type is the identity of a Go type that interpreted code puts into interfaces
// or takes out of them.
type Type struct {
	Name string // as Go prints it: nyse.Order, *conf.Config

	table   *Table
	id      int          // its number in the table
	boxes   bool         // its values are always boxed: a plain one is of another type
	rtype   reflect.Type // what its values are to the interpreter
	state   atomic.Pointer[typeState]
	retired atomic.Bool // the source has another type of that name now

	reflectOnce sync.Once
	reflected   any
}

// typeState is what a reload may change of a type.
type typeState struct {
	goType  types.Type     // the type as the checker knows it
	methods map[string]any // func(receiver any, args...) results, the receiver as Box takes it
	wrap    func(*Type, any) any
}

// Go returns the type as the checker knows it.
func (t *Type) Go() types.Type { return t.state.Load().goType }

// Interpreted reports whether another type is one of the code of this one.
func (t *Type) Interpreted(u types.Type) bool { return t.table.Interpreted(u) }

// Table holds the types of one loaded program: one *Type for each identical
// type of the checker.
type Table struct {
	mu    sync.Mutex
	types []*Type
	byGo  typeutil.Map
	faces []*Iface
	faceI typeutil.Map

	renewal sync.RWMutex // held while types and interfaces are compared, and while they change
	forms   []form       // that types and interfaces take with the next Renew

	compiled Compiled

	shapes      sync.Map // shapeKey -> *shape
	targets     atomic.Pointer[targets]
	strict      atomic.Pointer[targets] // see strictTargets
	interpreted func(types.Type) bool

	askedMu sync.Mutex
	asked   typeutil.Map // types.Type -> what interpreted has answered
}

// NewTable returns a table for a program; interpreted says which types are made
// of interpreted ones.
func NewTable(interpreted func(types.Type) bool) *Table {
	return &Table{interpreted: interpreted}
}

// Interpreted reports whether a type is made of interpreted ones, so that
// reflect sees less of it than the source says. What has been asked before is known: code
// that runs does not wait for a unit that is being lowered.
func (tab *Table) Interpreted(t types.Type) bool {
	tab.askedMu.Lock()
	known, ok := tab.asked.At(t).(bool)
	tab.askedMu.Unlock()
	if ok {
		return known
	}
	answer := tab.interpreted(t)
	tab.askedMu.Lock()
	defer tab.askedMu.Unlock()
	tab.asked.Set(t, answer)
	return answer
}

// Type returns the identity of t, made when it is asked for first, and its
// number, by which lowered code names it.
func (tab *Table) Type(t types.Type) (*Type, int) {
	tab.mu.Lock()
	defer tab.mu.Unlock()
	if id, ok := tab.byGo.At(t).(int); ok {
		return tab.types[id], id
	}
	typ := &Type{Name: RuntimeName(t), table: tab}
	typ.state.Store(&typeState{goType: t, wrap: wrapperFor(t)})
	id := len(tab.types)
	typ.id = id
	tab.types = append(tab.types, typ)
	tab.byGo.Set(t, id)
	return typ, id
}

// Lookup returns the identity of t if lowered code has asked for it.
func (tab *Table) Lookup(t types.Type) *Type {
	tab.mu.Lock()
	defer tab.mu.Unlock()
	if id, ok := tab.byGo.At(t).(int); ok {
		return tab.types[id]
	}
	return nil
}

// Bind gives type number id its representation, from a pointer to a value of
// it, and returns the type.
func (tab *Table) Bind(id int, ptr any) *Type {
	tab.mu.Lock()
	t := tab.types[id]
	tab.mu.Unlock()
	tab.hold(t, reflect.TypeOf(ptr).Elem(), true)
	return t
}

// hold says what the values of a type are to the interpreter, again too if that is said anew.
func (tab *Table) hold(t *Type, held reflect.Type, anew bool) {
	boxes := tab.Interpreted(t.Go()) // which may wait for a unit that is lowered, which wants the table
	tab.mu.Lock()
	defer tab.mu.Unlock()
	if t.rtype == nil || anew && t.rtype != held { // else code that runs may be reading it
		t.rtype, t.boxes = held, boxes
	}
}

// Case returns the plain value that x is the box of, and the number of its type. The
// number is negative if x is no box, is of another program, or is not what the
// interpreter takes for a value of that type; and while a panic is under way, when
// the functions between a deferred call and recover are counted.
func (tab *Table) Case(x any) (v any, id int) {
	t, v := Open(x)
	if t == nil || t.table != tab || reflect.TypeOf(v) != t.rtype || panics.Load() != 0 {
		return nil, -1
	}
	return v, t.id
}

// Method registers a method: a func whose first parameter is the receiver as
// an any, and whose others are the method's own.
func (t *Type) Method(name string, f any) {
	t.table.mu.Lock()
	defer t.table.mu.Unlock()
	next := *t.state.Load()
	next.methods = maps.Clone(next.methods)
	if next.methods == nil {
		next.methods = map[string]any{}
	}
	next.methods[name] = f
	t.state.Store(&next)
}

// method returns a registered method, or nil.
func (t *Type) method(name string) any {
	if t == nil {
		return nil
	}
	return t.state.Load().methods[name]
}
