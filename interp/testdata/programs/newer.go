package main

import (
	"bytes"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"crypto/sha3"
	"embed"
	"encoding"
	"fmt"
	"go/version"
	"io/fs"
	"log/slog"
	mrand "math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"structs"
	"sync/atomic"
	"unique"
	"weak"
)

type app struct{ b []byte }

func (a app) AppendText(b []byte) ([]byte, error) { return append(b, a.b...), nil }

type hl struct {
	_ structs.HostLayout
	n int
}

func main() {
	for l := range strings.Lines("a\nb\n") {
		fmt.Printf("%q\n", l)
	}
	for l := range strings.SplitSeq("a,b", ",") {
		fmt.Printf("%q\n", l)
	}
	for l := range bytes.FieldsSeq([]byte("a b")) {
		fmt.Printf("%q\n", l)
	}
	k, err := hkdf.Key(sha256.New, []byte("s"), nil, "info", 4)
	fmt.Println(k, err)
	fmt.Println(len(rand.Text()))
	s := sha3.Sum256([]byte("x"))
	fmt.Printf("%x\n", s[:4])
	var e embed.FS
	_, err = e.Open("x")
	fmt.Println(err)
	var t encoding.TextAppender = app{[]byte("hi")}
	out, _ := t.AppendText(nil)
	fmt.Println(string(out))
	dir, _ := os.MkdirTemp("", "x")
	defer os.RemoveAll(dir)
	os.WriteFile(filepath.Join(dir, "a"), []byte("1"), 0o600)
	r, err := os.OpenRoot(dir)
	fmt.Println(err)
	f, err := r.Open("a")
	fmt.Println(f != nil, err)
	_, err = r.Open("../etc")
	fmt.Println(err)
	fs.WalkDir(r.FS(), ".", func(p string, d fs.DirEntry, err error) error { fmt.Println(p); return err })
	slog.New(slog.DiscardHandler).Info("x")
	var p http.Protocols
	p.SetHTTP1(true)
	fmt.Println(p)
	srv := &http.Server{Protocols: &p}
	fmt.Println(srv.Protocols)
	var n int32 = 7
	fmt.Println(atomic.AndInt32(&n, 3), n)
	_ = mrand.Uint()
	h := hl{n: 3}
	fmt.Println(h.n)
	fmt.Println(version.Compare("go1.2", "go1.21"))
	a, b := unique.Make("x"), unique.Make("x")
	fmt.Println(a == b, a.Value())
	q := &hl{n: 4}
	w := weak.Make(q)
	fmt.Println(w.Value() == q, w.Value().n)
	runtime.KeepAlive(q)
}
