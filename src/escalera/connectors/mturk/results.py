"""The results of a batch as MTurk and Turkle give them: one assignment a row."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from escalera.connectors.mturk import moments, table
from escalera.connectors.mturk.faults import BadFile, BadRows, Fault, shown
from escalera.connectors.mturk.table import Row, Table

NEEDED = ("HITId", "AssignmentId", "WorkerId")
ANSWER, CROWD = "Answer.", "Answer.taskAnswers"  # crowd-html-elements put all answers into one cell
NUMBER = re.compile(r"[\w.:-]{1,80}", re.ASCII)
LONGEST_WORK_S = 90 * 24 * 3600


class Status(StrEnum):
    SUBMITTED = "Submitted"
    APPROVED = "Approved"
    REJECTED = "Rejected"
    PAID = "Paid"  # MTurk itself pays what it approves and says no more


@dataclass(frozen=True)
class Result:
    """Times and amounts are None where the file doesn't say them."""

    row: int
    hit: str
    assignment: str
    worker: str
    status: Status
    title: str
    feedback: str
    reward: str
    work_s: float | None
    times: Mapping[str, datetime]
    answers: Mapping[str, str]


def read(path: Path, *, now: datetime) -> tuple[str, list[Result]]:
    """The file's name and its assignments. Raises BadFile; BadRows names every row that can't be right."""
    found = table.read(path)
    lacking = [column for column in NEEDED if column not in found.columns]
    if lacking:
        raise BadFile(
            f"{found.file} is no table of results: the column {lacking[0]} is missing. "
            "Give the results as they were downloaded, with all their columns."
        )
    if not {"AssignmentStatus", "Approve", "Reject"} & set(found.columns):
        raise BadFile(f"{found.file} says nothing of acceptance: the column AssignmentStatus is missing.")
    reader = Reader(now)
    results = [reader.result(row) for row in found.rows]
    reader.refuse_twice(found)
    if reader.faults:
        raise BadRows(found.file, sorted(reader.faults, key=lambda fault: fault.row))
    return found.file, results


class Reader:
    """Reads rows and collects what is wrong with them."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.faults: list[Fault] = []

    def result(self, row: Row) -> Result:
        for column in NEEDED:
            if not NUMBER.fullmatch(row[column]):
                self.fault(row, column, "is no number of MTurk", "It is one word of letters and digits.")
        return Result(
            row=row.number,
            hit=row["HITId"],
            assignment=row["AssignmentId"],
            worker=row["WorkerId"],
            status=self.status(row),
            title=row["Title"].strip(),
            feedback=self.feedback(row),
            reward=row["Reward"].strip(),
            work_s=self.work_s(row),
            times=self.times(row),
            answers=self.answers(row),
        )

    def fault(self, row: Row, column: str, problem: str, advice: str) -> None:
        said = f"{shown(row[column])} {problem}" if row[column] else "it is empty"
        self.faults.append(Fault(row.number, column, said, advice))

    def refuse_twice(self, found: Table) -> None:
        seen: dict[str, int] = {}
        for row in found.rows:
            first = seen.setdefault(row["AssignmentId"], row.number)
            if first != row.number:
                self.fault(row, "AssignmentId", f"is in row {first} too", "Take one of them out.")

    def status(self, row: Row) -> Status:
        """A reviewer's mark in Approve or Reject counts before what was so far."""
        approve, reject = row["Approve"].strip(), row["Reject"].strip()
        if approve and reject:
            self.fault(row, "Reject", "stands beside a mark in Approve", "Keep one of the two.")
        if approve and approve.lower() != "x":
            self.fault(row, "Approve", "is neither x nor empty", "Put an x, or nothing.")
        if approve or reject:
            return Status.APPROVED if approve else Status.REJECTED
        written = row["AssignmentStatus"].strip()
        try:
            return Status(written.capitalize()) if written else Status.SUBMITTED
        except ValueError:
            self.fault(row, "AssignmentStatus", "is unknown", f"Known are {', '.join(Status)}.")
            return Status.SUBMITTED

    def feedback(self, row: Row) -> str:
        reject = row["Reject"].strip()
        return row["RequesterFeedback"].strip() or ("" if reject.lower() == "x" else reject)

    def work_s(self, row: Row) -> float | None:
        written = row["WorkTimeInSeconds"].strip()
        if not written:
            return None
        if not re.fullmatch(r"\d{1,9}(\.\d{1,6})?", written, re.ASCII) or float(written) > LONGEST_WORK_S:
            self.fault(
                row, "WorkTimeInSeconds", "is no number of seconds", "Write whole seconds, such as 85."
            )
            return None
        return float(written)

    def times(self, row: Row) -> dict[str, datetime]:
        """The times that are there, in order and not in the future."""
        found: dict[str, datetime] = {}
        for column in ("AcceptTime", "SubmitTime", "ApprovalTime", "RejectionTime", "PaymentTime"):
            if not row[column].strip():
                continue
            try:
                at = moments.read(row[column])
            except moments.Unclear as unclear:
                self.fault(row, column, str(unclear), moments.ADVICE)
                continue
            if at > self.now:
                self.fault(row, column, "is in the future", "Look whether the zone and the year are right.")
            if before := next(
                (name for name, earlier in found.items() if earlier > at and not parted(name, column)), ""
            ):
                self.fault(row, column, f"is before {before}", "Look which of the two is right.")
            found[column] = at
        return found

    def answers(self, row: Row) -> dict[str, str]:
        given = {
            name.removeprefix(ANSWER): cell
            for name, cell in row.cells.items()
            if name.startswith(ANSWER) and name != CROWD
        }
        if row[CROWD].strip():
            try:
                given |= of_crowd(row[CROWD])
            except (ValueError, RecursionError):
                self.fault(row, CROWD, "is not what crowd-form writes", 'It looks like [{"name":"value"}].')
        return given


def parted(one: str, other: str) -> bool:
    """A rejection may come before or after an approval: requesters change their mind."""
    return {one, other} <= {"ApprovalTime", "RejectionTime", "PaymentTime"}


def of_crowd(cell: str) -> dict[str, str]:
    """[{"name": "text", "mood": {"good": true, "bad": false}}] in plain columns. Raises ValueError, RecursionError."""
    said = json.loads(cell)
    if not isinstance(said, list) or len(said) != 1 or not isinstance(said[0], dict):
        raise ValueError
    return {name: of_choice(value) for name, value in said[0].items()}


def of_choice(value: object) -> str:
    if isinstance(value, dict) and all(isinstance(chosen, bool) for chosen in value.values()):
        return "|".join(option for option, chosen in value.items() if chosen)
    if isinstance(value, str | int | float):
        return str(value)
    raise ValueError
