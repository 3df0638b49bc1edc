"""The command line: `escalera ...`. Thin: each command calls one action, lab or engine function."""

import sys

import typer

from escalera import __version__
from escalera.cli import serve
from escalera.cli.django import NEEDS_WEB, fail

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
    from escalera.cli import circles, engine, pay, skills
    from escalera.cli import help as asking

    app.add_typer(engine.app, name="engine", help="Fit and judge the engine on log files.")
    app.add_typer(pay.app, name="pay", help="Foretell time and pay an hour from timed logs.")
    app.add_typer(skills.app, name="skills", help="Find skills by anybody's words.")
    app.add_typer(asking.app, name="help", help="Find who can help whom.")
    app.add_typer(circles.app, name="circles", help="Propose circles of workers.")
    try:
        import django  # noqa: F401
    except ImportError:
        _say_what_to_install()
        return
    from escalera.cli import (
        connect,
        credit,
        data,
        imports,
        jobs,
        mturk,
        paths,
        programmes,
        reports,
        tasks,
        tips,
        ways,
    )

    app.add_typer(jobs.app, name="jobs", help="List jobs, break a posting down.")
    app.add_typer(paths.app, name="paths", help="Plan the way to a job.")
    app.add_typer(tasks.app, name="tasks", help="Bring in task templates of others.")
    app.add_typer(programmes.app, name="programmes", help="Make a programme with its first coordinator.")
    app.add_typer(reports.app, name="reports", help="Decide on comments that somebody reported.")
    app.add_typer(tips.app, name="tips", help="Decide on tips that were held or reported.")
    app.command("ways")(ways.ways)
    mturk.add_to(connect.app)
    app.add_typer(connect.app, name="connect", help="Exchange paid work with platforms.")
    app.add_typer(data.app, name="data", help="What is kept of a person.")
    app.add_typer(credit.app, name="credit", help="Look after the time credit.")
    app.add_typer(imports.app, name="import", help="Bring in the tables of others: ESCO, O*NET, wages ...")


def _say_what_to_install() -> None:
    """In place of the groups that need the web packages: the same names, which say what is missing."""
    anything = {"allow_extra_args": True, "ignore_unknown_options": True}
    for name in (
        "jobs",
        "paths",
        "tasks",
        "programmes",
        "reports",
        "tips",
        "ways",
        "connect",
        "data",
        "credit",
        "import",
    ):
        app.command(name, help=NEEDS_WEB, context_settings=anything)(refuse)


def refuse() -> None:
    fail(NEEDS_WEB)


def run() -> None:
    """The console script."""
    mount()
    try:
        app()
    except KeyboardInterrupt:
        sys.exit(130)
