package lower

import (
	"fmt"
	"go/constant"
	"go/types"
	"math"
	"strconv"
	"strings"
)

// constant writes a constant value of a type as a literal.
func (l *Lowerer) constant(v constant.Value, t types.Type) string {
	t = types.Default(t)
	b, ok := t.Underlying().(*types.Basic)
	if !ok { // an interface: the constant has its default type
		return l.constant(v, defaultType(v))
	}
	lit := literal(v, b)
	switch t {
	case types.Typ[types.Int], types.Typ[types.String], types.Typ[types.Bool]:
		return lit
	case types.Typ[types.Float64]:
		if strings.ContainsAny(lit, ".e") && !strings.HasPrefix(lit, "(") {
			return lit
		}
	}
	return l.typ(t) + "(" + lit + ")"
}

// literal writes the value for a basic type, without the type.
func literal(v constant.Value, b *types.Basic) string {
	switch info := b.Info(); {
	case info&types.IsBoolean != 0:
		return strconv.FormatBool(constant.BoolVal(v))
	case info&types.IsString != 0:
		return strconv.Quote(constant.StringVal(v))
	case info&types.IsInteger != 0:
		return constant.ToInt(v).ExactString()
	case info&types.IsFloat != 0:
		return floatLiteral(v)
	case info&types.IsComplex != 0:
		v = constant.ToComplex(v)
		return fmt.Sprintf("complex(%s, %s)", floatLiteral(constant.Real(v)), floatLiteral(constant.Imag(v)))
	}
	return v.ExactString()
}

// floatLiteral writes a float, so that it is none but a float.
func floatLiteral(v constant.Value) string {
	x, _ := constant.Float64Val(constant.ToFloat(v))
	if x == math.Trunc(x) && math.Abs(x) < 1e15 {
		return strconv.FormatFloat(x, 'f', 1, 64)
	}
	return strconv.FormatFloat(x, 'g', -1, 64)
}

// defaultType returns the type that an untyped constant of that kind has by itself.
func defaultType(v constant.Value) types.Type {
	switch v.Kind() {
	case constant.Bool:
		return types.Typ[types.Bool]
	case constant.String:
		return types.Typ[types.String]
	case constant.Int:
		return types.Typ[types.Int]
	case constant.Float:
		return types.Typ[types.Float64]
	}
	return types.Typ[types.Complex128]
}
