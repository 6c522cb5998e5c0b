// Handlers of slog that the program has itself see the kinds of values, and what they hold.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"strings"
	"time"
)

type level int

func (l level) String() string { return fmt.Sprint("L", int(l)) }

type item struct {
	N int
	T string
}

type user struct{ id string }

func (u user) LogValue() slog.Value { return slog.GroupValue(slog.String("id", u.id)) }

type failed struct{ op string }

func (f *failed) Error() string { return f.op + " failed" }

type handler struct {
	attrs []slog.Attr
	w     io.Writer
	group string
}

func (h *handler) Enabled(_ context.Context, l slog.Level) bool { return l >= slog.LevelInfo }

func (h *handler) Handle(_ context.Context, r slog.Record) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s", r.Level, r.Message)
	emit := func(a slog.Attr) bool {
		v := a.Value.Resolve()
		fmt.Fprintf(&b, " %s%s=%v(%s %s)", h.group, a.Key, v, a.Value.Kind(), v.Kind())
		switch v.Kind() {
		case slog.KindAny:
			switch x := v.Any().(type) {
			case error:
				fmt.Fprintf(&b, " an error %q", x.Error())
			case item:
				fmt.Fprint(&b, " item ", x.N)
			case fmt.Stringer:
				fmt.Fprint(&b, " stringer ", x)
			}
		case slog.KindGroup:
			fmt.Fprint(&b, " ", len(v.Group()))
		}
		return true
	}
	for _, a := range h.attrs {
		emit(a)
	}
	r.Attrs(emit)
	_, err := fmt.Fprintln(h.w, b.String())
	return err
}

func (h *handler) WithAttrs(as []slog.Attr) slog.Handler {
	c := *h
	c.attrs = append(c.attrs[:len(c.attrs):len(c.attrs)], as...)
	return &c
}

func (h *handler) WithGroup(n string) slog.Handler { c := *h; c.group += n + "."; return &c }

type key int

func (k key) MarshalText() ([]byte, error) { return []byte([]string{"a", "b"}[k]), nil }

func main() {
	log := slog.New(&handler{w: os.Stdout}).With("svc", level(1)).WithGroup("g")
	log.Info("hi", "lv", level(2), "n", 1, "e", errors.New("x"), slog.Any("it", item{1, "t"}), "d", time.Second, "nil", nil)
	log.Error("bad", "err", &failed{"open"}, "u", user{"7"}, "us", []user{{"8"}}, "p", &item{2, "p"})
	log.Debug("no")

	b, err := json.Marshal(map[key]any{0: item{1, "a"}, 1: []level{1}})
	fmt.Println(string(b), err)
	defer func() { fmt.Println("recovered", recover()) }()
	b, err = json.Marshal(map[key]any{5: 1})
	fmt.Println(string(b), err)
}
