package shell

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"regexp/syntax"
)

var scripting = table{
	"!": {
		Group: Scripting, Args: "LINE",
		Summary: "run a line that must fail",
		Detail:  "LINE is a command line or Go. Its error counts as output for expect-out. A space follows the !, since !x is Go.",
		Form:    Raw, Run: mustFail,
	},
	"expect": {
		Group: Scripting, Args: "EXPR",
		Summary: "fail unless a Go expression is true",
		Detail:  "EXPR is one expression of type bool.",
		Form:    Raw, Run: expect,
	},
	"expect-out": {
		Group: Scripting, Args: "REGEXP",
		Summary: "fail unless what the last statement wrote matches",
		Detail: "REGEXP is the rest of the line, in the syntax of package regexp; ^ and $ match at lines. It looks at " +
			"everything the last statement wrote, results and lifecycle lines alike. Several expect-out in a row look at the same output.",
		Form: Text, Run: expectOut,
	},
}

func mustFail(ctx context.Context, c *Call) error {
	kind, text := c.Shell.commands.classify(c.Raw)
	if kind == blankLine {
		return c.misuse("a line is missing")
	}
	err := c.Shell.execute(ctx, statement{kind: kind, text: hashComments(text)})
	var exit *ExitError
	switch {
	case errors.As(err, &exit), ctx.Err() != nil:
		return err
	case err == nil:
		return fmt.Errorf("it should have failed: %s", c.Raw)
	}
	c.Shell.remember(err)
	c.Shell.output.note(explain(err) + "\n")
	return nil
}

func expect(ctx context.Context, c *Call) error {
	expr := hashComments(c.Raw)
	if expr == "" {
		return c.misuse("an expression is missing")
	}
	values, err := c.Shell.evaluate(ctx, expr)
	if err != nil {
		return err
	}
	if len(values) != 1 {
		return fmt.Errorf("expect %s: it is no single value; write a comparison, as in len(x) == 1", expr)
	}
	switch truth := values[0].Interface().(type) {
	case bool:
		if !truth {
			return fmt.Errorf("expect %s: it is false", expr)
		}
		return nil
	default:
		return fmt.Errorf("expect %s: it is a value of type %s, not a bool; write a comparison, as in x == 1", expr, values[0].Type())
	}
}

func expectOut(_ context.Context, c *Call) error {
	if c.Raw == "" {
		return c.misuse("a regular expression is missing")
	}
	if _, err := syntax.Parse(c.Raw, syntax.Perl); err != nil {
		return fmt.Errorf("expect-out: %w; a \\ in front takes a character as it is", err)
	}
	re, err := regexp.Compile("(?m)" + c.Raw)
	if err != nil {
		return err
	}
	if got := c.Shell.output.written(); !re.MatchString(got) {
		if got == "" {
			return fmt.Errorf("expect-out %s: the statement before it wrote nothing", c.Raw)
		}
		return fmt.Errorf("expect-out %s: it does not match what was written:\n%s", c.Raw, indent(indent(got)))
	}
	return nil
}
