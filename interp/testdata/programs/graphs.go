package main

import "fmt"

type Server struct {
	Users map[string]*User
	Log   []string
}

type User struct {
	Server  *Server
	Friends []*User
	Session *Session
}

type Session struct {
	User   *User
	Server *Server
	Prev   *Session
}

type (
	Tree struct {
		Left, Right *Tree
		Walk        func(*Tree, *Leaf) *Tree
		Leaves      []Leaf
		ByName      map[string]*Leaf
		done        chan *Leaf
		pair        [2]*Tree
	}
	Leaf struct {
		Of   *Tree
		Next *Leaf
		in   inner
	}
	inner struct {
		top  *Tree
		what any
	}
	Nodes []*Node
	Node  struct {
		Nodes
		parent *Node
		N      int
	}
)

func (t *Tree) add(name string) *Leaf {
	l := Leaf{Of: t, in: inner{top: t, what: name}}
	t.Leaves = append(t.Leaves, l)
	if t.ByName == nil {
		t.ByName = map[string]*Leaf{}
	}
	t.ByName[name] = &t.Leaves[len(t.Leaves)-1]
	return t.ByName[name]
}

func trees() {
	t := &Tree{done: make(chan *Leaf, 1)}
	t.Left = &Tree{Right: t}
	t.pair = [2]*Tree{t.Left, t}
	t.Walk = func(t *Tree, l *Leaf) *Tree { return l.Of }
	l := t.add("a")
	l.Next = t.add("b")
	t.done <- l
	fmt.Println((<-t.done).Next.in.what, t.Walk(nil, l) == t, t.pair[0].Right.pair[1] == t, len(t.Leaves), l.in.top == t)
	copied := *l
	copied.in.what = 1
	fmt.Println(l.in.what, copied.in.what, copied == *l)
	root := &Node{N: 1}
	root.Nodes = append(root.Nodes, &Node{N: 2, parent: root})
	fmt.Println(root.Nodes[0].parent.N, len(root.Nodes), root.Nodes[0].Nodes == nil)
}

func main() {
	trees()
	s := &Server{Users: map[string]*User{}}
	u := &User{Server: s}
	s.Users["a"] = u
	u.Session = &Session{User: u, Server: s}
	u.Session = &Session{User: u, Server: s, Prev: u.Session}
	u.Friends = append(u.Friends, u)
	fmt.Println(len(s.Users), u.Session.Prev.User.Server == s, u.Friends[0] == u)
}
