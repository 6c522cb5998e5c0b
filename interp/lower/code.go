package lower

import (
	"fmt"
	"go/token"
	"strings"
)

// code is text under construction, with the position behind each line.
type code struct {
	text  strings.Builder
	lines []token.Pos
}

// ln adds a line.
func (c *code) ln(pos token.Pos, format string, args ...any) {
	fmt.Fprintf(&c.text, format, args...)
	c.text.WriteByte('\n')
	c.lines = append(c.lines, pos)
}

// block adds lines with a first one and a closing brace.
func (c *code) block(head string, body *code) {
	c.ln(token.NoPos, "%s", head)
	c.append(body)
	c.ln(token.NoPos, "}")
}

// append adds other code.
func (c *code) append(d *code) {
	c.text.WriteString(d.text.String())
	c.lines = append(c.lines, d.lines...)
}

// blockAs adds statements, in a block of their own where they are several.
func (c *code) blockAs(d *code, name string) {
	if len(d.lines) > 1 {
		c.ln(token.NoPos, "{")
		defer c.ln(token.NoPos, "}")
	}
	c.appendAs(d, name)
}

// appendAs adds code, with a name for self.
func (c *code) appendAs(d *code, name string) {
	c.text.WriteString(strings.ReplaceAll(d.text.String(), self, name))
	c.lines = append(c.lines, d.lines...)
}

// isIdent reports whether code is a name.
func isIdent(s string) bool {
	return s != "" && !strings.ContainsAny(s, " ().*&[]{},+-")
}

// isName reports whether code names a function of a package.
func isName(code string) bool { return isIdent(strings.ReplaceAll(code, ".", "")) }
