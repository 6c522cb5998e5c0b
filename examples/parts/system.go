package main

import (
	"context"

	"github.com/mrepl/mrepl/examples/parts/annagreta"
	"github.com/mrepl/mrepl/examples/parts/wildrank"
	"github.com/mrepl/mrepl/states"
	"github.com/mrepl/mrepl/states/parts"
	"github.com/mrepl/mrepl/states/parts/yamlsystem"
)

// kinds says how the parts of the system are started and stopped.
var kinds = parts.Kinds{
	"annagreta": parts.KindOf(annagreta.Start, annagreta.Stop),
	"wildrank":  parts.KindOf(wildrank.Start, wildrank.Stop),
}

// Read reads a system file.
func Read(file string) (parts.System, error) { return yamlsystem.ReadFile(file, kinds) }

// Load makes the parts of a system file states: part/annagreta and part/wildrank. It is for
// the prompt. Loaded again after the file has changed, it restarts the running parts whose
// configuration is another.
func Load(file string) (*states.Report, error) {
	system, err := Read(file)
	if err != nil {
		return nil, err
	}
	return kinds.Register(context.Background(), states.Default, "part", system)
}
