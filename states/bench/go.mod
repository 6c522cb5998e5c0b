module github.com/mrepl/mrepl/states/bench

go 1.26.0

require (
	github.com/mrepl/mrepl v0.0.0
	github.com/samber/do/v2 v2.0.0
	github.com/thejerf/suture/v4 v4.0.6
	go.uber.org/fx v1.24.0
)

require (
	github.com/samber/go-type-to-string v1.8.0 // indirect
	go.uber.org/dig v1.19.0 // indirect
	go.uber.org/multierr v1.10.0 // indirect
	go.uber.org/zap v1.26.0 // indirect
	golang.org/x/sys v0.49.0 // indirect
)

replace github.com/mrepl/mrepl => ../..
