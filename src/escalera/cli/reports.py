"""`escalera reports`: reported comments that no programme looks after, and any other that waits too long."""

from typing import TYPE_CHECKING, Annotated

import typer

from escalera.cli.django import fail, wake

if TYPE_CHECKING:
    from escalera.coaching.judgement.models import Report

app = typer.Typer(no_args_is_help=True)
Number = Annotated[int, typer.Argument(help="The number of the report, as `escalera reports list` shows it.")]


@app.command("list")
def list_reports(
    every: Annotated[bool, typer.Option("--all", help="Those of programmes, too.")] = False,
) -> None:
    """Show the reports with piece and comment; nobody's name."""
    wake()
    from escalera.coaching.judgement import reporting

    found = reporting.reported(reporting.every_report() if every else reporting.reports_outside())
    for one in found:
        state = "waits" if one.ruling is None else "taken away" if one.ruling.takes_away else "kept"
        typer.echo(f"{one.report.pk} ({state}, {one.report.at:%Y-%m-%d})\n  piece:   {one.piece}")
        typer.echo(f"  comment: {one.report.comment.text}")
    if not found:
        typer.echo("No comment was reported.")


@app.command()
def keep(number: Number) -> None:
    """The comment is in place: its reader sees it again."""
    decide(number, takes_away=False)


@app.command()
def away(number: Number) -> None:
    """The comment stays away."""
    decide(number, takes_away=True)


@app.command()
def undo(number: Number) -> None:
    """Take back what was decided; the comment stays hidden until somebody decides anew."""
    report = report_of(number)
    from django.utils import timezone

    from escalera.coaching.judgement import reporting

    reporting.take_back(report=report, by=None, now=timezone.now())
    typer.echo("Undone.")


def decide(number: int, *, takes_away: bool) -> None:
    report = report_of(number)
    from django.utils import timezone

    from escalera.coaching.judgement import reporting

    try:
        reporting.rule(report=report, takes_away=takes_away, by=None, now=timezone.now())
    except reporting.AlreadyRuled:
        fail(f"It was decided otherwise. First: escalera reports undo {number}", code=1)
    typer.echo("Decided. Both people are told on their page of pieces.")


def report_of(number: int) -> "Report":
    wake()
    from escalera.coaching.judgement.models import Report

    report = Report.objects.filter(pk=number).first()
    if report is None:
        fail(f"There is no report {number}. See: escalera reports list --all", code=1)
    assert report is not None  # noqa: S101
    return report
