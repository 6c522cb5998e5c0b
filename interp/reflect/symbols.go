package reflect

import (
	std "reflect"

	"github.com/mrepl/mrepl/interp/dyn"
)

// Names are the exported names of this package that interpreted code has in place of those
// of package reflect, and the functions of it that lowered code calls.
var Names = map[string]std.Value{
	"Append":          std.ValueOf(Append),
	"AppendSlice":     std.ValueOf(AppendSlice),
	"ArrayOf":         std.ValueOf(ArrayOf),
	"ChanOf":          std.ValueOf(ChanOf),
	"Copy":            std.ValueOf(Copy),
	"DeepEqual":       std.ValueOf(dyn.DeepEqual),
	"FuncOf":          std.ValueOf(FuncOf),
	"Indirect":        std.ValueOf(Indirect),
	"MakeChan":        std.ValueOf(MakeChan),
	"MakeFunc":        std.ValueOf(MakeFunc),
	"MakeMap":         std.ValueOf(MakeMap),
	"MakeMapWithSize": std.ValueOf(MakeMapWithSize),
	"MakeSlice":       std.ValueOf(MakeSlice),
	"MapIter":         std.ValueOf((*MapIter)(nil)),
	"MapOf":           std.ValueOf(MapOf),
	"Method":          std.ValueOf((*Method)(nil)),
	"New":             std.ValueOf(New),
	"NewAt":           std.ValueOf(NewAt),
	"PointerTo":       std.ValueOf(PointerTo),
	"PtrTo":           std.ValueOf(PointerTo),
	"Select":          std.ValueOf(Select),
	"SelectCase":      std.ValueOf((*SelectCase)(nil)),
	"SliceAt":         std.ValueOf(SliceAt),
	"SliceOf":         std.ValueOf(SliceOf),
	"StructOf":        std.ValueOf(StructOf),
	"Swapper":         std.ValueOf(func(list any) func(i, j int) { return std.Swapper(dyn.Raw(list)) }),
	"TypeOf":          std.ValueOf(TypeOf),
	"Value":           std.ValueOf((*Value)(nil)),
	"ValueOf":         std.ValueOf(ValueOf),
	"VisibleFields":   std.ValueOf(VisibleFields),
	"Zero":            std.ValueOf(Zero),

	"AssignableTo":       std.ValueOf(AssignableTo),
	"ConvertibleTo":      std.ValueOf(ConvertibleTo),
	"FromNative":         std.ValueOf(FromNative),
	"HeldAs":             std.ValueOf(heldAs),
	"Exchange":           std.ValueOf(Exchange),
	"StandardValue":      std.ValueOf((*std.Value)(nil)),
	"StandardMethod":     std.ValueOf((*std.Method)(nil)),
	"StandardMapIter":    std.ValueOf((*std.MapIter)(nil)),
	"StandardSelectCase": std.ValueOf((*std.SelectCase)(nil)),
	"Implements":         std.ValueOf(Implements),
	"TypeMethod":         std.ValueOf(TypeMethod),
	"TypeMethodByName":   std.ValueOf(TypeMethodByName),
	"TypeMethods":        std.ValueOf(TypeMethods),
}
