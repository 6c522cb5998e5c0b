package annagreta

import "sync"

// Users is a database of users. It lives in memory, and as long as the part runs.
type Users struct {
	Name  string
	mu    sync.Mutex
	known map[string]bool
}

func newUsers(name string) *Users { return &Users{Name: name, known: map[string]bool{}} }

// Add adds a user.
func (u *Users) Add(name string) {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.known[name] = true
}

// Knows reports whether there is a user of that name.
func (u *Users) Knows(name string) bool {
	u.mu.Lock()
	defer u.mu.Unlock()
	return u.known[name]
}

func (u *Users) delete() {
	u.mu.Lock()
	defer u.mu.Unlock()
	clear(u.known)
}
