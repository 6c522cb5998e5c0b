package lower

import (
	"fmt"
	"go/token"
	"os"
	"runtime/debug"

	"github.com/mrepl/mrepl/interp/load"
)

// refuse records that the code at pos cannot be run.
func (l *Lowerer) refuse(pos token.Pos, format string, args ...any) {
	err := load.Error{Pos: l.fset.Position(pos), Msg: fmt.Sprintf(format, args...)}
	if l.asked.IsValid() && l.inBorrowed(pos) {
		err.Pos = l.fset.Position(l.asked)
		err.Msg = "this needs the source of a compiled package, which cannot be interpreted: " + err.Msg
		if n := len(l.unit.errs); n > 0 && l.unit.errs[n-1].Pos == err.Pos {
			return // one reason is enough
		}
	}
	l.unit.errs = append(l.unit.errs, err)
}

// fault turns a panic in lowering, which is a mistake of its own, into a
// refusal of the code at hand. With MREPL_DEBUG set it prints the panic too.
func (l *Lowerer) fault(err *error) {
	if r := recover(); r != nil {
		if os.Getenv("MREPL_DEBUG") != "" {
			fmt.Fprintf(os.Stderr, "%v\n%s", r, debug.Stack())
		}
		l.refuse(l.at, "this code cannot be interpreted: put it into a package marked //mrepl:native, or write it differently")
		*err = l.unit.errs
		l.takeBack()
	}
}
