package interp

import (
	"context"
	"go/ast"
	"go/types"
	"reflect"
	"time"

	"github.com/mrepl/mrepl/interp/lower"
)

// Eval runs Go statements or declarations and returns the values of a last
// expression. What is declared stays declared; a redefinition replaces. A call
// whose last result is an error gives the others, and with them the error if it is
// not nil. Problems in src come back as load.Errors, with positions in "prompt".
//
// Where src declares again what the package that was loaded declares, that is
// an edit of its source, until the file changes or everything is loaded anew. The only
// value is then one with Changes.
//
// In src the name _ is the last value, __ the one before, and err the last error
// that Remember was told of.
//
// When ctx is done, loops and functions that were typed at the prompt stop, and the
// error is a *StoppedError. Where code of the program runs, or compiled code waits, it
// is an *AbandonedError, and the code runs on, as Running shows: nothing but Kill can
// stop it. Both unwrap to the error of ctx.
func (s *Session) Eval(ctx context.Context, src string) ([]Value, error) {
	if changes, ok, err := s.redefine(ctx, src); ok {
		if err != nil && changes.Empty() {
			return nil, err
		}
		return []Value{{changes: &changes}}, err
	}
	run, err := s.compile(src, nil)
	if err != nil {
		return nil, err
	}
	return run.wait(ctx, s)
}

// compiled is a snippet that is ready to run.
type compiled struct {
	gen     *generation
	result  *lower.Result
	program *program
	pkg     *types.Package
	vars    []*types.Var
	imports map[string]string
	source  string
	origin  string // of the function that the last expression names
	private bool   // nothing of it is to stay at the prompt
}

// compile checks, lowers and compiles a snippet. It may mention the type t, if
// that is not nil, as typeName.
func (s *Session) compile(src string, t types.Type) (*compiled, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	g := s.gen
	g.scope.input = s.inputs.add(src)
	g.scope.ready()
	sn, err := g.scope.check(src, t)
	if err != nil {
		return nil, err
	}
	origin := ""
	if last := lastExpr(sn.Body); last != nil {
		origin = g.scope.originOf(sn.Pkg.Info, last)
	}
	result, err := g.lower.Snippet(sn.Snippet)
	if err != nil {
		return nil, g.instead(err)
	}
	p, err := g.load(result.Unit)
	if err != nil {
		return nil, err
	}
	return &compiled{gen: g, result: result, program: p, pkg: sn.Pkg.Types, vars: sn.Vars, imports: sn.imports, source: src, origin: origin}, nil
}

// lastExpr returns the expression that the statements of a snippet end in, or nil.
func lastExpr(body *ast.BlockStmt) ast.Expr {
	if body == nil || len(body.List) == 0 {
		return nil
	}
	if stmt, ok := body.List[len(body.List)-1].(*ast.ExprStmt); ok {
		return stmt.X
	}
	return nil
}

// wait runs a snippet until it ends or ctx is done.
func (c *compiled) wait(ctx context.Context, s *Session) ([]Value, error) {
	type outcome struct {
		values []any
		err    error
	}
	done, began := make(chan outcome, 1), make(chan *task, 1)
	tasks := &c.gen.tasks
	go func() {
		began <- tasks.begin(Running{Source: firstLine(c.source), Pos: promptStart})
		values, err := c.gen.evaluateProgram(c.program)
		tasks.end()
		done <- outcome{values, err}
	}()
	this := <-began
	select {
	case <-ctx.Done():
		tasks.stop(this, ctx.Err())
	case out := <-done:
		done <- out
	}
	select {
	case <-time.After(stopGrace):
		tasks.abandon(this)
		s.keep(c, nil)
		return nil, &AbandonedError{this.ID, ctx.Err()}
	case out := <-done:
		if out.err != nil {
			return nil, out.err
		}
		if err := s.keep(c, out.values); err != nil {
			return nil, err
		}
		return c.values(out.values)
	}
}

// keep makes what a snippet declared part of the prompt.
func (s *Session) keep(c *compiled, values []any) error {
	if c.private {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	g := c.gen
	g.scope.use(c.imports)
	g.scope.declare(c.pkg, c.vars)
	if len(values) > 0 && len(c.result.Types) > 0 {
		g.scope.keepLast(c.result.Types[0], values[0])
	}
	d := g.takeDefined()
	if d == nil {
		return nil
	}
	_, err := d.unit.Apply(context.Background())
	return err
}

// evaluate compiles and runs a unit of the machinery's own.
func (g *generation) evaluate(u *lower.Unit) ([]any, error) {
	p, err := g.load(u)
	if err != nil {
		return nil, err
	}
	return g.evaluateProgram(p)
}

// load puts a unit in place; on failure it is as if it had not been lowered.
func (g *generation) load(u *lower.Unit) (*program, error) {
	p, err := g.engine.load(u)
	if err != nil {
		g.lower.Undo()
	}
	return p, err
}

// evaluateProgram runs a compiled unit and returns the pointers it handed over.
func (g *generation) evaluateProgram(p *program) ([]any, error) {
	var got []any
	g.results.Store(p.unit.Name, &got)
	defer g.results.Delete(p.unit.Name)
	defer g.session.stdio.flush()
	err := g.engine.run(p)
	return got, err
}

// values makes what the shell prints of the results, and the error that a call
// has returned beside them.
func (c *compiled) values(ptrs []any) ([]Value, error) {
	var out []Value
	for i, ptr := range ptrs {
		v := Value{GoType: c.result.Types[i], v: reflect.ValueOf(ptr).Elem(), gen: c.gen, origin: c.origin}
		if c.result.Tuple && i == len(ptrs)-1 && types.Identical(v.GoType, types.Universe.Lookup("error").Type()) {
			if err, ok := v.v.Interface().(error); ok {
				return out, err
			}
			continue
		}
		out = append(out, v)
	}
	return out, nil
}
