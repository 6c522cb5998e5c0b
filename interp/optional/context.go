package optional

import (
	"context"
	"time"
)

// Context has the methods of contexts. All have String: package context prints the types of
// those that have it not.
type Context struct{ held }

var _ context.Context = Context{}

func (c Context) Deadline() (time.Time, bool) {
	return method[func(any) (time.Time, bool)](c.held, "Deadline")(c.x)
}

func (c Context) Done() <-chan struct{} {
	return method[func(any) <-chan struct{}](c.held, "Done")(c.x)
}

func (c Context) Err() error { return method[func(any) error](c.held, "Err")(c.x) }

func (c Context) Value(key any) any { return method[func(any, any) any](c.held, "Value")(c.x, key) }

func (c Context) AfterFunc(f func()) func() bool {
	return method[func(any, func()) func() bool](c.held, "AfterFunc")(c.x, f)
}

func (c Context) String() string {
	if f, ok := c.t.Func("String").(func(any) string); ok {
		return f(c.x)
	}
	return c.t.Name
}
