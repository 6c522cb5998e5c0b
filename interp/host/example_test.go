package host_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/mrepl/mrepl/interp/host"
)

// A host is built once; then the cache has it.
func ExampleEnsure() {
	cache, err := os.MkdirTemp("", "host-example-")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(cache)

	cfg := host.Config{
		Dir:      "testdata/complete",
		Packages: []string{"example.com/lib"},
		App:      "example.com/shell/app", // a shell of a few lines; DefaultApp is the real one
		CacheDir: cache,
		Env:      append(os.Environ(), "GOFLAGS=", "GOWORK=off", "GOPROXY=off"),
	}
	first, err := host.Ensure(context.Background(), cfg)
	if err != nil {
		fmt.Println(err)
		return
	}
	second, err := host.Ensure(context.Background(), cfg)
	fmt.Println(second == first, err)

	recent, err := host.Recent(context.Background(), cfg)
	fmt.Println(recent == first, err)
	// Output:
	// true <nil>
	// true <nil>
}

// Without a host in the cache there is no recent one.
func ExampleRecent() {
	bin, err := host.Recent(context.Background(), host.Config{Dir: "testdata/complete", CacheDir: filepath.Join(os.TempDir(), "no hosts here")})
	fmt.Printf("%q %v\n", bin, err)
	// Output:
	// "" <nil>
}

// A program starts its life in a host.
func ExampleExec() {
	bin, err := host.Ensure(context.Background(), host.Config{Packages: []string{"github.com/shopspring/decimal"}, Progress: os.Stderr})
	if err == nil {
		err = host.Exec(bin, os.Args[1:], os.Environ())
	}
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}
