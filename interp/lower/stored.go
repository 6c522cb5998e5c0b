package lower

import (
	"go/types"
	"strings"
)

// stored writes the value of a call that is assigned to a variable that is no local one. A
// function that compiled code returns the interpreter would not put there.
func (l *Lowerer) stored(t types.Type, code string) string {
	if _, ok := t.Underlying().(*types.Signature); !ok || !strings.HasSuffix(code, ")") || l.recursive(t) {
		return code
	}
	return l.copied(t) + "(" + code + ")"
}
