package interp

import (
	"reflect"
	"unsafe"
)

// The interpreter keeps all that it has ever compiled: a list of all files, the scopes
// of all functions, and a table of all names. Code that is compiled needs none of it, and
// later code only the names that it mentions. So the lists are emptied here after each
// unit, and the names forgotten of functions that have been replaced. What is called by
// nobody is then garbage; what is still being called is held by its callers.

// recycle has the interpreter let go of what it has compiled, but for what has a
// name, and of these names. It is called with the engine locked.
func (e *engine) recycle(names []string) {
	i := reflect.ValueOf(e.yaegi).Elem()
	if roots := i.FieldByName("roots"); roots.Kind() == reflect.Slice {
		writable(roots).SetZero()
	}
	scope := e.slots.scopeOf(e.yaegi)
	if !scope.IsValid() {
		return
	}
	if child := scope.FieldByName("child"); child.Kind() == reflect.Slice {
		writable(child).SetZero()
	}
	symbols := writable(scope.FieldByName("sym"))
	for _, name := range names {
		symbols.SetMapIndex(reflect.ValueOf(name), reflect.Value{})
	}
}

// forget is recycle after functions have been replaced.
func (e *engine) forget(names []string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.recycle(names)
}

// writable returns a field that can be set, though it is not exported.
func writable(field reflect.Value) reflect.Value {
	return reflect.NewAt(field.Type(), unsafe.Pointer(field.UnsafeAddr())).Elem()
}
