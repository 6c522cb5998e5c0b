package shell

import _ "embed" // the schema

//go:embed schema.json
var schema string

// Schema returns the JSON Schema, draft 2020-12, of each line that a shell writes with Config.JSON.
func Schema() string { return schema }
