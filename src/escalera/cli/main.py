"""The command line: `escalera ...`. Thin: each command calls one action, lab or engine function."""

import sys

import typer

from escalera import __version__
from escalera.cli import serve

app = typer.Typer(
    help="Escalera: from an online job to the micro-tasks that lead to it.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("run")(serve.run)
app.command("doctor")(serve.doctor)


@app.command()
def version() -> None:
    """Print the version."""
    typer.echo(__version__)


def mount() -> None:
    """Attach the command groups; those that need the web packages only where they are installed."""
    from escalera.cli import engine, pay

    app.add_typer(engine.app, name="engine", help="Fit and judge the engine on log files.")
    app.add_typer(pay.app, name="pay", help="Foretell time and pay an hour from timed logs.")
    try:
        import django  # noqa: F401
    except ImportError:
        return
    from escalera.cli import data, jobs, paths, tasks

    app.add_typer(jobs.app, name="jobs", help="List jobs, break a posting down.")
    app.add_typer(paths.app, name="paths", help="Plan the way to a job.")
    app.add_typer(tasks.app, name="tasks", help="Bring in task templates of others.")
    app.add_typer(data.app, name="data", help="What is kept of a person.")


def run() -> None:
    """The console script."""
    mount()
    try:
        app()
    except KeyboardInterrupt:
        sys.exit(130)
