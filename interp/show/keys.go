package show

import (
	"reflect"
	"sort"

	"github.com/mrepl/mrepl/interp/dyn"
)

// smallest returns the first n keys of a map, in their order, all where n is 0. It does not sort what is not needed of a large one.
func smallest(m reflect.Value, n int) []reflect.Value {
	if n <= 0 || n > m.Len() {
		n = m.Len()
	}
	keys := make([]reflect.Value, 0, min(m.Len(), 2*n+1))
	var last reflect.Value // of the first n so far, once there are more
	order := func() {
		sort.Slice(keys, func(i, j int) bool { return dyn.Less(keys[i], keys[j]) })
		if len(keys) > n {
			keys = keys[:n]
			last = keys[n-1]
		}
	}
	for it := m.MapRange(); it.Next(); {
		if last.IsValid() && !dyn.Less(it.Key(), last) {
			continue
		}
		if keys = append(keys, it.Key()); len(keys) > 2*n {
			order()
		}
	}
	order()
	return keys
}
