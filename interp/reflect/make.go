package reflect

import (
	"go/types"
	std "reflect"
	"slices"
	"unsafe"

	"github.com/mrepl/mrepl/interp/dyn"
)

// layoutOf returns what values of a type are to the interpreter once they are unfolded.
func layoutOf(t std.Type) std.Type {
	if r, ok := t.(*rtype); ok {
		return r.layout()
	}
	return t
}

// folding returns a new value of type t, which is not folded yet.
func folding(held std.Value, t std.Type) Value {
	if r, ok := t.(*rtype); ok && r.folded() {
		held = fold(held)
	}
	return valueOf(held, t)
}

// New is reflect.New.
func New(t std.Type) Value {
	defer tell()
	if t == nil {
		fail("reflect: New(nil)")
	}
	return valueOf(std.New(heldAs(t)), PointerTo(t))
}

// NewAt is reflect.NewAt.
func NewAt(t std.Type, p unsafe.Pointer) Value {
	defer tell()
	return valueOf(std.NewAt(heldAs(t), p), PointerTo(t))
}

// Zero is reflect.Zero.
func Zero(t std.Type) Value {
	defer tell()
	if t == nil {
		fail("reflect: Zero(nil)")
	}
	return valueOf(std.Zero(heldAs(t)), t)
}

// MakeSlice is reflect.MakeSlice.
func MakeSlice(t std.Type, n, capacity int) Value {
	defer tell()
	return folding(std.MakeSlice(layoutOf(t), n, capacity), t)
}

// SliceAt is reflect.SliceAt.
func SliceAt(t std.Type, p unsafe.Pointer, n int) Value {
	defer tell()
	return valueOf(std.SliceAt(heldAs(t), p, n), SliceOf(t))
}

// MakeMap is reflect.MakeMap.
func MakeMap(t std.Type) Value {
	defer tell()
	return folding(std.MakeMap(layoutOf(t)), t)
}

// MakeMapWithSize is reflect.MakeMapWithSize.
func MakeMapWithSize(t std.Type, n int) Value {
	defer tell()
	return folding(std.MakeMapWithSize(layoutOf(t), n), t)
}

// MakeChan is reflect.MakeChan.
func MakeChan(t std.Type, buffer int) Value {
	defer tell()
	return folding(std.MakeChan(layoutOf(t), buffer), t)
}

// PointerTo is reflect.PointerTo.
func PointerTo(t std.Type) std.Type {
	defer tell()
	return made(std.PointerTo(heldAs(t)), func(of ...types.Type) types.Type { return types.NewPointer(of[0]) }, t)
}

// SliceOf is reflect.SliceOf.
func SliceOf(t std.Type) std.Type {
	defer tell()
	return made(std.SliceOf(heldAs(t)), func(of ...types.Type) types.Type { return types.NewSlice(of[0]) }, t)
}

// ArrayOf is reflect.ArrayOf.
func ArrayOf(n int, t std.Type) std.Type {
	defer tell()
	return made(std.ArrayOf(n, heldAs(t)), func(of ...types.Type) types.Type { return types.NewArray(of[0], int64(n)) }, t)
}

// MapOf is reflect.MapOf.
func MapOf(key, elem std.Type) std.Type {
	defer tell()
	if !key.Comparable() {
		fail("reflect.MapOf: invalid key type " + key.String())
	}
	return made(std.MapOf(heldAs(key), heldAs(elem)), func(of ...types.Type) types.Type { return types.NewMap(of[0], of[1]) }, key, elem)
}

// ChanOf is reflect.ChanOf.
func ChanOf(dir std.ChanDir, t std.Type) std.Type {
	defer tell()
	return made(std.ChanOf(dir, heldAs(t)), func(of ...types.Type) types.Type { return types.NewChan(checkerDir(dir), of[0]) }, t)
}

// FuncOf is reflect.FuncOf.
func FuncOf(in, out []std.Type, variadic bool) std.Type {
	defer tell()
	held := std.FuncOf(allHeld(in), allHeld(out), variadic)
	return made(held, func(of ...types.Type) types.Type {
		return types.NewSignatureType(nil, nil, nil, tuple(of[:len(in)]), tuple(of[len(in):]), variadic)
	}, slices.Concat(in, out)...)
}

// StructOf is reflect.StructOf. Fields of types of the program are held as those.
func StructOf(fields []std.StructField) std.Type {
	defer tell()
	list := append([]std.StructField(nil), fields...)
	of := make([]std.Type, len(list))
	for i := range list {
		of[i], list[i].Type = list[i].Type, heldAs(list[i].Type)
	}
	return made(std.StructOf(list), func(of ...types.Type) types.Type {
		vars, tags := make([]*types.Var, len(of)), make([]string, len(of))
		for i, f := range fields {
			vars[i], tags[i] = types.NewField(0, nil, f.Name, of[i], f.Anonymous), string(f.Tag)
		}
		return types.NewStruct(vars, tags)
	}, of...)
}

// made returns the type that is made of others as build says, and held as given.
func made(held std.Type, build func(...types.Type) types.Type, of ...std.Type) std.Type {
	tab := tableOf(of...)
	if tab == nil {
		return held
	}
	parts := make([]types.Type, len(of))
	for i, t := range of {
		parts[i] = mustSource(tab, t)
	}
	return shown(tab, build(parts...), held)
}

// tableOf returns the table of the program that one of the types is of, or nil.
func tableOf(list ...std.Type) *dyn.Table {
	for _, t := range list {
		if r, ok := t.(*rtype); ok {
			return r.of.Table()
		}
	}
	return nil
}

// allHeld is heldAs for each type.
func allHeld(list []std.Type) []std.Type {
	out := make([]std.Type, len(list))
	for i, t := range list {
		out[i] = heldAs(t)
	}
	return out
}

// tuple returns parameters or results of these types.
func tuple(list []types.Type) *types.Tuple {
	vars := make([]*types.Var, len(list))
	for i, t := range list {
		vars[i] = types.NewParam(0, nil, "", t)
	}
	return types.NewTuple(vars...)
}
