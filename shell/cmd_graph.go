package shell

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/mrepl/mrepl/states"
)

var graphs = table{
	"graph": {
		Group: Looking, Args: "[STATE...] [FILE]",
		Summary: "draw which state uses which",
		Detail: "Without flags it is a tree, of the named states or of those that nobody uses; below each state is what it " +
			"uses, and what was shown above is not shown again. The other forms are pictures of the system as it is now, " +
			"with the status and the start time of each state. A word that ends in .svg, .dot or .mmd is a file to write, " +
			"in the form that its name says.",
		Flags: []Flag{
			{[]string{"--dot"}, "as Graphviz reads it"},
			{[]string{"--mermaid"}, "as a Mermaid flowchart, which Markdown can hold"},
			{[]string{"--svg"}, "as an SVG, for a browser"},
		},
		Complete: allStates, Run: graph,
	},
}

// A link says that one state uses another.
type link struct {
	From string `json:"from"`
	To   string `json:"to"`
	Kind string `json:"kind"` // how that is known: needs, static, observed, optional
}

// A network is states, in start order, and who of them uses whom.
type network struct {
	infos []states.Info
	links []link
	short map[string]string
}

// network returns the named states and all that they use, or every state.
func (s *Shell) network(names []string) (*network, error) {
	n := &network{infos: s.registry.Status()}
	n.short = shortNames(n.infos)
	if len(names) > 0 {
		var refs []states.Ref
		keep := map[string]bool{}
		for _, name := range names {
			full, err := s.registry.Resolve(name)
			if err != nil {
				return nil, err
			}
			refs = append(refs, states.Name(full))
			keep[full] = true
		}
		deps, err := s.registry.Deps(refs...)
		if err != nil {
			return nil, err
		}
		for _, name := range deps {
			keep[name] = true
		}
		n.infos = slices.DeleteFunc(n.infos, func(i states.Info) bool { return !keep[i.Name] })
	}
	n.links = n.linked(s.registry.Graph())
	return n, nil
}

// linked returns one link for each pair of states that edges are between: the surest.
func (n *network) linked(edges []states.Edge) []link {
	var links []link
	for _, e := range edges {
		known := slices.ContainsFunc(links, func(l link) bool { return l.From == e.From && l.To == e.To })
		if !known && n.has(e.From) && n.has(e.To) && e.From != e.To {
			links = append(links, link{e.From, e.To, e.Kind.String()})
		}
	}
	return links
}

func (n *network) has(name string) bool {
	return slices.ContainsFunc(n.infos, func(i states.Info) bool { return i.Name == name })
}

// uses returns what a state uses.
func (n *network) uses(name string) []string {
	var names []string
	for _, l := range n.links {
		if l.From == name {
			names = append(names, l.To)
		}
	}
	return names
}

// graphForms are the forms of a graph, by flag; graphFiles by the end of a file's name.
var (
	graphForms = map[string]func(*network) string{"--dot": (*network).dot, "--mermaid": (*network).mermaid, "--svg": (*network).svg}
	graphFiles = map[string]string{".dot": "--dot", ".mmd": "--mermaid", ".svg": "--svg"}
)

// pictureFiles are files that it does not write.
var pictureFiles = regexp.MustCompile(`\.(?:png|jpe?g|gif|pdf|ps|html?|md|txt|gv|mermaid)$`)

func graph(_ context.Context, c *Call) error {
	form, file := "", ""
	var names []string
	for _, word := range c.Words() {
		f, known := graphFiles[filepath.Ext(word)]
		switch {
		case known && file != "":
			return c.misuse("one file at a time")
		case known:
			form, file = f, word
		case pictureFiles.MatchString(word):
			return c.misuse("it writes no %s, but .svg, .dot and .mmd", filepath.Ext(word))
		default:
			names = append(names, word)
		}
	}
	if len(c.flags) > 1 {
		return c.misuse("one form at a time")
	}
	if len(c.flags) == 1 {
		form = c.flags[0]
	}
	s := c.Shell
	n, err := s.network(names)
	if err != nil {
		return err
	}
	if len(n.infos) == 0 {
		s.view.result("graph", fields{"states": []string{}, "links": []link{}}, "no states are known")
		return nil
	}
	text := ""
	if form == "" {
		text = n.tree(newPalette(s.cfg.ColorOut))
	} else {
		text = graphForms[form](n)
	}
	if file != "" {
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			return fmt.Errorf("graph: %w; the folder must be there, and yours to write to", err)
		}
		text = "wrote " + file
	}
	data := fields{"states": n.names(), "links": n.links}
	if form != "" {
		data["text"] = text
	}
	s.view.result("graph", data, text)
	return nil
}

func (n *network) names() []string {
	var names []string
	for _, i := range n.infos {
		names = append(names, i.Name)
	}
	return names
}

// about is what a picture says about a state below its name.
func about(i states.Info) string {
	text, _ := statusCell(i, newPalette(false))
	if i.Status == states.StatusRunning {
		text += ", " + took(i.Took)
	}
	if sub := substituteText(i, shortSubstitute); sub != "" {
		text += " (" + sub + ")"
	}
	return text
}

// tree writes the states that nobody uses, each with what it uses below it.
func (n *network) tree(p palette) string {
	used := map[string]bool{}
	for _, l := range n.links {
		used[l.To] = true
	}
	var b strings.Builder
	shown := map[string]bool{}
	var show func(i states.Info, first, rest string)
	show = func(i states.Info, first, rest string) {
		_, paint := statusCell(i, p)
		line := first + i.Name + "  " + paint.Sprint(about(i))
		uses := n.uses(i.Name)
		if shown[i.Name] && len(uses) > 0 {
			b.WriteString(first + i.Name + p.dim.Sprint("  (as above)") + "\n")
			return
		}
		shown[i.Name] = true
		b.WriteString(line + "\n")
		for k, name := range uses {
			branch, below := "├─ ", "│  "
			if k == len(uses)-1 {
				branch, below = "└─ ", "   "
			}
			show(n.info(name), rest+branch, rest+below)
		}
	}
	for _, i := range slices.Backward(n.infos) { // what is started last is what it is all for
		if !used[i.Name] {
			show(i, "", "")
		}
	}
	for _, i := range n.infos { // circles have no state that nobody uses
		if !shown[i.Name] {
			show(i, "", "")
		}
	}
	return b.String()
}

func (n *network) info(name string) states.Info {
	return n.infos[slices.IndexFunc(n.infos, func(i states.Info) bool { return i.Name == name })]
}
