"""What peers say, from a CSV file: worker,task_type,skill,taught."""

from __future__ import annotations

from pathlib import Path

from escalera.engine.log import Recommendation
from escalera.lab import tables
from escalera.lab.logs import Fault, MalformedRows
from escalera.lab.tables import BadLog

NEEDED = ("worker", "task_type", "skill")
YES, NO = frozenset({"", "1", "1.0", "true", "yes"}), frozenset({"0", "0.0", "false", "no"})


def read(path: Path) -> list[Recommendation]:
    """Return the claims of a file in its order. Raises BadLog, MalformedRows."""
    claims, faults = [], []
    with tables.opened(path) as (header, rows):
        missing = [name for name in NEEDED if name not in header]
        if missing:
            raise BadLog(
                f"{path}: the column {missing[0]} is missing; recommendations need {','.join(NEEDED)}"
            )
        for line, row in rows:
            try:
                claims.append(_claim(dict(zip(header, row, strict=True))))
            except ValueError as error:
                faults.append(Fault(line, str(error)))
    if faults:
        raise MalformedRows(path, faults)
    return claims


def _claim(said: dict[str, str]) -> Recommendation:
    empty = [name for name in NEEDED if not said[name]]
    if empty:
        raise ValueError(f"the {empty[0]} is empty")
    taught = said.get("taught", "").strip().lower()
    if taught not in YES | NO:
        raise ValueError(f"taught {taught!r} is neither 1 nor 0")
    return Recommendation(said["worker"], said["task_type"], said["skill"], taught in YES)
