package symbols

import (
	"crypto/hkdf"
	"crypto/pbkdf2"
	"database/sql"
	"hash"
	"hash/maphash"
	"reflect"
	"time"
)

// instances are generic functions and types of the standard library whose source
// cannot be interpreted, or that native code looks for: functions compiled for the
// type that lowered code calls them with, types for those that are used most,
// which are part of the name.
var instances = Exports{
	"database/sql/sql": {
		"Null__bool":        reflect.ValueOf((*sql.Null[bool])(nil)),
		"Null__float32":     reflect.ValueOf((*sql.Null[float32])(nil)),
		"Null__float64":     reflect.ValueOf((*sql.Null[float64])(nil)),
		"Null__int":         reflect.ValueOf((*sql.Null[int])(nil)),
		"Null__int16":       reflect.ValueOf((*sql.Null[int16])(nil)),
		"Null__int32":       reflect.ValueOf((*sql.Null[int32])(nil)),
		"Null__int64":       reflect.ValueOf((*sql.Null[int64])(nil)),
		"Null__string":      reflect.ValueOf((*sql.Null[string])(nil)),
		"Null__uint":        reflect.ValueOf((*sql.Null[uint])(nil)),
		"Null__uint8":       reflect.ValueOf((*sql.Null[uint8])(nil)),
		"Null__uint64":      reflect.ValueOf((*sql.Null[uint64])(nil)),
		"Null__slice_uint8": reflect.ValueOf((*sql.Null[[]byte])(nil)),
		"Null__time_2eTime": reflect.ValueOf((*sql.Null[time.Time])(nil)),
	},
	"crypto/hkdf/hkdf": {
		"Expand":  reflect.ValueOf(hkdf.Expand[hash.Hash]),
		"Extract": reflect.ValueOf(hkdf.Extract[hash.Hash]),
		"Key":     reflect.ValueOf(hkdf.Key[hash.Hash]),
	},
	"crypto/pbkdf2/pbkdf2": {
		"Key": reflect.ValueOf(pbkdf2.Key[hash.Hash]),
	},
	"runtime/cgo/cgo": {}, // lowering knows the one type that programs mention without cgo
	"hash/maphash/maphash": {
		"Comparable":      reflect.ValueOf(maphash.Comparable[any]),
		"WriteComparable": reflect.ValueOf(maphash.WriteComparable[any]),
	},
}
