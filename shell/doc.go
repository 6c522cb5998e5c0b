// Package shell is a command shell over a registry of states: the command table, the grammar of its lines, and the loops that
// run them from a prompt, a script or a string.
//
//	sh := shell.New(shell.Config{Name: "exchange", Out: os.Stdout, Err: os.Stderr})
//	err := sh.Script(ctx, "demo.mrepl", file)
//	...
//	err = sh.Close(ctx) // stops what runs, last started first
//
// # Lines
//
// A line is a command if its first word is in the command table and no Go operator follows it; anything else is Go, which the
// [Engine] evaluates. A leading ':' makes a line a command, a leading ';' makes it Go; (reset) and reset() are the command
// reset. Commands compose with |, and ; divides those that follow each other on a line. The right side of STATE=EXPR is Go. A
// Go statement goes on over lines until it is complete. Comments begin with # or //.
//
// # One table
//
// Each command is one literal in a table, with its usage beside its code. Prompt, scripts, help, completion and the manual in
// docs/commands.md all read that table. A program adds commands of its own with Config.Commands.
//
// # Go
//
// An [Engine] evaluates. What else it can do is an interface each, which it may have or not: [Typer], [Documenter], [Sourcer],
// [Inspector], [Fitter], [Locator], [Namer], [Tracer], [ErrorNamer] and [Rememberer]. A command that needs one says so where it is missing.
//
// # Transcripts
//
// Shell.Replay types a session that was written down; package transcript compares what comes with what was written.
//
// # Output
//
// What was asked for goes to Config.Out; lifecycle lines, notices and errors go to Config.Err. With Config.JSON everything is
// one JSON object a line on Out, each with "schemaVersion" and "type": event, report, value, error, notice, or the name of
// what was asked for. [Schema] describes all of it.
//
// # Interrupts
//
// A receive from Config.Interrupt cancels the statement that runs. If that does not end it, a second one leaves it behind:
// the shell goes on, and a notice tells when it has ended.
package shell
