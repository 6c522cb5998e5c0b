package watch_test

import (
	"fmt"
	"log"
	"os"
	"path/filepath"

	"github.com/mrepl/mrepl/interp/watch"
)

func Example() {
	dir, err := os.MkdirTemp("", "watch")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)
	saved := make(chan struct{}, 1)
	w, err := watch.Start(watch.Targets{Dirs: []string{dir}}, func() { saved <- struct{}{} })
	if err != nil {
		log.Fatal(err)
	}
	defer w.Close()
	if err := os.WriteFile(filepath.Join(dir, "order.go"), []byte("package nyse\n"), 0o644); err != nil {
		log.Fatal(err)
	}
	<-saved
	fmt.Println("saved")
	// Output: saved
}
