// Mrepl is an interactive shell for a live Go system. See the README, or mrepl -h.
package main

import (
	"os"

	"github.com/mrepl/mrepl/cmd/mrepl/app"
)

func main() { os.Exit(app.Main(nil)) }
