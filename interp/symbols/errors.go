package symbols

import (
	"path"
	"reflect"
)

// ErrorName returns the name by which compiled code exports an error, qualified as source has it: io.EOF, syscall.ENOENT.
// It is "" for others. The error must be comparable.
func (t *Table) ErrorName(err any) string { return t.errors()[err] }

// findErrors finds the variables and constants that are errors. Of several names for one it takes the shortest, and of these the
// first: fs.ErrNotExist before os.ErrNotExist.
func (t *Table) findErrors() map[any]string {
	found := map[any]string{}
	for key, names := range t.Exports {
		for name, v := range names {
			if !v.IsValid() || !v.Type().Implements(reflect.TypeFor[error]()) {
				continue
			}
			if (v.Kind() == reflect.Interface || v.Kind() == reflect.Pointer) && v.IsNil() || !v.Comparable() {
				continue
			}
			x, name := v.Interface(), path.Base(key)+"."+name
			if have := found[x]; have == "" || len(name) < len(have) || len(name) == len(have) && name < have {
				found[x] = name
			}
		}
	}
	return found
}
