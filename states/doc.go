// Package states gives the stateful pieces of a program a life of their own: a
// configuration, a connection, a server is a state, which is started, stopped,
// replaced and reloaded while the rest of the program runs.
//
//	package db
//
//	// Conn is the exchange's database.
//	var Conn = states.New("conn", open).OnStop(disconnect)
//
//	func open(ctx context.Context) (*sql.DB, error) { return sql.Open("sqlite", conf.Config.Get().DB.URI) }
//	func disconnect(ctx context.Context, db *sql.DB) error { return db.Close() }
//
// and in main:
//
//	if _, err := states.Start(ctx); err != nil { ... }
//	defer states.Stop(context.Background())
//
// There is no container to build and nothing to pass around: a state is a package
// variable, and whoever imports it reads it with [State.Get], an atomic load. Go's
// compiler orders the states: a variable whose start function mentions another
// state's variable is initialised, and so registered, after that one, across
// files and packages, and a circle does not compile.
//
// # Names
//
// The full name of a state is the path of its package, relative to the main package
// or else to the main module, a slash, and the name given to New: "db/conn". Where a
// [Name] is asked for, as much of the end of it will do as is unique: "conn". An
// unknown name is an *[UnknownStateError] that lists the nearest, one that fits
// several states an *[AmbiguousError].
//
// # Rules of life
//
//  1. Start goes in registration order and skips what runs. Stop goes in reverse of
//     the order in which states were really started and skips what does not run.
//     Both report every state whose status changed, whether it has a stop or not.
//  2. Naming states means those only. If one of them needs a state that is down, nothing
//     is started and the *[MissingDepsError] names it; [Selection.WithDeps] includes it.
//     Stopping a state that others use is allowed: those are stale once it comes back,
//     and [Info] says so; [Selection.WithDependents] stops them first.
//  3. An empty selection does nothing; all is the absence of a selection. An unknown
//     name is an error, and nothing starts or stops.
//  4. A failing start ends the walk. What is up stays up, what was not attempted is
//     reported as such, and a second start goes on from there.
//     [Selection.Rollback] takes down what the call brought up, [Selection.KeepGoing]
//     starts all that does not need what failed. A failing stop never keeps the others
//     from stopping; its state is [StatusStopFailed], and its value is kept, with
//     the error, in [Registry.Leftovers], until [Registry.Cleanup] or
//     [Registry.Discard].
//  5. A panic in a start or stop is an error with its position, and so is
//     runtime.Goexit. Whichever way a state leaves running, Get has no value then.
//  6. The stop that runs is the one that was in force at the start, with its value.
//     No handle is lost: a value is in a running state, or was stopped, or is a
//     leftover.
//  7. A substitute, a value or a start and stop, takes a state's place in the order
//     until a stop that includes the state. Swapping a running state really stops it,
//     and restarts what runs and uses it. Substitutes stack, and the original is
//     never lost. A value of the wrong type is refused before anything happens.
//  8. One operation runs at a time. Other callers wait and see what it has done; readers
//     never wait. An operation inside a function of a state is a *[ReentrantError].
//  9. Contexts and timeouts hold between steps and inside them. A function that does
//     not return after its context has ended is abandoned and reported, and the
//     operation goes on; what an abandoned start yet returns is stopped. When a
//     context is cancelled no further step begins; when its time is up, a start ends
//     so too, while a stop goes on by force.
//  10. Who uses whom is known: from [State.Needs], from what a loader reads in the
//     source, and from the Gets that are observed during a start. It orders
//     starts, marks what is stale, and lets [Selection.Parallel] start side by side
//     what can be.
//
// # Operations
//
// [Start], [Stop] and their like are methods of [Registry], and functions that act on
// [Default]. A [Selection] composes them:
//
//	states.Only(config, conn, app).Except(app).Swap(conn, fake).Rollback().Start(ctx)
//
// It is a value that prints as a line and does nothing before its last word, and
// [Selection.Plan] tells what that would do.
//
// Every operation returns a [Report], never nil, with a [Step] for each state it
// touched or left out; the error is [Report.Err]. Errors are of the types of this
// package, which hold the facts in fields; a failed function is a *[StateError]. Nothing
// is ever printed: [Observe] tells of an [Event] for everything that happens.
//
// # Tests
//
// A [Registry.Fork] has the definitions of a registry and instances of its own, so
// that tests can run side by side. NewIn defines states on a registry of one's own.
//
// # Loaders
//
// A loader of source code, as the mrepl shell has one, gives its states to
// [Registry.NewUnit] at each load; [Unit.Apply] makes the registry follow, restarting
// what [Policy] says.
package states
