package shell

import (
	"fmt"
	"strings"

	"github.com/mrepl/mrepl/states"
)

// dot writes the graph in the language of Graphviz.
func (n *network) dot() string {
	var b strings.Builder
	b.WriteString("digraph states {\n\trankdir=BT;\n\tnode [shape=box, style=\"rounded,filled\", fontname=\"Helvetica\"];\n")
	for _, i := range n.infos {
		fmt.Fprintf(&b, "\t%q [label=%q, fillcolor=%q];\n", i.Name, i.Name+"\n"+about(i), tone(i).fill)
	}
	for _, l := range n.links {
		fmt.Fprintf(&b, "\t%q -> %q [style=%s];\n", l.From, l.To, map[bool]string{true: "dashed", false: "solid"}[l.Kind == "optional"])
	}
	return b.String() + "}\n"
}

// mermaid writes the graph as a Mermaid flowchart.
func (n *network) mermaid() string {
	var b strings.Builder
	b.WriteString("flowchart BT\n")
	id := map[string]string{}
	quote := strings.NewReplacer(`"`, "#quot;", "<", "&lt;", ">", "&gt;", "\n", " ")
	for k, i := range n.infos {
		id[i.Name] = fmt.Sprintf("s%d", k)
		fmt.Fprintf(&b, "    %s[\"%s<br/>%s\"]:::%s\n", id[i.Name], quote.Replace(i.Name), quote.Replace(about(i)), tone(i).name)
	}
	for _, l := range n.links {
		arrow := "-->"
		if l.Kind == "optional" {
			arrow = "-.->"
		}
		fmt.Fprintf(&b, "    %s %s %s\n", id[l.From], arrow, id[l.To])
	}
	for _, t := range tones {
		fmt.Fprintf(&b, "    classDef %s fill:%s,stroke:%s,color:#1f2328\n", t.name, t.fill, t.line)
	}
	return b.String()
}

// A picture's tone is how it shows a kind of status, beside the words.
type pictureTone struct{ name, fill, line string }

var (
	toneUp    = pictureTone{"up", "#dafbe1", "#1a7f37"}
	toneDown  = pictureTone{"down", "#f6f8fa", "#8c959f"}
	toneBad   = pictureTone{"bad", "#ffebe9", "#cf222e"}
	toneStale = pictureTone{"stale", "#fff8c5", "#9a6700"}
	tones     = []pictureTone{toneUp, toneDown, toneBad, toneStale}
)

func tone(i states.Info) pictureTone {
	switch {
	case len(i.Stale) > 0:
		return toneStale
	case i.Status.Failed():
		return toneBad
	case i.Status == states.StatusRunning:
		return toneUp
	}
	return toneDown
}
