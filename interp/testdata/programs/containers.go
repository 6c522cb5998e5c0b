// A container that makes values by the types of functions, as those for dependency injection do.
package main

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"math/rand"
	"reflect"
	"slices"
)

type Even int

func (Even) Generate(r *rand.Rand, size int) reflect.Value {
	return reflect.ValueOf(Even(r.Intn(100) * 2))
}

type T struct{ A, B Even }

type Container struct {
	makers map[reflect.Type]reflect.Value
}

func (c *Container) Provide(f any) {
	v := reflect.ValueOf(f)
	c.makers[v.Type().Out(0)] = v
}

func (c *Container) Get(t reflect.Type) reflect.Value {
	f, ok := c.makers[t]
	if !ok {
		panic("no " + t.String())
	}
	var in []reflect.Value
	for i := range f.Type().NumIn() {
		in = append(in, c.Get(f.Type().In(i)))
	}
	return f.Call(in)[0]
}

func (c *Container) Invoke(f any) {
	v := reflect.ValueOf(f)
	var in []reflect.Value
	for i := range v.Type().NumIn() {
		in = append(in, c.Get(v.Type().In(i)))
	}
	v.Call(in)
}

type Config struct{ DSN string }
type DB struct{ cfg *Config }

func (d *DB) Ping() string { return "ping " + d.cfg.DSN }

type Pinger interface{ Ping() string }

func NewConfig() *Config        { return &Config{"dsn"} }
func NewDB(c *Config) *DB       { return &DB{c} }
func NewPinger(db *DB) Pinger   { return db }
func Get[X any](c *Container) X { return c.Get(reflect.TypeFor[X]()).Interface().(X) }

func main() {

	c := &Container{map[reflect.Type]reflect.Value{}}
	c.Provide(NewConfig)
	c.Provide(NewDB)
	c.Provide(NewPinger)
	c.Invoke(func(p Pinger, db *DB) { fmt.Println(p.Ping(), db.Ping()) })
	fmt.Println(Get[Pinger](c).Ping(), Get[*DB](c).Ping())
	vals := []reflect.Value{reflect.ValueOf(3), reflect.ValueOf(1)}
	slices.SortFunc(vals, func(a, b reflect.Value) int { return int(a.Int() - b.Int()) })
	fmt.Println(vals, slices.IndexFunc(vals, func(v reflect.Value) bool { return v.Int() == 3 }))
	err := json.Unmarshal([]byte(`{"A":"x"}`), &T{})
	fmt.Println(err)
	var ct sql.NullInt64
	fmt.Println(reflect.TypeOf(ct), reflect.TypeOf(ct).Field(0).Type)
}
