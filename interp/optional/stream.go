package optional

import (
	"bufio"
	"io"
	"io/fs"
	"net"
	"net/http"
	"time"
)

// Stream has the methods of readers, writers, files, connections and the like.
type Stream struct{ held }

// Methods of package io.

func (s Stream) Read(p []byte) (int, error) {
	return method[func(any, []byte) (int, error)](s.held, "Read")(s.x, p)
}

func (s Stream) Write(p []byte) (int, error) {
	return method[func(any, []byte) (int, error)](s.held, "Write")(s.x, p)
}

func (s Stream) Close() error { return method[func(any) error](s.held, "Close")(s.x) }

func (s Stream) Seek(offset int64, whence int) (int64, error) {
	return method[func(any, int64, int) (int64, error)](s.held, "Seek")(s.x, offset, whence)
}

func (s Stream) ReadFrom(r io.Reader) (int64, error) {
	return method[func(any, io.Reader) (int64, error)](s.held, "ReadFrom")(s.x, r)
}

func (s Stream) WriteTo(w io.Writer) (int64, error) {
	return method[func(any, io.Writer) (int64, error)](s.held, "WriteTo")(s.x, w)
}

func (s Stream) ReadAt(p []byte, off int64) (int, error) {
	return method[func(any, []byte, int64) (int, error)](s.held, "ReadAt")(s.x, p, off)
}

func (s Stream) WriteAt(p []byte, off int64) (int, error) {
	return method[func(any, []byte, int64) (int, error)](s.held, "WriteAt")(s.x, p, off)
}

func (s Stream) ReadByte() (byte, error) {
	return method[func(any) (byte, error)](s.held, "ReadByte")(s.x)
}

func (s Stream) UnreadByte() error { return method[func(any) error](s.held, "UnreadByte")(s.x) }

func (s Stream) WriteByte(c byte) error {
	return method[func(any, byte) error](s.held, "WriteByte")(s.x, c)
}

func (s Stream) ReadRune() (rune, int, error) {
	return method[func(any) (rune, int, error)](s.held, "ReadRune")(s.x)
}

func (s Stream) UnreadRune() error { return method[func(any) error](s.held, "UnreadRune")(s.x) }

func (s Stream) WriteString(text string) (int, error) {
	return method[func(any, string) (int, error)](s.held, "WriteString")(s.x, text)
}

// Methods of files.

func (s Stream) Stat() (fs.FileInfo, error) {
	return method[func(any) (fs.FileInfo, error)](s.held, "Stat")(s.x)
}

func (s Stream) ReadDir(n int) ([]fs.DirEntry, error) {
	return method[func(any, int) ([]fs.DirEntry, error)](s.held, "ReadDir")(s.x, n)
}

func (s Stream) Readdir(n int) ([]fs.FileInfo, error) {
	return method[func(any, int) ([]fs.FileInfo, error)](s.held, "Readdir")(s.x, n)
}

func (s Stream) Sync() error { return method[func(any) error](s.held, "Sync")(s.x) }

func (s Stream) Name() string { return method[func(any) string](s.held, "Name")(s.x) }

// Methods of package net.

func (s Stream) LocalAddr() net.Addr { return method[func(any) net.Addr](s.held, "LocalAddr")(s.x) }

func (s Stream) RemoteAddr() net.Addr { return method[func(any) net.Addr](s.held, "RemoteAddr")(s.x) }

func (s Stream) SetDeadline(t time.Time) error {
	return method[func(any, time.Time) error](s.held, "SetDeadline")(s.x, t)
}

func (s Stream) SetReadDeadline(t time.Time) error {
	return method[func(any, time.Time) error](s.held, "SetReadDeadline")(s.x, t)
}

func (s Stream) SetWriteDeadline(t time.Time) error {
	return method[func(any, time.Time) error](s.held, "SetWriteDeadline")(s.x, t)
}

func (s Stream) CloseRead() error { return method[func(any) error](s.held, "CloseRead")(s.x) }

func (s Stream) CloseWrite() error { return method[func(any) error](s.held, "CloseWrite")(s.x) }

// Methods of package net/http.

func (s Stream) Header() http.Header { return method[func(any) http.Header](s.held, "Header")(s.x) }

func (s Stream) WriteHeader(status int) { method[func(any, int)](s.held, "WriteHeader")(s.x, status) }

func (s Stream) Unwrap() http.ResponseWriter {
	return method[func(any) http.ResponseWriter](s.held, "Unwrap")(s.x)
}

func (s Stream) Flush() { method[func(any)](s.held, "Flush")(s.x) }

func (s Stream) FlushError() error { return method[func(any) error](s.held, "FlushError")(s.x) }

func (s Stream) EnableFullDuplex() error {
	return method[func(any) error](s.held, "EnableFullDuplex")(s.x)
}

func (s Stream) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	return method[func(any) (net.Conn, *bufio.ReadWriter, error)](s.held, "Hijack")(s.x)
}

func (s Stream) Push(target string, opts *http.PushOptions) error {
	return method[func(any, string, *http.PushOptions) error](s.held, "Push")(s.x, target, opts)
}

func (s Stream) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	method[func(any, http.ResponseWriter, *http.Request)](s.held, "ServeHTTP")(s.x, w, r)
}

func (s Stream) RoundTrip(r *http.Request) (*http.Response, error) {
	return method[func(any, *http.Request) (*http.Response, error)](s.held, "RoundTrip")(s.x, r)
}

func (s Stream) CloseIdleConnections() { method[func(any)](s.held, "CloseIdleConnections")(s.x) }

// Methods of package math/rand.

func (s Stream) Int63() int64 { return method[func(any) int64](s.held, "Int63")(s.x) }

func (s Stream) Seed(seed int64) { method[func(any, int64)](s.held, "Seed")(s.x, seed) }

func (s Stream) Uint64() uint64 { return method[func(any) uint64](s.held, "Uint64")(s.x) }

// Methods of package fmt.

func (s Stream) String() string { return method[func(any) string](s.held, "String")(s.x) }
