package symbols

import (
	"reflect"

	lib "github.com/mrepl/mrepl/states"
)

// Act makes the functions of the states library, and its Default, act on a
// registry for interpreted code.
func (t *Table) Act(reg *lib.Registry) {
	if reg == lib.Default {
		return
	}
	const key = "github.com/mrepl/mrepl/states/states"
	bound := map[string]reflect.Value{"Default": reflect.ValueOf(&reg).Elem()}
	for name, v := range states[key] {
		if m := reflect.ValueOf(reg).MethodByName(name); m.IsValid() && v.Kind() == reflect.Func && m.Type() == v.Type() {
			bound[name] = reflect.ValueOf(m.Interface())
		}
	}
	t.add(Exports{key: bound})
}
