package main

import (
	"context"

	"go.uber.org/fx"
)

// defineFx makes an application of n services. In a flat one each is an invocation
// that adds a hook, which is the least that fx can do; in a chain each is a
// named value that is provided.
func defineFx(s shape, all []service, names []string) *fx.App {
	options := make([]fx.Option, 0, len(all)+2)
	options = append(options, fx.NopLogger)
	for i := range all {
		add := func(lc fx.Lifecycle) {
			lc.Append(fx.Hook{
				OnStart: func(context.Context) error { all[i].starts++; return nil },
				OnStop:  func(context.Context) error { all[i].stops++; return nil },
			})
		}
		switch {
		case s == flat:
			options = append(options, fx.Invoke(add))
		case i == 0:
			options = append(options, fx.Provide(fx.Annotate(
				func(lc fx.Lifecycle) *service { add(lc); return &all[i] },
				fx.ResultTags(tag(names[i])))))
		default:
			options = append(options, fx.Provide(fx.Annotate(
				func(lc fx.Lifecycle, _ *service) *service { add(lc); return &all[i] },
				fx.ParamTags("", tag(names[i-1])), fx.ResultTags(tag(names[i])))))
		}
	}
	if s == chain {
		options = append(options, fx.Invoke(fx.Annotate(func(*service) {}, fx.ParamTags(tag(names[len(names)-1])))))
	}
	app := fx.New(options...)
	must(app.Err())
	return app
}

func tag(name string) string { return `name:"` + name + `"` }

func cycleFx(app *fx.App) {
	ctx := context.Background()
	must(app.Start(ctx))
	must(app.Stop(ctx))
}

func lifeOfFx(s shape, all []service) func() {
	names := names(len(all))
	return func() { cycleFx(defineFx(s, all, names)) }
}

func againOfFx(s shape, all []service) func() {
	app := defineFx(s, all, names(len(all)))
	return func() { cycleFx(app) }
}
