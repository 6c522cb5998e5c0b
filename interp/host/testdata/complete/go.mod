module example.com/complete

go 1.24

require (
	example.com/lib v0.0.0
	example.com/shell v0.0.0
)

require github.com/traefik/yaegi v0.16.1 // indirect

replace (
	example.com/lib => ../lib
	example.com/shell => ../shell
)
