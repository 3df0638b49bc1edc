"""Input tables and results tables in MTurk's format: `connect bring`, `connect results`."""

import os
from collections.abc import Iterator

from hostile.inputs.hostile import Hostile, Places, command, file, several
from hostile.inputs.tables import RIGHT_TO_LEFT, broken

PAGE = file("page.html", "<p>${seed}</p><input name=price>")
BRING = command("connect", "bring", "files", "page.html", "rows.csv", "--pay", "0.05", "--currency", "USD")
RESULTS = command("connect", "results", "files", "results.csv")
HEADER = "HITId,AssignmentId,WorkerId,AssignmentStatus,SubmitTime,ApprovalTime,WorkTimeInSeconds,Reward,Answer.price"
ROW = "3H,3A,{alias},Approved,2026-01-01T10:00:00Z,2026-01-02T10:00:00Z,30,,12"
SENTENCE = r"(?i)UTF-8|UTF-16|NUL|quotation|twice|cells|columns|characters|empty|rows|spreadsheet|not a file|missing|larger"


def tables() -> Iterator[Hostile]:
    for one in broken("rows.csv", "seed", "maíz"):
        yield Hostile(
            one.name,
            one.kind,
            "connect bring: CSV",
            several(PAGE, one.make),
            BRING,
            SENTENCE,
            quick=one.kind == "header",
        )
    for one in broken("results.csv", HEADER, ROW.format(alias="esc1")):
        yield Hostile(
            one.name, one.kind, "connect results", one.make, RESULTS, SENTENCE, quick=one.kind == "encoding"
        )


WRONG = {
    "a status that runs a formula": ("formula", "3H,3A,{alias},=cmd|' /C calc'!A0,2026-01-01T10:00:00Z,,30,,12", "AssignmentStatus"),
    "a number of a HIT that climbs out": ("path", "../../etc/passwd,3A,{alias},Approved,,,30,,12", "HITId"),
    "a number of an assignment with markup": ("script", "3H,<script>alert(1)</script>,{alias},Approved,,,30,,12", "AssignmentId"),
    "a time without a zone": ("number", "3H,3A,{alias},Approved,2026-01-01 10:00,,30,,12", "time zone"),
    "a time in year 99999": ("number", "3H,3A,{alias},Approved,99999-01-01T00:00:00Z,,30,,12", "SubmitTime"),
    "a time of year 1": ("number", "3H,3A,{alias},Approved,0001-01-01T00:00:00+14:00,,30,,12", "SubmitTime"),
    "seconds without end": ("number", "3H,3A,{alias},Approved,,,Infinity,,12", "WorkTimeInSeconds"),
    "seconds that are negative": ("number", "3H,3A,{alias},Approved,,,-1,,12", "WorkTimeInSeconds"),
    "a reward of four hundred digits": ("number", "3H,3A,{alias},Approved,,,30," + "9" * 400 + ",12", "Reward"),
    "a reward in no currency": ("number", "3H,3A,{alias},Approved,,,30,$0.05,12", "currency"),
}  # fmt: skip


def rows() -> Iterator[Hostile]:
    for name, (kind, row, says) in WRONG.items():

        def make(places: Places, row: str = row) -> None:
            file("results.csv", f"{HEADER}\n{row.format(alias=places.known['alias'])}\n")(places)

        yield Hostile(name, kind, "connect results", make, RESULTS, says, quick=kind == "formula")
    yield Hostile(
        "feedback that is a formula, markup and turned writing",
        "formula",
        "connect results",
        results_with_feedback,
        RESULTS,
        "1 rejected",
        is_refused=False,
    )
    yield Hostile(
        "crowd answers nested without end",
        "nesting",
        "connect results",
        crowd,
        RESULTS,
        "crowd-form",
        quick=True,
    )
    yield Hostile(
        "a cell that makes a page of gigabytes",
        "size",
        "connect bring: CSV",
        several(
            file("page.html", "<input name=a>" + "${seed}" * 9000),
            file("rows.csv", "seed\n" + f"{'x' * 90_000}\n" * 50),
        ),
        BRING,
        "kB|too much",
    )
    yield Hostile(
        "script in a cell",
        "script",
        "connect bring: CSV",
        several(PAGE, file("rows.csv", "seed\n<script>parent.document.title=1</script>\n")),
        BRING,
        "1 new tasks",
        is_refused=False,
    )
    yield Hostile(
        "variables in a cell",
        "entity",
        "connect bring: CSV",
        several(PAGE, file("rows.csv", "seed\n" + "${seed}" * 900 + "\n")),
        BRING,
        "1 new tasks",
        is_refused=False,
    )
    yield Hostile(
        "a pipe that nobody writes to",
        "path",
        "connect bring: CSV",
        several(PAGE, lambda places: os.mkfifo(places.folder / "rows.csv")),
        BRING,
        "not a file",
    )
    yield Hostile(
        "an endless device",
        "path",
        "connect results",
        lambda places: (places.folder / "results.csv").symlink_to("/dev/zero"),
        RESULTS,
        "not a file",
    )


def results_with_feedback(places: Places) -> None:
    feedback = f'"=1+1 <img src=x onerror=alert(1)> {RIGHT_TO_LEFT}"'
    row = f"3H,3A,{places.known['alias']},Rejected,2026-01-01T10:00:00Z,,30,,12,{feedback}"
    file("results.csv", f"{HEADER},RequesterFeedback\n{row}\n")(places)


def crowd(places: Places) -> None:
    row = ROW.format(alias=places.known["alias"])
    file("results.csv", f"{HEADER},Answer.taskAnswers\n{row},{'[' * 90_000}\n")(places)


INPUTS = [*tables(), *rows()]
